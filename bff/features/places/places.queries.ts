import { BranchModel, PickupPointModel, type BranchRecord, type PickupPointRecord } from './places.model'

/** A library has a handful of branches and pickup points: they are read whole. */
export function readBranches(): Promise<BranchRecord[]> {
  return BranchModel.find().sort({ order: 1 }).lean<BranchRecord[]>().exec()
}

export function readPickupPoints(): Promise<PickupPointRecord[]> {
  return PickupPointModel.find().sort({ order: 1 }).lean<PickupPointRecord[]>().exec()
}

export function findBranch(id: string): Promise<BranchRecord | null> {
  return BranchModel.findById(id).lean<BranchRecord>().exec()
}

/** L4: replaces a calendar that still is at `version`; null when somebody else was faster. */
export function replaceCalendar(
  id: string,
  calendar: BranchRecord['calendar'],
  version: number,
): Promise<BranchRecord | null> {
  return BranchModel.findOneAndUpdate(
    { _id: id, calendarVersion: version === 0 ? { $in: [0, null] } : version },
    { $set: { calendar, calendarVersion: version + 1 } },
    { returnDocument: 'after' },
  )
    .lean<BranchRecord>()
    .exec()
}
