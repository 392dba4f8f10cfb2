import { rows, type Look, type Violation } from './verify.queries'

/** X1: forgotten before it was over. */
export function findForgottenTooSoon(): Look[] {
  const open = (collection: string, statuses: readonly string[]) =>
    rows(collection, [
      { $match: { status: { $in: statuses }, readerId: null } },
      { $project: { status: 1, collection: { $literal: collection } } },
    ])
  return [
    open('bookings', ['queued', 'paging', 'in_transit', 'ready']),
    open('loans', ['open']),
    open('visits', ['booked', 'staged', 'arrived']),
    open('fees', ['open', 'to_refund']),
  ]
}

/** X1: money is still to be moved for a loan, and it is nobody's. */
export function findOwedByNobody(): Look[] {
  return [
    rows('fees', [
      { $match: { status: { $in: ['open', 'to_refund'] }, loanId: { $type: 'string' } } },
      { $lookup: { from: 'loans', localField: 'loanId', foreignField: '_id', as: 'loan' } },
      { $set: { loan: { $first: '$loan' } } },
      { $match: { loan: { $type: 'object' }, 'loan.readerId': null } },
      { $project: { loanId: 1, status: 1 } },
    ]),
  ]
}

/** X1: a receipt without its reader that still says what was scanned. */
export function findTellingReceipts(): Look[] {
  return [rows('receipts', [{ $match: { readerId: null, scanned: { $not: /^forgotten:/ } } }, { $project: { at: 1 } }])]
}

/** X1: a suggestion without its reader that still holds what the reader wrote about themselves. */
export function findTellingSuggestions(): Look[] {
  return [
    rows('purchase_suggestions', [
      { $match: { readerId: null, $or: [{ what: { $not: /^forgotten:/ } }, { note: { $ne: null } }] } },
      { $project: { status: 1 } },
    ]),
  ]
}

export interface CountedSearch extends Violation {
  readonly _id: string
  readonly query: string
  readonly day: string
}

/** X1: a counted search that is counted elsewhere too, or may be of somebody: an address, or that many digits. */
export function findTellingSearches(): Look[] {
  const isElsewhere = { $expr: { $ne: ['$_id', { $concat: ['$day', ' ', '$query'] }] } }
  return [
    rows('search_counts', [
      { $match: { $or: [isElsewhere, { query: /@|:\/\/|\d(?:\D?\d){5}/ }] } },
      { $project: { query: 1, day: 1 } },
    ]),
  ]
}
