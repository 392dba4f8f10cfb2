import type { FeeStatus } from '../../contract/fees'
import { beyond, type DatePlace } from '../../infra/cursor'
import { readerHistory } from '../../infra/reader-history'
import { FeeModel, type FeeRecord } from './fees.model'

export async function insertFee(fee: FeeRecord): Promise<void> {
  await FeeModel.create([fee])
}

export function findFee(id: string): Promise<FeeRecord | null> {
  return FeeModel.findById(id).lean<FeeRecord>().exec()
}

const closedStatuses = ['paid', 'waived', 'to_refund', 'refunded'] as const satisfies FeeStatus[]

interface Page {
  readonly state: 'open' | 'closed'
  readonly limit: number
  readonly before: DatePlace | null
}

export function listOfReader(readerId: string, page: Page): Promise<FeeRecord[]> {
  return FeeModel.find({
    readerId,
    status: page.state === 'open' ? 'open' : { $in: closedStatuses },
    ...beyond('recordedAt', -1, page.before),
  })
    .sort({ recordedAt: -1, _id: -1 })
    .limit(page.limit)
    .lean<FeeRecord[]>()
    .exec()
}

/** What is still to be paid or given back; more than fit on a screen are rare. */
export function listUnsettled(readerId: string): Promise<FeeRecord[]> {
  return FeeModel.find({ readerId, status: { $in: ['open', 'to_refund'] } })
    .sort({ recordedAt: -1, _id: -1 })
    .limit(100)
    .lean<FeeRecord[]>()
    .exec()
}

/** What readers owe, in 分; who owes nothing is left out. */
export async function sumOpen(readerIds: readonly string[]): Promise<ReadonlyMap<string, number>> {
  const rows = await FeeModel.aggregate<{ _id: string; cents: number }>([
    { $match: { readerId: { $in: readerIds }, status: 'open' } },
    { $group: { _id: '$readerId', cents: { $sum: '$amountCents' } } },
  ])
  return new Map(rows.map(({ _id, cents }) => [_id, cents]))
}

export function listReplacementsOfCopy(copyId: string): Promise<FeeRecord[]> {
  return FeeModel.find({ copyId, reason: 'lost', status: { $in: ['open', 'paid'] } })
    .lean<FeeRecord[]>()
    .exec()
}

export function findReplacement(loanId: string): Promise<FeeRecord | null> {
  return FeeModel.findOne({ loanId, reason: 'lost' }).lean<FeeRecord>().exec()
}

const unsettled = ['open', 'to_refund'] as const satisfies FeeStatus[]

/** Those of these readers for whom money is still to be moved. */
export async function listOwing(readerIds: readonly string[]): Promise<ReadonlySet<string>> {
  const owing = await FeeModel.distinct('readerId', { readerId: { $in: readerIds }, status: { $in: unsettled } })
  return new Set(owing)
}

const settled = { status: { $nin: unsettled }, barcode: { $type: 'string' } }
const withoutBook = { loanId: null, copyId: null, titleId: null, barcode: null }

/** X1: a settled fee stays in the accounts of its reader, without the book. A paid replacement may still be given back. */
export const history = readerHistory(FeeModel, {
  endedAt: 'recordedAt',
  over: { ...settled, $nor: [{ reason: 'lost', status: 'paid' }] },
  forgotten: withoutBook,
})

/** X1: the reader leaves, and gives up what might have been given back. */
export const wholeHistory = readerHistory(FeeModel, {
  endedAt: 'recordedAt',
  over: settled,
  forgotten: withoutBook,
})

export function listAllOfReader(readerId: string, limit: number): Promise<FeeRecord[]> {
  return FeeModel.find({ readerId }).sort({ recordedAt: -1, _id: -1 }).limit(limit).lean<FeeRecord[]>().exec()
}

/** Settles a fee that still is as the caller saw it; null when it has moved on. */
export function stepFee(seen: FeeRecord, step: FeeRecord['history'][number]): Promise<FeeRecord | null> {
  return FeeModel.findOneAndUpdate(
    { _id: seen._id, status: seen.status },
    { $set: { status: step.status }, $push: { history: step } },
    { returnDocument: 'after' },
  )
    .lean<FeeRecord>()
    .exec()
}
