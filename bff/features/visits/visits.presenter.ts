import type { Arrival, Visit } from '../../contract/visits'
import type { Language } from '../../domain/language'
import type { CopyRecord } from '../copies/copies.model'
import { presentPickupPointReference } from '../places/places.presenter'
import { presentTitleReferenceOrGone } from '../titles/titles.presenter'
import type { ArrivalView } from './arrivals.service'
import type { VisitView } from './visit-views.service'
import { visitDeskActionsOf, visitReaderActionsOf } from './visits.rules'

export function presentVisit({ visit, books, places }: VisitView, language: Language): Visit {
  return {
    id: visit._id,
    pickupPoint: presentPickupPointReference(places.pickupPoint(visit.pickupPointId), places, language),
    startsAt: visit.startsAt.toISOString(),
    endsAt: visit.endsAt.toISOString(),
    status: visit.status,
    bookingIds: [...visit.bookingIds, ...visit.collectedIds],
    bookings: books.map(({ booking, title }) => ({
      id: booking._id,
      title: presentTitleReferenceOrGone(title, booking.titleId),
      ...(booking.part === null ? {} : { part: booking.part }),
      status: booking.status,
    })),
    ...(visit.arrivedAt === null ? {} : { arrivedAt: visit.arrivedAt.toISOString() }),
    ...(visit.endedAt === null ? {} : { endedAt: visit.endedAt.toISOString() }),
    allowedActions: visitReaderActionsOf(visit.status),
  }
}

export function presentArrival({ visit, books, reader, copies }: ArrivalView): Arrival {
  return {
    id: visit._id,
    reader: { number: reader?.number ?? '', name: reader?.name ?? '' },
    startsAt: visit.startsAt.toISOString(),
    endsAt: visit.endsAt.toISOString(),
    status: visit.status,
    isStaged: visit.stagedAt !== null,
    ...(visit.arrivedAt === null ? {} : { arrivedAt: visit.arrivedAt.toISOString() }),
    books: books
      .filter(({ booking }) => visit.bookingIds.includes(booking._id))
      .map(({ booking, title }) => ({
        ...compartmentOf(copies.get(booking.copyId ?? '')),
        bookingId: booking._id,
        title: presentTitleReferenceOrGone(title, booking.titleId),
        barcode: booking.shelf?.barcode ?? '',
      })),
    allowedActions: visitDeskActionsOf(visit),
  }
}

function compartmentOf(copy: CopyRecord | undefined): { compartment?: string } {
  return copy?.compartment ? { compartment: copy.compartment } : {}
}
