import type { LoanType } from '../contract/copies'
import type { ReaderCategory } from '../contract/session'
import { addDays, applyClosedDayStrategy, openDayUntil } from '../domain/calendar'
import type { Calendar, Day } from '../domain/calendar'
import type { VacationWindow } from './term'

/** How much a reader may have at once (L1). */
export const limits: Readonly<Record<ReaderCategory, { readonly bookings: number; readonly loans: number }>> = {
  undergraduate: { bookings: 10, loans: 20 },
  postgraduate: { bookings: 15, loans: 40 },
  teacher: { bookings: 20, loans: 60 },
  staff: { bookings: 10, loans: 20 },
  external: { bookings: 2, loans: 5 },
}

export interface LoanRule {
  /** Absent: all categories; the rule that names more wins (L1). */
  readonly category?: ReaderCategory
  readonly loanType: LoanType
  readonly loanDays: number
  readonly renewals: number
  /** Days from the first loan after which it cannot be renewed any further. */
  readonly capDays: number
}

export const loanRules: readonly LoanRule[] = [
  { loanType: 'normal', loanDays: 56, renewals: 3, capDays: 224 },
  { loanType: 'short', loanDays: 7, renewals: 3, capDays: 28 },
  { loanType: 'reference_only', loanDays: 0, renewals: 0, capDays: 0 },
  { category: 'external', loanType: 'normal', loanDays: 28, renewals: 1, capDays: 56 },
]

export function loanRuleFor(category: ReaderCategory, loanType: LoanType): LoanRule {
  const fitting = loanRules.filter((rule) => rule.loanType === loanType)
  const rule = fitting.find((candidate) => candidate.category === category) ?? fitting[0]
  if (!rule) throw new Error(`no loan rule for ${loanType}`)
  return rule
}

/** The day a loan (or renewal) made on `from` is due (L2). */
export function dueDay(loan: {
  readonly from: Day
  readonly loanDays: number
  readonly calendar: Calendar
  readonly vacations: readonly VacationWindow[]
  readonly cardExpiresOn: Day
}): Day {
  const vacation = loan.vacations.find((window) => window.from <= loan.from && loan.from <= window.to)
  const raw = vacation?.dueOn ?? addDays(loan.from, loan.loanDays)
  const due = applyClosedDayStrategy(loan.calendar, raw, 'next_open_day')
  if (due <= loan.cardExpiresOn) return due
  return openDayUntil(loan.calendar, loan.cardExpiresOn) ?? loan.cardExpiresOn
}
