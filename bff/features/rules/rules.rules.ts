import type { LoanType } from '../../contract/copies'
import type { ReaderCategory } from '../../contract/session'
import {
  addDays,
  applyClosedDayStrategy,
  dayOf,
  endOfDay,
  openDayUntil,
  type Calendar,
  type Day,
} from '../../domain/calendar'
import type { CirculationRules, LimitRule, LoanRule } from './circulation.rules'

interface LoanScope {
  readonly category: ReaderCategory
  readonly loanType: LoanType
  readonly branchId: string
}

/** The most specific rule that matches (L1): category weighs more than loan type, loan type more than branch. */
export function loanRuleFor(rules: CirculationRules, scope: LoanScope): LoanRule {
  return mostSpecific(
    rules.loans.filter(
      (rule) =>
        matches(rule.category, scope.category) &&
        matches(rule.loanType, scope.loanType) &&
        matches(rule.branchId, scope.branchId),
    ),
    (rule) => weight(rule.category, 4) + weight(rule.loanType, 2) + weight(rule.branchId, 1),
  )
}

export function limitsFor(rules: CirculationRules, category: ReaderCategory): LimitRule {
  return mostSpecific(
    rules.limits.filter((rule) => matches(rule.category, category)),
    (rule) => weight(rule.category, 1),
  )
}

/** What may be owed, in 分, before fees block this; null: they never do (L3, L5). */
export function mayOweCents(limits: LimitRule, action: 'borrow_or_book' | 'renew'): number | null {
  const newOnes = limits.feeBlockCents ?? null
  return action === 'renew' ? (limits.renewalFeeBlockCents ?? newOnes) : newOnes
}

/** Whether a copy that stands on the shelf may be booked there (L1). Reference copies never. */
export function isOnShelfBookable(rules: CirculationRules, branchId: string, loanType: LoanType): boolean {
  if (loanType === 'reference_only') return false
  return mostSpecific(
    rules.onShelf.filter((rule) => matches(rule.branchId, branchId) && matches(rule.loanType, loanType)),
    (rule) => weight(rule.branchId, 2) + weight(rule.loanType, 1),
  ).allowed
}

export function transitDaysBetween(rules: CirculationRules, from: string, to: string): number {
  if (from === to) return 0
  return rules.transitDays.find((pair) => pair.from === from && pair.to === to)?.days ?? rules.defaultTransitDays
}

interface DueDateSituation {
  readonly now: Date
  readonly zone: string
  readonly rule: LoanRule
  readonly rules: CirculationRules
  readonly calendar: Calendar
  readonly cardExpiresOn: Day
  /** When the loan began, for the total cap; `now` for a new loan. */
  readonly startedAt: Date
}

/**
 * L2: now + period (or the fixed day of the vacation in which it begins or would end) → closed-day strategy → no later
 * than any cap (card expiry, total); a cap on a closed day moves to the previous open day. The end of that day. Nothing
 * is moved back beyond today.
 */
export function dueDate(situation: DueDateSituation): Date {
  const { rule, calendar, zone } = situation
  const today = dayOf(situation.now, zone)
  const plain = addDays(today, rule.loanDays)
  const wanted = vacationOf(situation.rules, [today, plain])?.dueOn ?? plain
  const moved = applyClosedDayStrategy(calendar, wanted, rule.closedDayStrategy)
  const open = moved < today ? applyClosedDayStrategy(calendar, wanted, 'next_open_day') : moved
  const cap = earliest(situation.cardExpiresOn, addDays(dayOf(situation.startedAt, zone), rule.totalDays))
  return endOfDay(open <= cap ? open : openDayWithin(calendar, today, cap), zone)
}

/** The vacation that one of these days, in this order, lies in. */
function vacationOf({ vacations }: CirculationRules, days: readonly Day[]) {
  return days
    .map((day) => vacations.find((window) => window.from <= day && day <= window.to))
    .find((window) => window !== undefined)
}

/** The last open day up to the cap; the cap itself where the library is closed from today on. */
function openDayWithin(calendar: Calendar, today: Day, cap: Day): Day {
  const open = openDayUntil(calendar, cap)
  return open === null || open < today ? cap : open
}

function earliest(a: Day, b: Day): Day {
  return a <= b ? a : b
}

function matches<T>(scope: T | null, value: T): boolean {
  return scope === null || scope === value
}

function weight(scope: unknown, points: number): number {
  return scope === null ? 0 : points
}

function mostSpecific<T>(candidates: readonly T[], weigh: (rule: T) => number): T {
  const [best] = [...candidates].sort((a, b) => weigh(b) - weigh(a))
  if (!best) throw new Error('the rules have no fallback')
  return best
}
