import type { BookingFigures } from '../bookings/booking-figures.service'
import type { PickupPointRecord } from '../places/places.model'
import type { PlacesService } from '../places/places.service'
import type { TitleRecord } from '../titles/titles.model'
import type { TitleReferences } from '../titles/titles.service'

interface Deps {
  readonly places: PlacesService
  readonly titles: TitleReferences
  readonly bookingFigures: BookingFigures
}

export interface BookingExample {
  readonly bookingId: string
  readonly titleId: string
  readonly title: TitleRecord | undefined
  readonly point: PickupPointRecord
  readonly pickupDeadline: Date | null
}

export type BookingExamples = ReturnType<typeof createBookingExamples>

/** Some of the bookings that a change touches, to be looked at; in the order of their ids. */
export function createBookingExamples(deps: Deps) {
  return async (ids: readonly string[]): Promise<BookingExample[]> => {
    const byId = new Map((await deps.bookingFigures.listById(ids)).map((booking) => [booking._id, booking]))
    const bookings = ids.flatMap((id) => byId.get(id) ?? [])
    const titles = await deps.titles.references(bookings.map(({ titleId }) => titleId))
    const { pickupPoints } = await deps.places.read()
    return bookings.flatMap(({ _id, titleId, pickupPointId, pickupDeadline }): BookingExample[] => {
      const point = pickupPoints.find((candidate) => candidate._id === pickupPointId)
      const title = titles.find((candidate) => candidate._id === titleId)
      return point ? [{ bookingId: _id, titleId, title, point, pickupDeadline }] : []
    })
  }
}
