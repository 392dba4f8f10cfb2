import type { UpdateQuery } from 'mongoose'
import type { WithReader } from '../../domain/of-reader'
import { beyond, type DatePlace } from '../../infra/cursor'
import type { Unit } from '../../infra/lanes'
import { readerHistory } from '../../infra/reader-history'
import { LoanModel, type LoanRecord } from './loans.model'

const wasLate = { $gt: ['$returnedAt', '$dueAt'] }
/** L5: a lost book that nobody has found may still come back, and its payment with it. */
const over = { status: { $in: ['returned', 'lost'] }, returnedAt: { $ne: null } }

/** X1: came back in time. */
export const history = readerHistory(LoanModel, { endedAt: 'returnedAt', over: { ...over, $expr: { $not: wasLate } } })

/** X1: came back late, which may be asked about for longer. */
export const lateHistory = readerHistory(LoanModel, { endedAt: 'returnedAt', over: { ...over, $expr: wasLate } })

/** X1: the reader leaves, and with them whatever could still be settled. */
export const wholeHistory = readerHistory(LoanModel, {
  endedAt: 'returnedAt',
  over: { status: { $in: ['returned', 'lost'] } },
})

export async function insertLoan(loan: LoanRecord): Promise<void> {
  await LoanModel.create([loan])
}

export function findLoan(id: string): Promise<LoanRecord | null> {
  return LoanModel.findById(id).lean<LoanRecord>().exec()
}

export function findOpenByCopy(copyId: string): Promise<LoanRecord | null> {
  return LoanModel.findOne({ copyId, status: 'open' }).lean<LoanRecord>().exec()
}

/** The lost loan of a copy that nobody has found yet. */
export function findLostByCopy(copyId: string): Promise<LoanRecord | null> {
  return LoanModel.findOne({ copyId, status: 'lost', returnedAt: null }).lean<LoanRecord>().exec()
}

export function listOpenOfReader(readerId: string): Promise<LoanRecord[]> {
  return LoanModel.find({ readerId, status: 'open' }).sort({ dueAt: 1 }).lean<LoanRecord[]>().exec()
}

interface Page {
  readonly state: 'open' | 'closed'
  readonly limit: number
  readonly after: DatePlace | null
}

export function listOfReader(readerId: string, page: Page): Promise<LoanRecord[]> {
  const direction = page.state === 'open' ? 1 : -1
  return LoanModel.find({
    readerId,
    status: page.state === 'open' ? 'open' : { $in: ['returned', 'lost'] },
    ...beyond('dueAt', direction, page.after),
  })
    .sort({ dueAt: direction, _id: direction })
    .limit(page.limit)
    .lean<LoanRecord[]>()
    .exec()
}

export function listOpenOfTitle(titleId: string): Promise<LoanRecord[]> {
  return LoanModel.find({ titleId, status: 'open' }).lean<LoanRecord[]>().exec()
}

export function listOpenOfTitles(titleIds: readonly string[]): Promise<LoanRecord[]> {
  return LoanModel.find({ titleId: { $in: titleIds }, status: 'open' })
    .lean<LoanRecord[]>()
    .exec()
}

export function listRecalledOfUnit(unit: Unit): Promise<LoanRecord[]> {
  return LoanModel.find({ titleId: unit.titleId, status: 'open', part: unit.part, recall: { $ne: null } })
    .lean<LoanRecord[]>()
    .exec()
}

/** Changes a loan that still is as the caller saw it; null when it has moved on. */
export function updateLoan(seen: LoanRecord, change: UpdateQuery<LoanRecord>): Promise<LoanRecord | null> {
  return LoanModel.findOneAndUpdate({ _id: seen._id, status: seen.status, renewals: seen.renewals }, change, {
    returnDocument: 'after',
  })
    .lean<LoanRecord>()
    .exec()
}

/** Null unless it is this reader's. */
export function markCharged(id: string, readerId: string, chargedAt: Date): Promise<LoanRecord | null> {
  return LoanModel.findOneAndUpdate({ _id: id, readerId }, { $set: { chargedAt } }, { returnDocument: 'after' })
    .lean<LoanRecord>()
    .exec()
}

const dayMs = 24 * 3_600_000
export function listLoansById(ids: readonly string[]): Promise<LoanRecord[]> {
  return LoanModel.find({ _id: { $in: ids } })
    .lean<LoanRecord[]>()
    .exec()
}

export function listOpenOfReaders(readerIds: readonly string[]): Promise<WithReader<LoanRecord>[]> {
  return LoanModel.find({ readerId: { $in: readerIds }, status: 'open' })
    .lean<WithReader<LoanRecord>[]>()
    .exec()
}

/** Mean days of the ended loans of titles; a title without any is left out (B17). */
export async function meanLoanDaysOf(titleIds: readonly string[]): Promise<ReadonlyMap<string, number>> {
  const rows = await LoanModel.aggregate<{ _id: string; days: number }>([
    { $match: { titleId: { $in: titleIds }, status: 'returned' } },
    { $group: { _id: '$titleId', days: { $avg: { $divide: [{ $subtract: ['$returnedAt', '$lentAt'] }, dayMs] } } } },
  ])
  return new Map(rows.map((row) => [row._id, row.days]))
}
