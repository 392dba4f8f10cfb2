import type { Clock } from '../../infra/clock'
import type { BookingRecord } from '../bookings/bookings.model'
import type { LoanRecord } from '../loans/loans.model'
import { needsReader, type Need } from './home.rules'

interface Deps {
  readonly clock: Clock
  readonly listOpenBookings: (readerId: string) => Promise<BookingRecord[]>
  readonly listOpenLoans: (readerId: string) => Promise<LoanRecord[]>
  readonly countUnread: (readerId: string) => Promise<number>
}

export interface ReaderHome {
  readonly needs: readonly Need[]
  readonly underway: { readonly paging: number; readonly queued: number; readonly inTransit: number }
  readonly unreadMessages: number
}

export type HomeService = ReturnType<typeof createHomeService>

/** What the home screen knows of a reader: what needs them now, and what is on its way. */
export function createHomeService(deps: Deps) {
  async function of(readerId: string): Promise<ReaderHome> {
    const [bookings, loans, unreadMessages] = await Promise.all([
      deps.listOpenBookings(readerId),
      deps.listOpenLoans(readerId),
      deps.countUnread(readerId),
    ])
    const count = (status: BookingRecord['status']) => bookings.filter((booking) => booking.status === status).length
    return {
      needs: needsReader({ bookings, loans, now: deps.clock.now() }),
      underway: { paging: count('paging'), queued: count('queued'), inTransit: count('in_transit') },
      unreadMessages,
    }
  }

  return { of }
}
