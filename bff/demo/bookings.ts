import type { BookingAction, BookingKind, BookingStatus } from '../contract/bookings'
import type { Day } from '../domain/calendar'
import type { Moment } from './moment'

export interface HistoryEntry {
  readonly action: BookingAction
  /** After the action (B3). */
  readonly status: BookingStatus
  readonly at: Moment
  readonly by: 'reader' | 'staff' | 'library'
  readonly suspendedUntil?: Day | null
}

export interface PlannedBooking {
  readonly id: string
  readonly account: string
  readonly title: string
  readonly part?: string
  readonly kind: BookingKind
  readonly status: BookingStatus
  readonly pickupPointId: string
  /** Barcode of the captured copy (B5), or of the last one where the booking has ended. */
  readonly barcode?: string
  /** Order in the queue (B8): those put back first, then by sequence. */
  readonly queueKey: { readonly isAtFront: boolean; readonly priority: number; readonly sequence: number }
  readonly placedAt: Moment
  /** Promised before a page was placed (B17). */
  readonly readyBy?: Moment
  /** The last day on which the book is kept (B15); only while it is ready. */
  readonly pickupDeadlineOn?: Day
  /** `null`: until the reader asks again; absent: not suspended (B11). */
  readonly suspendedUntil?: Day | null
  readonly missedDeadlines: number
  /** The librarian who has taken it on the walk. */
  readonly claimedBy?: string
  readonly endedAt?: Moment
  readonly history: readonly HistoryEntry[]
}

const openStatuses: readonly BookingStatus[] = ['queued', 'paging', 'in_transit', 'ready']

export function isOpen(booking: Pick<PlannedBooking, 'status'>): boolean {
  return openStatuses.includes(booking.status)
}
