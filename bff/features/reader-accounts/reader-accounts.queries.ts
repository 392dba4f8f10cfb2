import { beyond, type DatePlace } from '../../infra/cursor'
import { StaffAccessModel, type StaffAccessRecord } from './reader-accounts.model'

export async function insertAccess(access: StaffAccessRecord): Promise<void> {
  await StaffAccessModel.create([access])
}

export function listAccesses(
  readerId: string,
  page: { readonly limit: number; readonly before: DatePlace | null },
): Promise<StaffAccessRecord[]> {
  return StaffAccessModel.find({ readerId, ...beyond('at', -1, page.before) })
    .sort({ at: -1, _id: -1 })
    .limit(page.limit)
    .lean<StaffAccessRecord[]>()
    .exec()
}
