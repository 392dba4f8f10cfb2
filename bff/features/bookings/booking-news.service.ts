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

type Details = Readonly<Record<string, string>>

interface BookingNews {
  readonly booking: BookingRecord
  readonly template: MessageTemplate
  readonly details: Details
}

/** B10: what the reader hears of a booking, with its stored values, in the transaction of the step that it tells of. */
export function createBookingNews(deps: Deps) {
  function tell(booking: BookingRecord, template: MessageTemplate, details: Details): Promise<void> {
    return tellAll([{ booking, template, details }])
  }

  async function tellAll(news: readonly BookingNews[]): Promise<void> {
    const places = await deps.places.read()
    const titles = new Map(
      (await deps.titles.references(news.map(({ booking }) => booking.titleId))).map((title) => [title._id, title]),
    )
    await deps.messages.tellAll(
      news.map(({ booking, template, details }) => {
        const point = places.pickupPoint(booking.pickupPointId)
        return {
          readerId: readerOf(booking),
          template,
          bookingId: booking._id,
          details: {
            title: titles.get(booking.titleId)?.title ?? '',
            ...(booking.part === null ? {} : { part: booking.part }),
            pickupPoint: point.name.zh,
            pickupPoint_en: point.name.en ?? point.name.zh,
            ...details,
          },
        }
      }),
    )
  }

  return { tell, tellAll }
}
