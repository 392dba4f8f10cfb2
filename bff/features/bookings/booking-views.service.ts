import type { CopyRecord } from '../copies/copies.model'
import type { CopiesService } from '../copies/copies.service'
import type { Places, PlacesService } from '../places/places.service'
import type { TitleRecord } from '../titles/titles.model'
import type { TitleReferences } from '../titles/titles.service'
import type { BookingRecord } from './bookings.model'
import * as queries from './bookings.queries'

/** A booking with what a screen shows beside it. */
export interface BookingView {
  readonly booking: BookingRecord
  readonly title: TitleRecord | undefined
  readonly copy: CopyRecord | undefined
  /** Unsuspended bookings ahead; null unless it waits in the queue. */
  readonly ahead: number | null
  readonly places: Places
}

interface Deps {
  readonly titles: TitleReferences
  readonly copies: CopiesService
  readonly places: PlacesService
}

export type ViewBookings = ReturnType<typeof createBookingsView>

/** Gathers a page of bookings in three reads, however many they are. */
export function createBookingsView(deps: Deps) {
  return async function view(bookings: readonly BookingRecord[]): Promise<BookingView[]> {
    const places = await deps.places.read()
    const titles = new Map(
      (await deps.titles.references(bookings.map(({ titleId }) => titleId))).map((title) => [title._id, title]),
    )
    const copyIds = bookings.flatMap(({ copyId }) => (copyId === null ? [] : [copyId]))
    const copies = copyIds.length > 0 ? await deps.copies.byId(copyIds) : new Map<string, CopyRecord>()
    const waiting = bookings.filter(({ status, isSuspended }) => status === 'queued' && !isSuspended)
    const ahead = await queries.countAhead(waiting)
    return bookings.map((booking) => ({
      booking,
      title: titles.get(booking.titleId),
      copy: booking.copyId === null ? undefined : copies.get(booking.copyId),
      ahead: waiting.includes(booking) ? (ahead.get(booking._id) ?? 0) : null,
      places,
    }))
  }
}
