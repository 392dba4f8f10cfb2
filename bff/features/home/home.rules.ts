import type { BookingRecord } from '../bookings/bookings.model'
import type { LoanRecord } from '../loans/loans.model'
import type { VisitRecord } from '../visits/visits.model'

export type Need =
  | { readonly kind: 'visit'; readonly visit: VisitRecord }
  | { readonly kind: 'booking_ready'; readonly booking: BookingRecord }
  | { readonly kind: 'booking_suspended'; readonly booking: BookingRecord }
  | { readonly kind: 'loan_overdue'; readonly loan: LoanRecord }
  | { readonly kind: 'loan_due_soon'; readonly loan: LoanRecord }

/** A loan is worth a reminder three days before it is due. */
const dueSoonMs = 3 * 24 * 3_600_000

interface Situation {
  readonly bookings: readonly BookingRecord[]
  readonly loans: readonly LoanRecord[]
  /** Open ones, the nearest first. */
  readonly visits: readonly VisitRecord[]
  readonly now: Date
}

/** What needs the reader now, the nearest date first: overdue, a visit that is planned, ready to be picked up, due soon, waiting for a word. */
export function needsReader({ bookings, loans, visits, now }: Situation): Need[] {
  const overdue = loans.filter(({ dueAt }) => dueAt < now)
  const ready = bookings.filter(({ status }) => status === 'ready')
  const dueSoon = loans.filter(({ dueAt }) => dueAt >= now && dueAt.getTime() - now.getTime() < dueSoonMs)
  const paused = bookings.filter(({ isSuspended, suspendedUntil }) => isSuspended && suspendedUntil === null)
  return [
    ...byDate(overdue, ({ dueAt }) => dueAt).map((loan) => ({ kind: 'loan_overdue' as const, loan })),
    ...visits.map((visit) => ({ kind: 'visit' as const, visit })),
    ...byDate(ready, ({ pickupDeadline }) => pickupDeadline).map((booking) => ({
      kind: 'booking_ready' as const,
      booking,
    })),
    ...byDate(dueSoon, ({ dueAt }) => dueAt).map((loan) => ({ kind: 'loan_due_soon' as const, loan })),
    ...paused.map((booking) => ({ kind: 'booking_suspended' as const, booking })),
  ]
}

function byDate<T>(items: readonly T[], dateOf: (item: T) => Date | null): T[] {
  return [...items].sort((a, b) => (dateOf(a)?.getTime() ?? 0) - (dateOf(b)?.getTime() ?? 0))
}
