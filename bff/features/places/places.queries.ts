import { BranchModel, PickupPointModel, type BranchRecord, type PickupPointRecord } from './places.model'

/** A library has a handful of branches and pickup points: they are read whole. */
export function readBranches(): Promise<BranchRecord[]> {
  return BranchModel.find().sort({ order: 1 }).lean<BranchRecord[]>().exec()
}

export function readPickupPoints(): Promise<PickupPointRecord[]> {
  return PickupPointModel.find().sort({ order: 1 }).lean<PickupPointRecord[]>().exec()
}
