import type { SuggestionStatus } from '../../contract/purchase-suggestions'
import { beyond, type DatePlace } from '../../infra/cursor'
import { readerHistory } from '../../infra/reader-history'
import { PurchaseSuggestionModel, type PurchaseSuggestionRecord } from './purchase-suggestions.model'

/** @returns whether it is new: nobody suggests the same twice */
export async function insertIfNew(suggestion: PurchaseSuggestionRecord): Promise<boolean> {
  const { readerId, what, ...rest } = suggestion
  const result = await PurchaseSuggestionModel.updateOne({ readerId, what }, { $setOnInsert: rest }, { upsert: true })
  return result.upsertedCount === 1
}

export function findSuggestion(id: string): Promise<PurchaseSuggestionRecord | null> {
  return PurchaseSuggestionModel.findById(id).lean<PurchaseSuggestionRecord>().exec()
}

interface Page {
  readonly limit: number
  readonly from: DatePlace | null
}

export function listOfReader(readerId: string, { limit, from }: Page): Promise<PurchaseSuggestionRecord[]> {
  return PurchaseSuggestionModel.find({ readerId, ...beyond('suggestedAt', -1, from) })
    .sort({ suggestedAt: -1, _id: -1 })
    .limit(limit)
    .lean<PurchaseSuggestionRecord[]>()
    .exec()
}

export function listByStatus(status: SuggestionStatus, { limit, from }: Page): Promise<PurchaseSuggestionRecord[]> {
  return PurchaseSuggestionModel.find({ status, ...beyond('suggestedAt', 1, from) })
    .sort({ suggestedAt: 1, _id: 1 })
    .limit(limit)
    .lean<PurchaseSuggestionRecord[]>()
    .exec()
}

/** Null when somebody has decided already. */
export function decide(
  id: string,
  decision: Pick<PurchaseSuggestionRecord, 'status' | 'reason' | 'decidedAt' | 'decidedBy'>,
): Promise<PurchaseSuggestionRecord | null> {
  return PurchaseSuggestionModel.findOneAndUpdate(
    { _id: id, status: 'submitted' },
    { $set: decision },
    { returnDocument: 'after' },
  )
    .lean<PurchaseSuggestionRecord>()
    .exec()
}

export function listAllOfReader(readerId: string, limit: number): Promise<PurchaseSuggestionRecord[]> {
  return listOfReader(readerId, { limit, from: null })
}

/** The wish stays with the library; the reader goes, and with them the reason in their own words. */
const forgotten = { readerId: null, note: null, what: { $concat: ['forgotten:', '$_id'] } }

/** X1: a suggestion is over when it is decided. */
export const history = readerHistory(PurchaseSuggestionModel, {
  endedAt: 'decidedAt',
  over: { status: { $in: ['accepted', 'declined'] satisfies SuggestionStatus[] } },
  forgotten,
})

/** X1: the reader leaves; what waits for a decision can be decided without them. */
export const wholeHistory = readerHistory(PurchaseSuggestionModel, { endedAt: 'decidedAt', over: {}, forgotten })
