import { refused } from '../../domain/app-error'
import type { ReaderPrincipal } from '../../domain/principal'
import type { Clock } from '../../infra/clock'
import { deleteAnswersOf } from '../../infra/stored-answers'
import { transaction } from '../../infra/transaction'
import type { BookingReads } from '../bookings/booking-reads.service'
import type { ConsultationGroupsService } from '../consultation-groups/consultation-groups.service'
import type { FeesService } from '../fees/fees.service'
import type { LoansService } from '../loans/loans.service'
import type { PassesService } from '../passes/passes.service'
import type { ReadersService } from '../readers/readers.service'
import type { LibraryService } from '../rules/library.service'
import type { SessionService } from '../session/session.service'
import type { ForgettingService } from './forgetting.service'
import * as queries from './privacy.queries'
import { refusalsOfErasure } from './privacy.rules'

interface Deps {
  readonly clock: Clock
  readonly library: LibraryService
  readonly forgetting: ForgettingService
  readonly readers: Pick<ReadersService, 'enter'>
  readonly loans: Pick<LoansService, 'listOpenOfReader'>
  readonly bookings: Pick<BookingReads, 'listOpenOfReader'>
  readonly fees: Pick<FeesService, 'listUnsettled'>
  readonly passes: Pick<PassesService, 'forgetAllOf'>
  readonly consultationGroups: Pick<ConsultationGroupsService, 'forgetJoinsOf'>
  readonly sessions: Pick<SessionService, 'accountsOf' | 'endAll' | 'unbind'>
}

export interface Privacy {
  readonly keepsHistory: boolean
  readonly changedAt: Date | null
  readonly historyDays: number
  readonly lateLoanDays: number
}

/** An answer that a phone may still be waiting for is not taken from it. */
const repeatMs = 24 * 3_600_000

export type PrivacyService = ReturnType<typeof createPrivacyService>

/** What readers decide about what the library keeps on them (X1). */
export function createPrivacyService(deps: Deps) {
  async function of(readerId: string): Promise<Privacy> {
    const choice = await queries.findChoice(readerId)
    const { historyDays, lateLoanDays } = await deps.library.read()
    return {
      keepsHistory: choice?.keepsHistory ?? false,
      changedAt: choice?.changedAt ?? null,
      historyDays,
      lateLoanDays,
    }
  }

  /** Saying the same again changes nothing: only a consent that is withdrawn makes the library forget at once. */
  function change({ readerId, account }: ReaderPrincipal, keepsHistory: boolean): Promise<Privacy> {
    return transaction(async () => {
      const changedAt = deps.clock.now()
      const choice = { _id: readerId, keepsHistory, changedAt }
      if (!(await queries.findChoice(readerId))) {
        if (keepsHistory) await queries.insertChoice(choice)
      } else if ((await queries.changeChoice(choice)) && !keepsHistory) {
        await deps.forgetting.forgetPastOf(readerId)
        const accounts = await deps.sessions.accountsOf({ _id: readerId, number: account })
        await deleteAnswersOf(accounts, new Date(changedAt.getTime() - repeatMs))
      }
      return of(readerId)
    })
  }

  /** @throws `erasure.refused` with everything that is still open */
  function erase({ readerId, account }: ReaderPrincipal): Promise<void> {
    return transaction(async () => {
      // a booking, a loan or a fee at the same moment has either been seen here or comes later, to somebody unknown
      const reader = await deps.readers.enter(readerId)
      const loans = await deps.loans.listOpenOfReader(readerId)
      const bookings = await deps.bookings.listOpenOfReader(readerId)
      const fees = await deps.fees.listUnsettled(readerId)
      const unsettledCents = fees.reduce((sum, { amountCents }) => sum + amountCents, 0)
      const refusals = refusalsOfErasure({ loans: loans.length, bookings: bookings.length, unsettledCents })
      if (refusals.length > 0) throw refused('erasure.refused', refusals)
      await deps.forgetting.forgetAllOf(readerId)
      await deps.passes.forgetAllOf(readerId)
      await queries.deleteChoice(readerId)
      const accounts = await deps.sessions.accountsOf(reader)
      await deps.consultationGroups.forgetJoinsOf(accounts)
      await deleteAnswersOf(accounts, deps.clock.now())
      await deps.sessions.unbind(readerId)
      await deps.sessions.endAll(account)
    })
  }

  return { of, change, erase }
}
