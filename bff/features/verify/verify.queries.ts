import mongoose from 'mongoose'
import { connectedDatabase } from '../../infra/mongo'
import type { LoanType } from '../../contract/copies'
import type { ReaderCategory } from '../../contract/session'

const open = ['queued', 'paging', 'in_transit', 'ready']
const captured = ['paging', 'in_transit', 'ready']

/** A row that breaks a rule, with what is needed to find it. */
export type Violation = Readonly<Record<string, unknown>>

/** Where to look, and the pipeline that leaves only what breaks a rule. */
export interface Look {
  readonly in: string
  readonly pipeline: readonly object[]
}

export function rows(collection: string, pipeline: readonly object[]): Look {
  return { in: collection, pipeline }
}

/**
 * What each look finds, all in one read of the database at one instant: what happens meanwhile is not taken for a
 * violation, and dozens of looks cost one round trip.
 */
export async function lookAtOnce(looks: readonly Look[]): Promise<Violation[][]> {
  const pipeline = [
    { $documents: [] },
    ...looks.map(({ in: coll, pipeline: own }, look) => ({
      $unionWith: { coll, pipeline: [...own, { $project: { _id: 0, look: { $literal: look }, row: '$$ROOT' } }] },
    })),
  ]
  const found: Violation[][] = looks.map(() => [])
  const client = mongoose.connection.getClient()
  await client.withSession({ snapshot: true }, async (session) => {
    const cursor = connectedDatabase().aggregate<{ look: number; row: Violation }>(pipeline, { session })
    for await (const { look, row } of cursor) found[look]?.push(row)
  })
  return found
}

const sameUnit = { $expr: { $and: [{ $eq: ['$titleId', '$$titleId'] }, { $eq: ['$part', '$$part'] }] } }

/** B4: two open bookings of one reader for one unit. */
export function findDoubleBookings(): Look[] {
  return [
    rows('bookings', [
      { $match: { status: { $in: open } } },
      { $group: { _id: { readerId: '$readerId', titleId: '$titleId', part: '$part' }, bookings: { $push: '$_id' } } },
      { $match: { 'bookings.1': { $exists: true } } },
    ]),
  ]
}

/** B4: an open booking for what the reader has on loan. */
export function findBookingsOfOwnLoans(): Look[] {
  return [
    rows('loans', [
      { $match: { status: 'open' } },
      {
        $lookup: {
          from: 'bookings',
          let: { titleId: '$titleId', part: '$part' },
          localField: 'readerId',
          foreignField: 'readerId',
          pipeline: [{ $match: { status: { $in: open }, ...sameUnit } }, { $project: { _id: 1 } }],
          as: 'bookings',
        },
      },
      { $match: { 'bookings.0': { $exists: true } } },
      { $project: { bookings: 1, titleId: 1 } },
    ]),
  ]
}

/** B5: a copy with two captured bookings, or two open loans. */
export function findSharedCopies(): Look[] {
  const twice = (statuses: readonly string[]) => [
    { $match: { status: { $in: statuses } } },
    { $group: { _id: '$copyId', holders: { $push: '$_id' } } },
    { $match: { 'holders.1': { $exists: true } } },
  ]
  return [rows('bookings', twice(captured)), rows('loans', twice(['open']))]
}

/** B6: how many open bookings each reader has and when the newest was placed, with the category that limits them. */
export interface OpenBookings extends Violation {
  readonly _id: string
  readonly count: number
  readonly newest: Date
  readonly category: ReaderCategory
}

export function countOpenBookings(): Look[] {
  return [
    rows('bookings', [
      // a librarian may have let one more through (C1)
      { $match: { status: { $in: open }, 'override.codes': { $ne: 'booking.limit_reached' } } },
      { $group: { _id: '$readerId', count: { $sum: 1 }, newest: { $max: '$placedAt' } } },
      { $lookup: { from: 'readers', localField: '_id', foreignField: '_id', as: 'reader' } },
      { $project: { count: 1, newest: 1, category: { $first: '$reader.category' } } },
    ]),
  ]
}

/** B7: a copy on the shelf beside an unsuspended booking that waits for its unit. Whether it can serve is a rule's word. */
export interface IdleCopy extends Violation {
  readonly bookingId: string
  readonly requestedCopyId: string | null
  readonly copy: { readonly _id: string; readonly branchId: string; readonly loanType: LoanType }
}

export function findIdleCopies(): Look[] {
  return [
    rows('bookings', [
      { $match: { status: 'queued', isSuspended: false } },
      {
        $lookup: {
          from: 'copies',
          let: { part: '$part' },
          localField: 'titleId',
          foreignField: 'titleId',
          pipeline: [
            { $match: { status: 'available', $expr: { $eq: ['$part', '$$part'] } } },
            { $project: { branchId: 1, loanType: 1 } },
          ],
          as: 'copy',
        },
      },
      { $unwind: '$copy' },
      { $project: { _id: 0, bookingId: '$_id', requestedCopyId: 1, copy: 1 } },
    ]),
  ]
}

/** B8: two bookings of one queue with the same place. */
export function findSharedPlaces(): Look[] {
  return [
    rows('bookings', [
      { $match: { status: 'queued' } },
      { $group: { _id: { titleId: '$titleId', part: '$part', sortKey: '$sortKey' }, bookings: { $push: '$_id' } } },
      { $match: { 'bookings.1': { $exists: true } } },
    ]),
  ]
}

/** B9: a captured booking whose copy says something else. */
export function findBookingsAgainstCopies(): Look[] {
  return [
    rows('bookings', [
      { $match: { status: { $in: captured } } },
      { $lookup: { from: 'copies', localField: 'copyId', foreignField: '_id', as: 'copy' } },
      { $set: { copy: { $first: '$copy' } } },
      {
        $match: {
          $expr: {
            $ne: ['$copy.status', { $cond: [{ $eq: ['$status', 'paging'] }, 'paged', '$status'] }],
          },
        },
      },
      { $project: { status: 1, copyId: 1, copyStatus: '$copy.status' } },
    ]),
  ]
}

/** B9: a copy that is fetched or ready for a booking that does not exist. */
export function findCopiesWithoutBooking(): Look[] {
  return [
    rows('copies', [
      { $match: { status: { $in: ['paged', 'ready'] } } },
      {
        $lookup: {
          from: 'bookings',
          localField: '_id',
          foreignField: 'copyId',
          pipeline: [{ $match: { status: { $in: captured } } }, { $project: { _id: 1 } }],
          as: 'bookings',
        },
      },
      { $match: { bookings: [] } },
      { $project: { barcode: 1, status: 1 } },
    ]),
  ]
}

/** B9: on loan without a loan, or a loan of a copy that is elsewhere. */
export function findLoansAgainstCopies(): Look[] {
  const withoutLoan = rows('copies', [
    { $match: { status: 'on_loan' } },
    {
      $lookup: {
        from: 'loans',
        localField: '_id',
        foreignField: 'copyId',
        pipeline: [{ $match: { status: 'open' } }, { $project: { _id: 1 } }],
        as: 'loans',
      },
    },
    { $match: { loans: [] } },
    { $project: { barcode: 1, status: 1 } },
  ])
  const elsewhere = rows('loans', [
    { $match: { status: 'open' } },
    { $lookup: { from: 'copies', localField: 'copyId', foreignField: '_id', as: 'copy' } },
    { $set: { copyStatus: { $first: '$copy.status' } } },
    { $match: { copyStatus: { $ne: 'on_loan' } } },
    { $project: { copyId: 1, copyStatus: 1 } },
  ])
  return [withoutLoan, elsewhere]
}

/** B3, B10, B15: what a status carries with it. */
export function findIncompleteBookings(): Look[] {
  return [
    rows('bookings', [
      {
        $match: {
          $or: [
            { status: 'ready', pickupDeadline: null },
            { status: 'queued', copyId: { $ne: null } },
            { status: { $in: captured }, copyId: null },
            { status: { $in: open }, endedAt: { $ne: null } },
            { status: { $nin: open }, endedAt: null },
            { isSuspended: true, status: { $nin: ['queued', 'cancelled', 'unfilled'] } },
            { $expr: { $ne: ['$status', { $getField: { field: 'status', input: { $last: '$history' } } }] } },
          ],
        },
      },
      { $project: { status: 1, copyId: 1, pickupDeadline: 1 } },
    ]),
  ]
}

/** L3: a recall that took guaranteed days away, or gave more. */
export function findBadRecalls(): Look[] {
  const promised = { $min: ['$recall.guaranteedUntil', '$recall.dueBefore'] }
  return [
    rows('loans', [
      { $match: { recall: { $ne: null } } },
      { $match: { $expr: { $or: [{ $lt: ['$dueAt', promised] }, { $gt: ['$dueAt', '$recall.dueBefore'] }] } } },
      { $project: { dueAt: 1, recall: 1 } },
    ]),
  ]
}

/** L5: a copy that is lost and lent. */
export function findLostAndLent(): Look[] {
  return [
    rows('copies', [
      { $match: { status: 'lost' } },
      {
        $lookup: {
          from: 'loans',
          localField: '_id',
          foreignField: 'copyId',
          pipeline: [{ $match: { status: 'open' } }, { $project: { _id: 1 } }],
          as: 'loans',
        },
      },
      { $match: { 'loans.0': { $exists: true } } },
      { $project: { barcode: 1, loans: 1 } },
    ]),
  ]
}

/** L5: a fee without an amount or against its history; one that is still open though its book is back. */
export function findBadFees(): Look[] {
  const lastStatus = { $getField: { field: 'status', input: { $last: '$history' } } }
  const incomplete = rows('fees', [
    { $match: { $or: [{ amountCents: { $not: { $gt: 0 } } }, { $expr: { $ne: ['$status', lastStatus] } }] } },
    { $project: { status: 1, amountCents: 1 } },
  ])
  const found = rows('fees', [
    { $match: { status: 'open', reason: 'lost', loanId: { $ne: null } } },
    { $lookup: { from: 'loans', localField: 'loanId', foreignField: '_id', as: 'loan' } },
    { $set: { loan: { $first: '$loan' } } },
    { $match: { $or: [{ 'loan.status': { $ne: 'lost' } }, { 'loan.returnedAt': { $ne: null } }] } },
    { $project: { loanId: 1 } },
  ])
  return [incomplete, found]
}
