import type { VisitStatus } from '../../contract/visits'
import { beyond, type DatePlace } from '../../infra/cursor'
import { readerHistory } from '../../infra/reader-history'
import { expectedStatuses, openVisitStatuses, VisitModel, type VisitRecord } from './visits.model'

const closedStatuses = ['completed', 'cancelled', 'missed'] as const satisfies VisitStatus[]

/** X1. */
export const history = readerHistory(VisitModel, {
  endedAt: 'endedAt',
  over: { status: { $in: closedStatuses } },
})

export function findVisit(id: string): Promise<VisitRecord | null> {
  return VisitModel.findById(id).lean<VisitRecord>().exec()
}

export function findOpenVisit(readerId: string, pickupPointId: string): Promise<VisitRecord | null> {
  return VisitModel.findOne({ readerId, pickupPointId, status: { $in: openVisitStatuses } })
    .lean<VisitRecord>()
    .exec()
}

/** One per pickup point at most (V2). */
export function listOpenOfReaders(readerIds: readonly string[]): Promise<VisitRecord[]> {
  return VisitModel.find({ readerId: { $in: readerIds }, status: { $in: openVisitStatuses } })
    .sort({ startsAt: 1 })
    .lean<VisitRecord[]>()
    .exec()
}

interface ReadersPage {
  readonly state: 'open' | 'closed' | null
  readonly limit: number
  readonly before: DatePlace | null
}

export function listVisitsOfReader(readerId: string, page: ReadersPage): Promise<VisitRecord[]> {
  const statuses = page.state === 'open' ? openVisitStatuses : closedStatuses
  return VisitModel.find({
    readerId,
    ...(page.state === null ? {} : { status: { $in: statuses } }),
    ...beyond('startsAt', -1, page.before),
  })
    .sort({ startsAt: -1, _id: -1 })
    .limit(page.limit)
    .lean<VisitRecord[]>()
    .exec()
}

export async function insertVisits(visits: readonly VisitRecord[]): Promise<void> {
  if (visits.length > 0) await VisitModel.insertMany(visits, { lean: true })
}

type Change = Partial<Omit<VisitRecord, '_id' | 'readerId' | 'pickupPointId' | 'placedAt'>>

/** Changes a visit that still is in the status that the caller saw; null when it has moved on. */
export function updateVisit(seen: VisitRecord, change: Change): Promise<VisitRecord | null> {
  return VisitModel.findOneAndUpdate(
    { _id: seen._id, status: seen.status },
    { $set: change },
    { returnDocument: 'after' },
  )
    .lean<VisitRecord>()
    .exec()
}

/** Takes a book out of an open visit; null when it is in none. */
export function takeOutBook(
  visitId: string,
  bookingId: string,
  { isCollected }: { readonly isCollected: boolean },
): Promise<VisitRecord | null> {
  return VisitModel.findOneAndUpdate(
    { _id: visitId, status: { $in: openVisitStatuses }, bookingIds: bookingId },
    { $pull: { bookingIds: bookingId }, ...(isCollected ? { $push: { collectedIds: bookingId } } : {}) },
    { returnDocument: 'after' },
  )
    .lean<VisitRecord>()
    .exec()
}

interface DeskPage {
  readonly before: Date
  readonly limit: number
  readonly after: DatePlace | null
}

/** Who has not come yet, up to an instant. */
export function listExpected(pickupPointId: string, page: DeskPage): Promise<VisitRecord[]> {
  return VisitModel.find({
    $and: [
      { pickupPointId, status: { $in: expectedStatuses }, startsAt: { $lt: page.before } },
      beyond('startsAt', 1, page.after),
    ],
  })
    .sort({ startsAt: 1, _id: 1 })
    .limit(page.limit)
    .lean<VisitRecord[]>()
    .exec()
}

export function listArrived(pickupPointId: string, limit: number): Promise<VisitRecord[]> {
  return VisitModel.find({ pickupPointId, status: 'arrived' })
    .sort({ arrivedAt: 1, _id: 1 })
    .limit(limit)
    .lean<VisitRecord[]>()
    .exec()
}

export function listToRemind(now: Date, limit: number): Promise<VisitRecord[]> {
  return VisitModel.find({ status: { $in: expectedStatuses }, remindAt: { $ne: null, $lte: now } })
    .sort({ remindAt: 1 })
    .limit(limit)
    .lean<VisitRecord[]>()
    .exec()
}

export function listMissed(now: Date, limit: number): Promise<VisitRecord[]> {
  return VisitModel.find({ status: { $in: expectedStatuses }, missedFrom: { $lte: now } })
    .sort({ missedFrom: 1 })
    .limit(limit)
    .lean<VisitRecord[]>()
    .exec()
}

export function listArrivedBefore(instant: Date, limit: number): Promise<VisitRecord[]> {
  return VisitModel.find({ status: 'arrived', arrivedAt: { $lt: instant } })
    .sort({ arrivedAt: 1 })
    .limit(limit)
    .lean<VisitRecord[]>()
    .exec()
}

/** The pickup points at which these visits are. */
export async function listPointsOf(ids: readonly string[]): Promise<string[]> {
  return VisitModel.distinct('pickupPointId', { _id: { $in: ids } })
}
