import type { BookingRecord } from '../bookings/bookings.model'
import type { BookingReads } from '../bookings/booking-reads.service'
import type { Places, PlacesService } from '../places/places.service'
import type { TitleRecord } from '../titles/titles.model'
import type { TitleReferences } from '../titles/titles.service'
import type { VisitRecord } from './visits.model'

/** A visit with what a screen shows beside it. */
export interface VisitView {
  readonly visit: VisitRecord
  /** Those still to be handed over first. */
  readonly books: readonly { readonly booking: BookingRecord; readonly title: TitleRecord | undefined }[]
  readonly places: Places
}

interface Deps {
  readonly bookings: Pick<BookingReads, 'listById'>
  readonly places: PlacesService
  readonly titles: TitleReferences
}

export type ViewVisits = ReturnType<typeof createVisitsView>

/** Gathers a page of visits in three reads, however many they are. */
export function createVisitsView(deps: Deps) {
  return async function view(visits: readonly VisitRecord[]): Promise<VisitView[]> {
    const places = await deps.places.read()
    const found = await deps.bookings.listById(visits.flatMap(booksOf))
    const bookings = new Map(found.map((booking) => [booking._id, booking]))
    const titleIds = found.map(({ titleId }) => titleId)
    const titles = new Map((await deps.titles.references(titleIds)).map((title) => [title._id, title]))
    return visits.map((visit) => ({
      visit,
      places,
      books: booksOf(visit).flatMap((id) => {
        const booking = bookings.get(id)
        return booking ? [{ booking, title: titles.get(booking.titleId) }] : []
      }),
    }))
  }
}

function booksOf({ bookingIds, collectedIds }: VisitRecord): string[] {
  return [...bookingIds, ...collectedIds]
}
