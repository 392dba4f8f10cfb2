import type { LoanType } from '../../contract/copies'
import type { ReaderCategory } from '../../contract/session'
import { heapsOfReaders, withCategory } from '../../infra/reader-heaps'
import { BookingModel, openStatuses } from './bookings.model'

/** Readers with more open bookings than `above`, in heaps by category and number; `ids` are of readers. */
export function heapByReader(above: number, examples: number) {
  return BookingModel.aggregate<{ category: ReaderCategory; open: number; count: number; ids: string[] }>([
    { $match: { status: { $in: openStatuses } } },
    { $group: { _id: '$readerId', open: { $sum: 1 } } },
    { $match: { open: { $gt: above } } },
    ...withCategory('_id'),
    ...heapsOfReaders('_id', examples),
  ])
    .hint('one_open_booking')
    .exec()
}

/** The deadlines of what is ready at some pickup points, in heaps by the day in the library's zone (B15). */
export function heapByDeadlineDay(of: {
  readonly pickupPointIds: readonly string[]
  readonly from: Date
  readonly zone: string
  readonly examples: number
}) {
  return BookingModel.aggregate<{ day: string; count: number; ids: string[] }>([
    { $match: { status: 'ready', pickupPointId: { $in: of.pickupPointIds }, pickupDeadline: { $gte: of.from } } },
    {
      $group: {
        _id: { $dateToString: { date: '$pickupDeadline', format: '%Y-%m-%d', timezone: of.zone } },
        count: { $sum: 1 },
        ids: { $topN: { n: of.examples, sortBy: { pickupDeadline: 1, _id: 1 }, output: '$_id' } },
      },
    },
    { $sort: { _id: 1 } },
    { $project: { _id: 0, day: '$_id', count: 1, ids: 1 } },
  ])
    .hint('pickup_shelf')
    .exec()
}

/** B7: copies on the shelf beside an unsuspended booking of their unit that is not given them; by id, behind `after`. */
export function listIdleCopyIds(after: string, limit: number): Promise<{ _id: string }[]> {
  return BookingModel.aggregate<{ _id: string }>([
    { $match: { status: 'queued', isSuspended: false } },
    { $group: { _id: { titleId: '$titleId', part: '$part' } } },
    {
      $lookup: {
        from: 'copies',
        let: { part: '$_id.part' },
        localField: '_id.titleId',
        foreignField: 'titleId',
        pipeline: [
          { $match: { status: 'available', _id: { $gt: after }, $expr: { $eq: ['$part', '$$part'] } } },
          { $project: { _id: 1 } },
        ],
        as: 'copy',
      },
    },
    { $unwind: '$copy' },
    { $replaceWith: '$copy' },
    { $sort: { _id: 1 } },
    { $limit: limit },
  ])
    .hint('queue')
    .exec()
}

/** B7: units that somebody waits for beside copies on the shelf, each with its queue and those copies. */
export function listIdleUnits() {
  return BookingModel.aggregate<{
    waiting: { _id: string; requestedCopyId: string | null }[]
    copies: { _id: string; branchId: string; loanType: LoanType }[]
  }>([
    { $match: { status: 'queued', isSuspended: false } },
    { $sort: { titleId: 1, part: 1, sortKey: 1 } },
    {
      $group: {
        _id: { titleId: '$titleId', part: '$part' },
        waiting: { $push: { _id: '$_id', requestedCopyId: '$requestedCopyId' } },
      },
    },
    {
      $lookup: {
        from: 'copies',
        let: { part: '$_id.part' },
        localField: '_id.titleId',
        foreignField: 'titleId',
        pipeline: [
          { $match: { status: 'available', $expr: { $eq: ['$part', '$$part'] } } },
          { $project: { branchId: 1, loanType: 1 } },
          { $sort: { _id: 1 } },
        ],
        as: 'copies',
      },
    },
    { $match: { 'copies.0': { $exists: true } } },
    { $sort: { '_id.titleId': 1, '_id.part': 1 } },
    { $project: { _id: 0, waiting: 1, copies: 1 } },
  ])
    .hint('queue')
    .exec()
}

/** What is being fetched, in heaps by the branch of its shelf and the pickup point. */
export function heapByRoute(examples: number) {
  return BookingModel.aggregate<{ from: string; pickupPointId: string; count: number; ids: string[] }>([
    { $match: { status: 'paging' } },
    {
      $group: {
        _id: { from: '$shelf.branchId', pickupPointId: '$pickupPointId' },
        count: { $sum: 1 },
        ids: { $topN: { n: examples, sortBy: { placedAt: 1, _id: 1 }, output: '$_id' } },
      },
    },
    { $sort: { '_id.from': 1, '_id.pickupPointId': 1 } },
    { $replaceWith: { $mergeObjects: ['$_id', { count: '$count', ids: '$ids' }] } },
  ])
    .hint('paging_list')
    .exec()
}

export function listBookingsById(ids: readonly string[]) {
  return BookingModel.find({ _id: { $in: ids } }, { titleId: 1, pickupPointId: 1, pickupDeadline: 1 })
    .lean<{ _id: string; titleId: string; pickupPointId: string; pickupDeadline: Date | null }[]>()
    .exec()
}

/** B17: of the books that became ready since then, how many as promised, and by how many minutes the others were late. */
export function countPromises(since: Date) {
  const isLate = { $gt: ['$readyAt', '$readyBy'] }
  const lateBy = { $dateDiff: { startDate: '$readyBy', endDate: '$readyAt', unit: 'minute' } }
  return BookingModel.aggregate<{ _id: string; kept: number; lateMinutes: number[] }>([
    { $match: { readyAt: { $gte: since }, readyBy: { $type: 'date' } } },
    {
      $group: {
        _id: '$shelf.branchId',
        kept: { $sum: { $cond: [isLate, 0, 1] } },
        lateMinutes: { $push: { $cond: [isLate, lateBy, '$$REMOVE'] } },
      },
    },
  ])
    .hint('promises')
    .exec()
}
