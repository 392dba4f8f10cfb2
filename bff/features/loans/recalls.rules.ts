import {
  addDays,
  applyClosedDayStrategy,
  dayOf,
  endOfDay,
  type Calendar,
  type ClosedDayStrategy,
} from '../../domain/calendar'

interface RecallSituation {
  readonly now: Date
  readonly zone: string
  readonly lentAt: Date
  readonly dueAt: Date
  readonly guaranteedDays: number
  readonly noticeDays: number
  readonly calendar: Calendar
  readonly strategy: ClosedDayStrategy
}

export interface ShorterLoan {
  readonly dueAt: Date
  readonly guaranteedUntil: Date
}

/**
 * Rule L3: today + the minimum notice, but never below the guaranteed period → closed-day strategy, which may give days
 * but take none → end of that day. Null when the loan is due by then anyway: a recall only ever brings a date forward.
 */
export function recalledLoan(situation: RecallSituation): ShorterLoan | null {
  const { zone, calendar } = situation
  const guaranteed = addDays(dayOf(situation.lentAt, zone), situation.guaranteedDays)
  const noticed = addDays(dayOf(situation.now, zone), situation.noticeDays)
  const earliest = noticed > guaranteed ? noticed : guaranteed
  const moved = applyClosedDayStrategy(calendar, earliest, situation.strategy)
  const last = moved < earliest ? applyClosedDayStrategy(calendar, earliest, 'next_open_day') : moved
  const dueAt = endOfDay(last, zone)
  return dueAt < situation.dueAt ? { dueAt, guaranteedUntil: endOfDay(guaranteed, zone) } : null
}

interface OpenLoan {
  readonly copyId: string
  readonly dueAt: Date
  readonly isRecalled: boolean
  /** What a recall would make of it; null where the rule or the dates allow none. */
  readonly shorter: ShorterLoan | null
}

interface Demand<Loan extends OpenLoan> {
  /** The bookings that begin to wait now: the copy that is asked for, null for any. */
  readonly newcomers: readonly (string | null)[]
  /** Everybody who waits, the newcomers too. */
  readonly waiting: number
  /** Copies that are on their way to the queue already, without a reader giving one back. */
  readonly coming: number
  readonly loans: readonly Loan[]
}

/**
 * Rule L3: whom a growing queue calls back. Each newcomer at most one loan, and none while enough copies are coming:
 * the loan due last, because it would keep them waiting longest; who wants one very copy, that one.
 */
export function loansToRecall<Loan extends OpenLoan>({ newcomers, waiting, coming, loans }: Demand<Loan>): Loan[] {
  const left = loans
    .filter(({ isRecalled, shorter }) => !isRecalled && shorter !== null)
    .sort((a, b) => b.dueAt.getTime() - a.dueAt.getTime())
  const chosen: Loan[] = []
  let supply = coming + loans.filter(({ isRecalled }) => isRecalled).length
  for (const copyId of newcomers) {
    if (copyId === null && supply >= waiting) break
    const index = copyId === null ? 0 : left.findIndex((loan) => loan.copyId === copyId)
    const [loan] = index < 0 ? [] : left.splice(index, 1)
    if (!loan) continue
    chosen.push(loan)
    supply += 1
  }
  return chosen
}
