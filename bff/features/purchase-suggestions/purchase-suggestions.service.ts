import type { SuggestionStatus } from '../../contract/purchase-suggestions'
import { AppError, notFound, refused } from '../../domain/app-error'
import type { Clock } from '../../infra/clock'
import { cutPage, decodeDatePlace, encodeDatePlace } from '../../infra/cursor'
import { newId } from '../../infra/ids'
import { isDuplicateKey } from '../../infra/mongo'
import { transaction } from '../../infra/transaction'
import type { MessagesService } from '../messages/messages.service'
import type { TitleReferences } from '../titles/titles.service'
import type { PurchaseSuggestionRecord } from './purchase-suggestions.model'
import * as queries from './purchase-suggestions.queries'
import { whatIsMeant } from './purchase-suggestions.rules'

interface Deps {
  readonly clock: Clock
  readonly titles: TitleReferences
  readonly messages: MessagesService
}

interface Suggestion {
  readonly readerId: string
  readonly titleId?: string | undefined
  readonly title?: string | undefined
  readonly author?: string | undefined
  readonly isbn?: string | undefined
  readonly note?: string | undefined
}

interface Decision {
  readonly id: string
  readonly decision: 'accepted' | 'declined'
  readonly reason?: string | undefined
  /** The account of the librarian. */
  readonly by: string
}

interface Page {
  readonly limit: number
  readonly cursor?: string | undefined
}

export type PurchaseSuggestionsService = ReturnType<typeof createPurchaseSuggestions>

const orNull = (text: string | undefined) => (text === undefined || text === '' ? null : text)

/** 荐购: what readers want the library to buy, and what the library says to it. */
export function createPurchaseSuggestions({ clock, titles, messages }: Deps) {
  /** @throws `purchase_suggestion.refused` for what this reader has suggested before */
  async function suggest({ readerId, titleId, ...wish }: Suggestion): Promise<PurchaseSuggestionRecord> {
    const [known] = await titles.references(titleId === undefined ? [] : [titleId])
    if (titleId !== undefined && !known) throw notFound()
    const meant = {
      titleId: known?._id ?? null,
      title: known?.title ?? wish.title ?? '',
      author: known?.contributors[0]?.name ?? orNull(wish.author),
      isbn: known?.isbns[0] ?? orNull(wish.isbn),
    }
    const suggestion: PurchaseSuggestionRecord = {
      _id: newId(),
      readerId,
      what: whatIsMeant(meant),
      ...meant,
      note: orNull(wish.note),
      status: 'submitted',
      suggestedAt: clock.now(),
      decidedAt: null,
      decidedBy: null,
      reason: null,
    }
    const isNew = await queries.insertIfNew(suggestion).catch((error: unknown) => {
      if (isDuplicateKey(error)) return false
      throw error
    })
    if (isNew) return suggestion
    throw refused('purchase_suggestion.refused', [
      { code: 'purchase_suggestion.already_made', details: {}, remedy: 'see_your_suggestions' },
    ])
  }

  /** The same decision again is the same (D2). @throws `purchase_suggestion.not_possible_now` when it was decided otherwise */
  function decide({ id, decision, reason, by }: Decision): Promise<PurchaseSuggestionRecord> {
    return transaction(async () => {
      const seen = await queries.findSuggestion(id)
      if (!seen) throw notFound()
      if (seen.status === decision) return seen
      const decidedAt = clock.now()
      const decided = await queries.decide(id, { status: decision, reason: orNull(reason), decidedAt, decidedBy: by })
      if (!decided) throw new AppError('purchase_suggestion.not_possible_now', { status: seen.status })
      await tell(decided, decision)
      return decided
    })
  }

  /** Nobody is told of a suggestion whose reader has left (X1). */
  async function tell({ readerId, title, reason }: PurchaseSuggestionRecord, decision: Decision['decision']) {
    if (readerId === null) return
    const template = decision === 'accepted' ? 'purchase_accepted' : 'purchase_declined'
    await messages.tell({ readerId, template, details: { title, ...(reason === null ? {} : { reason }) } })
  }

  const cut = (found: readonly PurchaseSuggestionRecord[], limit: number) =>
    cutPage(found, limit, ({ suggestedAt, _id }) => encodeDatePlace({ at: suggestedAt, id: _id }))

  async function listOwn(readerId: string, { limit, cursor }: Page) {
    return cut(await queries.listOfReader(readerId, { limit: limit + 1, from: decodeDatePlace(cursor) }), limit)
  }

  async function list(status: SuggestionStatus, { limit, cursor }: Page) {
    return cut(await queries.listByStatus(status, { limit: limit + 1, from: decodeDatePlace(cursor) }), limit)
  }

  return {
    suggest,
    decide,
    listOwn,
    list,
    listAllOfReader: queries.listAllOfReader,
    history: queries.history,
    wholeHistory: queries.wholeHistory,
  }
}
