import type { PipelineStage, UpdateQuery } from 'mongoose'
import type { BookingStatus } from '../../contract/bookings'
import type { Day } from '../../domain/calendar'
import type { WithReader } from '../../domain/of-reader'
import { beyond, type DatePlace } from '../../infra/cursor'
import type { Unit } from '../../infra/lanes'
import { readerHistory } from '../../infra/reader-history'
import { BookingModel, capturedStatuses, openStatuses, type BookingRecord } from './bookings.model'

const closedStatuses = ['collected', 'expired', 'cancelled', 'unfilled'] as const satisfies BookingStatus[]

/** X1. */
export const history = readerHistory(BookingModel, {
  endedAt: 'endedAt',
  over: { status: { $in: closedStatuses } },
})

export function findBooking(id: string): Promise<BookingRecord | null> {
  return BookingModel.findById(id).lean<BookingRecord>().exec()
}

export function listOpenOfReader(readerId: string): Promise<BookingRecord[]> {
  return BookingModel.find({ readerId, status: { $in: openStatuses } })
    .sort({ placedAt: -1 })
    .lean<BookingRecord[]>()
    .exec()
}

interface Page {
  readonly state: 'open' | 'closed'
  readonly limit: number
  readonly before: DatePlace | null
}

export function listOfReader(readerId: string, page: Page): Promise<BookingRecord[]> {
  return BookingModel.find({
    readerId,
    status: { $in: page.state === 'open' ? openStatuses : closedStatuses },
    ...beyond('placedAt', -1, page.before),
  })
    .sort({ placedAt: -1, _id: -1 })
    .limit(page.limit)
    .lean<BookingRecord[]>()
    .exec()
}

export function listReadyOfReader(readerId: string): Promise<BookingRecord[]> {
  return BookingModel.find({ readerId, status: 'ready' }).lean<BookingRecord[]>().exec()
}

export function findCapturedByCopy(copyId: string): Promise<BookingRecord | null> {
  return BookingModel.findOne({ copyId, status: { $in: capturedStatuses } })
    .lean<BookingRecord>()
    .exec()
}

/** The first in the queue that this copy may serve (B12); with `pickupPointIds` only those collected there. */
export function findNext(
  unit: Unit,
  copyId: string,
  pickupPointIds: readonly string[] | null = null,
): Promise<BookingRecord | null> {
  return BookingModel.findOne({
    titleId: unit.titleId,
    part: unit.part,
    status: 'queued',
    isSuspended: false,
    requestedCopyId: { $in: [null, copyId] },
    ...(pickupPointIds ? { pickupPointId: { $in: pickupPointIds } } : {}),
  })
    .sort({ sortKey: 1 })
    .lean<BookingRecord>()
    .exec()
}

/** Everybody in the queue, the suspended too. */
export function listQueued(unit: Unit): Promise<BookingRecord[]> {
  return BookingModel.find({ titleId: unit.titleId, part: unit.part, status: 'queued' })
    .sort({ sortKey: 1 })
    .lean<BookingRecord[]>()
    .exec()
}

/** The same page by page, in the order of the queue. */
export function listQueuedAfter(
  unit: Unit,
  page: { readonly after: string | null; readonly limit: number },
): Promise<BookingRecord[]> {
  return BookingModel.find({
    titleId: unit.titleId,
    part: unit.part,
    status: 'queued',
    ...(page.after === null ? {} : { sortKey: { $gt: page.after } }),
  })
    .sort({ sortKey: 1 })
    .limit(page.limit)
    .lean<BookingRecord[]>()
    .exec()
}

export function countQueued(unit: Unit): Promise<number> {
  return BookingModel.countDocuments({ titleId: unit.titleId, part: unit.part, status: 'queued' })
}

export function countWaiting(unit: Unit): Promise<number> {
  return BookingModel.countDocuments({ titleId: unit.titleId, part: unit.part, status: 'queued', isSuspended: false })
}

/** How many unsuspended bookings stand before each of these, in one query (B8). */
export async function countAhead(bookings: readonly BookingRecord[]): Promise<ReadonlyMap<string, number>> {
  const [first, ...others] = bookings.map(countBefore)
  if (!first) return new Map()
  const rows = await BookingModel.aggregate<{ _id: string; ahead: number }>([
    ...first,
    ...others.map((pipeline) => ({ $unionWith: { coll: 'bookings', pipeline } })),
  ])
  return new Map(rows.map((row) => [row._id, row.ahead]))
}

function countBefore({ _id, titleId, part, sortKey }: BookingRecord): [PipelineStage.Match, PipelineStage.Group] {
  const waitsBefore = { titleId, part, status: 'queued', isSuspended: false, sortKey: { $lt: sortKey } }
  return [{ $match: waitsBefore }, { $group: { _id: { $literal: _id }, ahead: { $sum: 1 } } }]
}

/** Changes a booking that still is as the caller saw it; null when it has moved on. */
export function updateBooking(seen: BookingRecord, change: UpdateQuery<BookingRecord>): Promise<BookingRecord | null> {
  return BookingModel.findOneAndUpdate({ _id: seen._id, status: seen.status, copyId: seen.copyId }, change, {
    returnDocument: 'after',
  })
    .lean<BookingRecord>()
    .exec()
}

/** The same for many in one write. @returns how many still were as the caller saw them */
export async function updateBookings(
  updates: readonly { readonly seen: BookingRecord; readonly change: UpdateQuery<BookingRecord> }[],
): Promise<number> {
  if (updates.length === 0) return 0
  const result = await BookingModel.bulkWrite(
    updates.map(({ seen, change }) => ({
      updateOne: { filter: { _id: seen._id, status: seen.status, copyId: seen.copyId }, update: change },
    })),
  )
  return result.matchedCount
}

export function listMissedDeadlines(now: Date, limit: number): Promise<BookingRecord[]> {
  return BookingModel.find({ status: 'ready', pickupDeadline: { $lt: now } })
    .sort({ pickupDeadline: 1 })
    .limit(limit)
    .lean<BookingRecord[]>()
    .exec()
}

export function listEndedSuspensions(today: Day, limit: number): Promise<BookingRecord[]> {
  return BookingModel.find({ status: 'queued', isSuspended: true, suspendedUntil: { $ne: null, $lte: today } })
    .sort({ suspendedUntil: 1 })
    .limit(limit)
    .lean<BookingRecord[]>()
    .exec()
}

interface PagingPage {
  readonly branchId: string | null
  readonly limit: number
  readonly after: { readonly branchId: string; readonly order: string; readonly id: string } | null
}

/** Rule D2: branch, floor, call number. */
export function listPaging(page: PagingPage): Promise<BookingRecord[]> {
  return BookingModel.find({
    status: 'paging',
    ...(page.branchId === null ? {} : { 'shelf.branchId': page.branchId }),
    ...(page.after ? afterPlace(page.after) : {}),
  })
    .sort({ 'shelf.branchId': 1, 'shelf.order': 1, _id: 1 })
    .limit(page.limit)
    .lean<BookingRecord[]>()
    .exec()
}

function afterPlace({ branchId, order, id }: NonNullable<PagingPage['after']>) {
  return {
    $or: [
      { 'shelf.branchId': { $gt: branchId } },
      { 'shelf.branchId': branchId, 'shelf.order': { $gt: order } },
      { 'shelf.branchId': branchId, 'shelf.order': order, _id: { $gt: id } },
    ],
  }
}

export function countPaging(branchId: string | null): Promise<number> {
  return BookingModel.countDocuments({ status: 'paging', ...(branchId === null ? {} : { 'shelf.branchId': branchId }) })
}

export function listShelf(
  pickupPointId: string,
  page: { readonly limit: number; readonly after: DatePlace | null },
): Promise<BookingRecord[]> {
  return BookingModel.find({
    status: 'ready',
    pickupPointId,
    ...beyond('pickupDeadline', 1, page.after),
  })
    .sort({ pickupDeadline: 1, _id: 1 })
    .limit(page.limit)
    .lean<BookingRecord[]>()
    .exec()
}

export function setClaim(booking: BookingRecord, claimedBy: BookingRecord['claimedBy']): Promise<BookingRecord | null> {
  return updateBooking(booking, { $set: { claimedBy } })
}

export function listById(ids: readonly string[]): Promise<BookingRecord[]> {
  return BookingModel.find({ _id: { $in: ids } })
    .lean<BookingRecord[]>()
    .exec()
}

export interface VisitBooks {
  readonly visitId: string
  readonly bookingIds: readonly string[]
}

/** V2: only a ready book joins a visit, and only one. @returns how many have joined */
export async function joinVisits(visits: readonly VisitBooks[]): Promise<number> {
  if (visits.length === 0) return 0
  const result = await BookingModel.bulkWrite(
    visits.map(({ visitId, bookingIds }) => ({
      updateMany: {
        filter: { _id: { $in: bookingIds }, status: 'ready', visitId: null },
        update: { $set: { visitId } },
      },
    })),
  )
  return result.matchedCount
}

export async function leaveVisit(bookingIds: readonly string[], visitId: string): Promise<void> {
  await BookingModel.updateMany({ _id: { $in: bookingIds }, visitId }, { $set: { visitId: null } })
}

export interface QueueCount {
  readonly titleId: string
  readonly part: string | null
  readonly queue: number
}

/** Unsuspended bookings that wait, counted by title and part. */
export function countQueues(titleIds: readonly string[]): Promise<QueueCount[]> {
  return BookingModel.aggregate<QueueCount>([
    { $match: { titleId: { $in: titleIds }, status: 'queued', isSuspended: false } },
    { $group: { _id: { titleId: '$titleId', part: '$part' }, queue: { $sum: 1 } } },
    { $replaceWith: { $mergeObjects: ['$$ROOT', '$_id'] } },
    { $project: { _id: 0 } },
  ]).exec()
}

/** Neither collected nor ended, whether it waits, is suspended or has a copy. */
export function countOpenOfTitle(titleId: string): Promise<number> {
  return BookingModel.countDocuments({ titleId, status: { $in: openStatuses } })
}

export async function insertBookings(bookings: readonly BookingRecord[]): Promise<void> {
  if (bookings.length > 0) await BookingModel.insertMany(bookings, { lean: true })
}

type OpenUnit = WithReader<Pick<BookingRecord, 'readerId' | 'titleId' | 'part'>>

/** The units that readers have open bookings for; an index scan alone. */
export function listOpenOfReaders(readerIds: readonly string[]): Promise<OpenUnit[]> {
  return BookingModel.find({ readerId: { $in: readerIds }, status: { $in: openStatuses } })
    .select({ _id: 0, readerId: 1, titleId: 1, part: 1 })
    .lean<OpenUnit[]>()
    .exec()
}

/** Sorts after every booking that a reader has placed (B8). */
const beyondReaders = '7'

/** How many stand before a reader who joins the queue of a title now, by title and part: all but those of lower priority. */
export function countAheadOfReaders(titleIds: readonly string[]): Promise<QueueCount[]> {
  return BookingModel.aggregate<QueueCount>([
    {
      $match: {
        titleId: { $in: titleIds },
        status: 'queued',
        isSuspended: false,
        sortKey: { $lt: beyondReaders },
      },
    },
    { $group: { _id: { titleId: '$titleId', part: '$part' }, queue: { $sum: 1 } } },
    { $replaceWith: { $mergeObjects: ['$$ROOT', '$_id'] } },
    { $project: { _id: 0 } },
  ]).exec()
}
