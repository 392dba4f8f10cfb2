import type { UpdateQuery } from 'mongoose'
import { beyond, type DatePlace } from '../../infra/cursor'
import { LoanModel, type LoanRecord } from './loans.model'

export async function insertLoan(loan: LoanRecord): Promise<void> {
  await LoanModel.create([loan])
}

export function findLoan(id: string): Promise<LoanRecord | null> {
  return LoanModel.findById(id).lean<LoanRecord>().exec()
}

export function findOpenByCopy(copyId: string): Promise<LoanRecord | null> {
  return LoanModel.findOne({ copyId, status: 'open' }).lean<LoanRecord>().exec()
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
    status: page.state === 'open' ? 'open' : 'returned',
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

/** Changes a loan that still is as the caller saw it; null when it has moved on. */
export function updateLoan(seen: LoanRecord, change: UpdateQuery<LoanRecord>): Promise<LoanRecord | null> {
  return LoanModel.findOneAndUpdate({ _id: seen._id, status: seen.status, renewals: seen.renewals }, change, {
    returnDocument: 'after',
  })
    .lean<LoanRecord>()
    .exec()
}

const dayMs = 24 * 3_600_000
/** Enough for a mean, few enough to be read at once. */
const sampleSize = 50

/** Mean days of the last loans of a title that have ended; null when there are none (B17). */
export async function meanLoanDays(titleId: string): Promise<number | null> {
  const loans = await LoanModel.find({ titleId, status: 'returned' })
    .sort({ lentAt: -1 })
    .limit(sampleSize)
    .select({ lentAt: 1, returnedAt: 1 })
    .lean<Pick<LoanRecord, 'lentAt' | 'returnedAt'>[]>()
    .exec()
  const days = loans.flatMap(({ lentAt, returnedAt }) =>
    returnedAt ? [(returnedAt.getTime() - lentAt.getTime()) / dayMs] : [],
  )
  return days.length === 0 ? null : days.reduce((sum, each) => sum + each, 0) / days.length
}

export function listLoansById(ids: readonly string[]): Promise<LoanRecord[]> {
  return LoanModel.find({ _id: { $in: ids } })
    .lean<LoanRecord[]>()
    .exec()
}
