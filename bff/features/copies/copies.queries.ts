import type { CopyStatus } from '../../contract/copies'
import type { Unit } from '../../infra/lanes'
import { CopyModel, type CopyRecord } from './copies.model'

export function findCopy(id: string): Promise<CopyRecord | null> {
  return CopyModel.findById(id).lean<CopyRecord>().exec()
}

export function findCopyByBarcode(barcode: string): Promise<CopyRecord | null> {
  return CopyModel.findOne({ barcode }).lean<CopyRecord>().exec()
}

export function listCopiesOfUnit(unit: Unit): Promise<CopyRecord[]> {
  return CopyModel.find({ titleId: unit.titleId, part: unit.part }).lean<CopyRecord[]>().exec()
}

export function listCopiesOfTitle(titleId: string): Promise<CopyRecord[]> {
  return CopyModel.find({ titleId }).sort({ branchId: 1, shelfOrder: 1, barcode: 1 }).lean<CopyRecord[]>().exec()
}

export function listCopiesById(ids: readonly string[]): Promise<CopyRecord[]> {
  return CopyModel.find({ _id: { $in: ids } })
    .lean<CopyRecord[]>()
    .exec()
}

export function listToClear(pickupPointId: string, limit: number): Promise<CopyRecord[]> {
  return CopyModel.find({ pickupPointId, status: 'to_clear' })
    .sort({ shelfOrder: 1 })
    .limit(limit)
    .lean<CopyRecord[]>()
    .exec()
}

/** Moves a copy if it still is where the caller saw it; null when it has moved on. */
export function moveCopy(
  id: string,
  from: CopyStatus,
  to: Pick<CopyRecord, 'status' | 'pickupPointId' | 'quarantinedUntil' | 'compartment'>,
): Promise<CopyRecord | null> {
  return CopyModel.findOneAndUpdate({ _id: id, status: from }, { $set: to }, { returnDocument: 'after' })
    .lean<CopyRecord>()
    .exec()
}

/** D3: only ever later. */
export async function noteScan(id: string, at: Date): Promise<void> {
  await CopyModel.updateOne({ _id: id }, { $max: { scannedAt: at } })
}

export function listEndedQuarantines(now: Date, limit: number): Promise<CopyRecord[]> {
  return CopyModel.find({ status: 'quarantined', quarantinedUntil: { $lte: now } })
    .sort({ quarantinedUntil: 1 })
    .limit(limit)
    .lean<CopyRecord[]>()
    .exec()
}

export interface CopyCount {
  readonly titleId: string
  readonly part: string | null
  /** In the collection: neither missing, lost nor withdrawn. */
  readonly copies: number
  /** On the shelf and not for reference only. */
  readonly available: number
  readonly branches: readonly string[]
  readonly availableBranches: readonly string[]
  readonly callNumbers: readonly string[]
}

/** The copies of titles, counted by title and part. */
export function countCopies(titleIds: readonly string[]): Promise<CopyCount[]> {
  const isAvailable = { $and: [{ $eq: ['$status', 'available'] }, { $ne: ['$loanType', 'reference_only'] }] }
  return CopyModel.aggregate<CopyCount>([
    { $match: { titleId: { $in: titleIds }, status: { $nin: ['missing', 'lost', 'withdrawn'] } } },
    {
      $group: {
        _id: { titleId: '$titleId', part: '$part' },
        copies: { $sum: 1 },
        available: { $sum: { $cond: [isAvailable, 1, 0] } },
        branches: { $addToSet: '$branchId' },
        availableBranches: { $addToSet: { $cond: [isAvailable, '$branchId', '$$REMOVE'] } },
        callNumbers: { $addToSet: '$callNumber' },
      },
    },
    { $replaceWith: { $mergeObjects: ['$$ROOT', '$_id'] } },
    { $project: { _id: 0 } },
  ]).exec()
}

export function listCopiesOfTitles(titleIds: readonly string[]): Promise<CopyRecord[]> {
  return CopyModel.find({ titleId: { $in: titleIds } })
    .lean<CopyRecord[]>()
    .exec()
}

/** Takes copies off the shelf for their bookings. @returns how many still were available */
export async function pageCopies(ids: readonly string[]): Promise<number> {
  const result = await CopyModel.updateMany({ _id: { $in: ids }, status: 'available' }, { $set: { status: 'paged' } })
  return result.matchedCount
}

/** V4: the compartments of a locker in which a book lies. */
export async function listOccupiedCompartments(pickupPointId: string): Promise<string[]> {
  const copies = await CopyModel.find({ pickupPointId, compartment: { $type: 'string' } })
    .select({ _id: 0, compartment: 1 })
    .lean<{ compartment: string }[]>()
    .exec()
  return copies.map(({ compartment }) => compartment)
}
