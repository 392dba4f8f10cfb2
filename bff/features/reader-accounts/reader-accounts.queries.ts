import { beyond, type DatePlace } from '../../infra/cursor'
import { StaffAccessModel, type StaffAccessRecord } from './reader-accounts.model'

/** One write however many readers were seen. */
export async function insertAccesses(accesses: readonly StaffAccessRecord[]): Promise<void> {
  if (accesses.length > 0) await StaffAccessModel.insertMany(accesses, { lean: true })
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
