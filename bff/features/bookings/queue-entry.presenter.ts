import type { QueueEntry } from '../../contract/queues'
import type { Language } from '../../domain/language'
import { placeOf } from './bookings.rules'
import type { BookingView } from './booking-views.service'
import { presentPickupPointReference } from '../places/places.presenter'
import type { ReaderRecord } from '../readers/readers.model'

interface Seen {
  /** Undefined for librarians who may not see readers. */
  readonly reader: ReaderRecord | undefined
  readonly mayPrioritise: boolean
}

export function presentQueueEntry(view: BookingView, seen: Seen, language: Language): QueueEntry {
  const { booking, ahead, places } = view
  const place = placeOf(booking.sortKey)
  const moved = booking.history.findLast(({ action }) => action === 'prioritise')
  return {
    bookingId: booking._id,
    ...(ahead === null ? {} : { position: ahead + 1 }),
    isAtFront: place.isAtFront,
    ...(place.isAtFront ? {} : { priority: place.priority }),
    ...(booking.isSuspended ? { suspendedUntil: booking.suspendedUntil } : {}),
    placedAt: booking.placedAt.toISOString(),
    ...(booking.neededBy === null ? {} : { neededBy: booking.neededBy }),
    pickupPoint: presentPickupPointReference(places.pickupPoint(booking.pickupPointId), places, language),
    ...(seen.reader ? { reader: { number: seen.reader.number, name: seen.reader.name } } : {}),
    ...(moved
      ? { prioritised: { at: moved.at.toISOString(), by: moved.account ?? '', reason: moved.reason ?? '' } }
      : {}),
    allowedActions: seen.mayPrioritise && booking.status === 'queued' && !place.isAtFront ? ['prioritise'] : [],
  }
}
