import { StaffAccessModel, type StaffAccessRecord } from './reader-accounts.model'

export async function insertAccess(access: StaffAccessRecord): Promise<void> {
  await StaffAccessModel.create([access])
}
