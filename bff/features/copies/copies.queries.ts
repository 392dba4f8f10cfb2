import type { CopyStatus } from '../../contract/copies'
import type { Unit } from '../../infra/lanes'
import { beyond, type DatePlace } from '../../infra/cursor'
import { connectedDatabase } from '../../infra/mongo'
import { CopyModel, type CopyRecord, type TransitRecord } from './copies.model'

export function findCopy(id: string): Promise<CopyRecord | null> {
  return CopyModel.findById(id).lean<CopyRecord>().exec()
}

export function findCopyByBarcode(barcode: string): Promise<CopyRecord | null> {
  return CopyModel.findOne({ barcode }).lean<CopyRecord>().exec()
}

export function listCopiesByBarcode(barcodes: readonly string[]): Promise<CopyRecord[]> {
  return CopyModel.find({ barcode: { $in: barcodes } })
    .lean<CopyRecord[]>()
    .exec()
}

/** @throws E11000 when a barcode has been taken; outside of a transaction the others are in */
export async function insertCopies(copies: readonly CopyRecord[]): Promise<void> {
  if (copies.length > 0) await CopyModel.insertMany(copies, { ordered: false, lean: true })
}

/**
 * The same for copies of titles that nobody can see yet, thousands at a time: outside of any transaction, and by the
 * driver, because Mongoose's casting of each one would cost more than the rest of an import.
 */
export async function insertUnseenCopies(copies: readonly CopyRecord[]): Promise<void> {
  if (copies.length === 0) return
  const collection = connectedDatabase().collection<CopyRecord>(CopyModel.collection.name)
  await collection.insertMany([...copies], { ordered: false })
}

export interface CopyDescription {
  readonly copy: CopyRecord
  readonly set: Partial<Omit<CopyRecord, '_id' | 'barcode' | 'titleId'>>
}

/** Describes copies anew that still have the status with which they were read. @returns how many had */
export async function describeCopies(descriptions: readonly CopyDescription[]): Promise<number> {
  if (descriptions.length === 0) return 0
  const writes = descriptions.map(({ copy, set }) => ({
    updateOne: { filter: { _id: copy._id, status: copy.status }, update: { $set: set } },
  }))
  return (await CopyModel.bulkWrite(writes, { ordered: false })).matchedCount
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
  to: Pick<CopyRecord, 'status' | 'pickupPointId' | 'quarantinedUntil' | 'compartment' | 'transit'>,
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

/** A place on a shelf: where it stands, and between which call numbers. */
export type ShelfPlace = Pick<CopyRecord, 'branchId' | 'floor' | 'area' | 'shelfOrder'>
export type ShelfNeighbour = Pick<CopyRecord, 'titleId' | 'callNumber'>

/** The copies that stand before a place, the nearest first, or at it and behind. */
export function listAlongShelf(
  { branchId, floor, area, shelfOrder }: ShelfPlace,
  along: { readonly direction: 'before' | 'behind'; readonly without: readonly CopyStatus[]; readonly limit: number },
): Promise<ShelfNeighbour[]> {
  const isBefore = along.direction === 'before'
  const order = isBefore ? { $lt: shelfOrder } : { $gte: shelfOrder }
  const step = isBefore ? -1 : 1
  return CopyModel.find({ branchId, floor, area, shelfOrder: order, status: { $nin: along.without } })
    .sort({ shelfOrder: step, _id: step })
    .limit(along.limit)
    .select({ _id: 0, titleId: 1, callNumber: 1 })
    .lean<ShelfNeighbour[]>()
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

/** B16: they stay where they lie. @returns how many lay ready */
export async function markToClear(ids: readonly string[]): Promise<number> {
  const result = await CopyModel.updateMany({ _id: { $in: ids }, status: 'ready' }, { $set: { status: 'to_clear' } })
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

export type TransitDirection = 'in' | 'out'
type Travelling = CopyRecord & { readonly transit: TransitRecord }

/** A way within one branch is on the road to it only. */
const onTheRoad = (branchId: string, direction: TransitDirection) =>
  direction === 'in'
    ? { status: 'in_transit' as const, 'transit.to': branchId }
    : { status: 'in_transit' as const, 'transit.from': branchId, 'transit.to': { $ne: branchId } }

export function listTransit(page: {
  readonly branchId: string
  readonly direction: TransitDirection
  readonly limit: number
  readonly after: DatePlace | null
}): Promise<Travelling[]> {
  return CopyModel.find({ ...onTheRoad(page.branchId, page.direction), ...beyond('transit.expectedBy', 1, page.after) })
    .sort({ 'transit.expectedBy': 1, _id: 1 })
    .limit(page.limit)
    .hint(page.direction === 'in' ? 'transit_in' : 'transit_out')
    .lean<Travelling[]>()
    .exec()
}

export async function countTransit(of: {
  readonly branchId: string
  readonly direction: TransitDirection
  readonly now: Date
}): Promise<{ total: number; late: number }> {
  const road = onTheRoad(of.branchId, of.direction)
  const [total, late] = await Promise.all([
    CopyModel.countDocuments(road),
    CopyModel.countDocuments({ ...road, 'transit.expectedBy': { $lt: of.now } }),
  ])
  return { total, late }
}
