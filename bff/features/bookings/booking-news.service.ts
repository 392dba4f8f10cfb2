import type { MessageTemplate } from '../../contract/messages'
import { readerOf } from '../../domain/of-reader'
import type { MessagesService } from '../messages/messages.service'
import type { PlacesService } from '../places/places.service'
import type { TitleReferences } from '../titles/titles.service'
import type { BookingRecord } from './bookings.model'

interface Deps {
  readonly places: PlacesService
  readonly titles: TitleReferences
  readonly messages: MessagesService
}

/** B10: what the reader hears of a booking, with its stored values, in the transaction of the step that it tells of. */
export function createBookingNews(deps: Deps) {
  return async function tell(
    booking: BookingRecord,
    template: MessageTemplate,
    details: Readonly<Record<string, string>>,
  ): Promise<void> {
    const places = await deps.places.read()
    const point = places.pickupPoint(booking.pickupPointId)
    const [title] = await deps.titles.references([booking.titleId])
    await deps.messages.tell({
      readerId: readerOf(booking),
      template,
      bookingId: booking._id,
      details: {
        title: title?.title ?? '',
        ...(booking.part === null ? {} : { part: booking.part }),
        pickupPoint: point.name.zh,
        pickupPoint_en: point.name.en ?? point.name.zh,
        ...details,
      },
    })
  }
}
