import type { DatePlace } from '../../infra/cursor'
import type { Clock } from '../../infra/clock'
import type { ReaderHistory } from '../../infra/reader-history'
import { transaction } from '../../infra/transaction'
import type { BookingReads } from '../bookings/booking-reads.service'
import type { FeesService } from '../fees/fees.service'
import type { LoansService } from '../loans/loans.service'
import type { MessagesService } from '../messages/messages.service'
import type { PurchaseSuggestionsService } from '../purchase-suggestions/purchase-suggestions.service'
import type { LibraryService } from '../rules/library.service'
import * as queries from './privacy.queries'
import { forgottenBefore } from './privacy.rules'

interface WithHistory {
  readonly history: ReaderHistory
}

interface Deps {
  readonly clock: Clock
  readonly library: LibraryService
  readonly bookings: WithHistory & Pick<BookingReads, 'listOpenOfReader'>
  readonly visits: WithHistory
  readonly receipts: WithHistory
  readonly messages: Pick<MessagesService, 'history' | 'listIdsAbout' | 'forgetSentTo'>
  readonly loans: Pick<LoansService, 'history' | 'lateHistory' | 'wholeHistory' | 'listOpenOfReader'>
  readonly fees: Pick<FeesService, 'listOwing' | 'history' | 'wholeHistory'>
  readonly purchaseSuggestions: Pick<PurchaseSuggestionsService, 'history' | 'wholeHistory'>
}

interface Kind {
  readonly history: ReaderHistory
  readonly days: 'historyDays' | 'lateLoanDays'
  /** Kept as long as money is to be moved for the reader. */
  readonly isOfLoans?: true
}

const batchSize = 200

export type ForgettingService = ReturnType<typeof createForgettingService>

/**
 * Takes readers from what has ended (X1). Without consent that happens by itself, some days after the end; at once when
 * the consent is withdrawn; entirely when the reader leaves. The figures of titles and the invariants need no reader.
 */
export function createForgettingService(deps: Deps) {
  const { loans, fees, purchaseSuggestions } = deps
  const kinds: readonly Kind[] = [
    { history: deps.bookings.history, days: 'historyDays' },
    { history: deps.visits.history, days: 'historyDays' },
    { history: deps.receipts.history, days: 'historyDays' },
    { history: deps.messages.history, days: 'historyDays' },
    { history: purchaseSuggestions.history, days: 'historyDays' },
    { history: loans.history, days: 'historyDays', isOfLoans: true },
    { history: loans.lateHistory, days: 'lateLoanDays', isOfLoans: true },
    { history: fees.history, days: 'lateLoanDays' },
  ]

  const beginning: { readonly kind: number; readonly after: DatePlace | null } = { kind: 0, after: null }
  /** How far everything that is due has been looked at. Whoever keeps a history is passed by, day after day. */
  let looked = beginning

  /** The next batch of what is due. @returns 0 when all of it has been looked at */
  async function forgetDue(): Promise<number> {
    const kind = kinds[looked.kind]
    if (!kind) {
      looked = beginning
      return 0
    }
    const before = forgottenBefore(deps.clock.now(), (await deps.library.read())[kind.days])
    const past = await kind.history.listPast({ before, after: looked.after, limit: batchSize })
    await transaction(async () => {
      const readerIds = [...new Set(past.map(({ readerId }) => readerId))]
      const keeping = await queries.listKeeping(readerIds)
      const owing = kind.isOfLoans ? await fees.listOwing(readerIds) : new Set<string>()
      const going = past.filter(({ readerId }) => !keeping.has(readerId) && !owing.has(readerId))
      if (going.length > 0) await kind.history.forget(going.map(({ _id }) => _id))
    })
    const last = past.at(-1)
    const isThrough = past.length < batchSize || !last
    looked = isThrough
      ? { kind: looked.kind + 1, after: null }
      : { kind: looked.kind, after: { at: last.endedAt, id: last._id } }
    return 1
  }

  /** What has ended of a reader who withdraws the consent. Late loans stay their time, all loans while money is owed. */
  async function forgetPastOf(readerId: string): Promise<void> {
    const bookingIds = (await deps.bookings.listOpenOfReader(readerId)).map(({ _id }) => _id)
    const loanIds = (await loans.listOpenOfReader(readerId)).map(({ _id }) => _id)
    await forgetActivityOf(readerId, await deps.messages.listIdsAbout(readerId, { bookingIds, loanIds }))
    if (!(await fees.listOwing([readerId])).has(readerId)) await loans.history.forgetAllOf(readerId)
    await fees.history.forgetAllOf(readerId)
    await purchaseSuggestions.history.forgetAllOf(readerId)
  }

  /** Everything of a reader who leaves; nothing of it may be open. */
  async function forgetAllOf(readerId: string): Promise<void> {
    await forgetActivityOf(readerId)
    await loans.wholeHistory.forgetAllOf(readerId)
    await fees.wholeHistory.forgetAllOf(readerId)
    await purchaseSuggestions.wholeHistory.forgetAllOf(readerId)
  }

  async function forgetActivityOf(readerId: string, stillNeeded: readonly string[] = []): Promise<void> {
    for (const { history } of [deps.bookings, deps.visits, deps.receipts]) await history.forgetAllOf(readerId)
    await deps.messages.history.forgetAllOf(readerId, stillNeeded)
    await deps.messages.forgetSentTo(readerId)
  }

  return { forgetDue, forgetPastOf, forgetAllOf }
}
