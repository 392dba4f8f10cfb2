import type { LoanType } from '../../contract/copies'
import type { ReaderCategory } from '../../contract/session'
import { heapsOfReaders, withCategory } from '../../infra/reader-heaps'
import { LoanModel } from './loans.model'

/** So many open loans of one kind, and the first of them by due date. */
interface Heap {
  readonly count: number
  readonly ids: readonly string[]
}

const heldOn = (field: string, zone: string) => ({ $dateTrunc: { date: field, unit: 'day', timezone: zone } })

const heap = (n: number) => ({
  count: { $sum: 1 },
  ids: { $topN: { n, sortBy: { dueAt: 1, _id: 1 }, output: '$_id' } },
})

/** All open loans, in heaps that no loan rule can tell apart (L1). One pass over the open loans. */
export function heapByRule(zone: string, examples: number) {
  return LoanModel.aggregate<
    Heap & {
      category: ReaderCategory
      loanType: LoanType
      branchId: string
      renewals: number
      heldDays: number
    }
  >([
    { $match: { status: 'open' } },
    { $project: { readerId: 1, copyId: 1, branchId: 1, renewals: 1, lentAt: 1, dueAt: 1 } },
    ...withCategory('readerId'),
    {
      $lookup: {
        from: 'copies',
        localField: 'copyId',
        foreignField: '_id',
        pipeline: [{ $project: { loanType: 1 } }],
        as: 'copy',
      },
    },
    {
      $group: {
        _id: {
          category: '$category',
          loanType: { $ifNull: [{ $first: '$copy.loanType' }, 'normal'] },
          branchId: '$branchId',
          renewals: '$renewals',
          heldDays: {
            $dateDiff: { startDate: heldOn('$lentAt', zone), endDate: '$dueAt', unit: 'day', timezone: zone },
          },
        },
        ...heap(examples),
      },
    },
    { $replaceWith: { $mergeObjects: ['$_id', { count: '$count', ids: '$ids' }] } },
    { $sort: { category: 1, loanType: 1, branchId: 1, renewals: 1, heldDays: 1 } },
  ])
    .hint('one_open_loan')
    .exec()
}

/** Readers with more open loans than `above`, in heaps by category and number; `ids` are of readers. */
export function heapByReader(above: number, examples: number) {
  return LoanModel.aggregate<Heap & { category: ReaderCategory; open: number }>([
    { $match: { status: 'open' } },
    { $group: { _id: '$readerId', open: { $sum: 1 } } },
    { $match: { open: { $gt: above } } },
    { $project: { _id: 0, readerId: '$_id', open: 1 } },
    ...withCategory('readerId'),
    ...heapsOfReaders('readerId', examples),
  ])
    .hint('one_open_loan')
    .exec()
}

/** Readers whose longest overdue loan is so many days overdue (L5), in heaps by category and days; `ids` are of readers. */
export function heapByOverdue(of: {
  readonly above: number
  readonly branchIds: readonly string[]
  readonly now: Date
  readonly zone: string
  readonly examples: number
}) {
  const days = { $dateDiff: { startDate: '$dueAt', endDate: of.now, unit: 'day', timezone: of.zone } }
  return LoanModel.aggregate<Heap & { category: ReaderCategory; open: number }>([
    { $match: { status: 'open', branchId: { $in: of.branchIds }, dueAt: { $lt: of.now } } },
    { $group: { _id: '$readerId', dueAt: { $min: '$dueAt' } } },
    { $project: { _id: 0, readerId: '$_id', open: days } },
    { $match: { open: { $gt: of.above } } },
    ...withCategory('readerId'),
    ...heapsOfReaders('readerId', of.examples),
  ])
    .hint('open_due')
    .exec()
}

/** What is due in some branches between two instants, in heaps by the day in the library's zone. */
export function heapByDueDay(of: {
  readonly branchIds: readonly string[]
  readonly from: Date
  readonly until?: Date
  readonly zone: string
  readonly examples: number
}) {
  const dueAt = { $gte: of.from, ...(of.until ? { $lte: of.until } : {}) }
  return LoanModel.aggregate<Heap & { day: string }>([
    { $match: { status: 'open', branchId: { $in: of.branchIds }, dueAt } },
    {
      $group: {
        _id: { $dateToString: { date: '$dueAt', format: '%Y-%m-%d', timezone: of.zone } },
        ...heap(of.examples),
      },
    },
    { $sort: { _id: 1 } },
    { $project: { _id: 0, day: '$_id', count: 1, ids: 1 } },
  ])
    .hint('open_due')
    .exec()
}
