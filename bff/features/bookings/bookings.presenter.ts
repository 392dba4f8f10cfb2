import type { Booking } from '../../contract/bookings'
import { inLanguage, type Language } from '../../domain/language'
import { presentBranch, presentPickupPointReference } from '../places/places.presenter'
import { presentTitleReferenceOrGone } from '../titles/titles.presenter'
import type { BookingRecord, HistoryEntry } from './bookings.model'
import { readerActions } from './bookings.rules'
import type { BookingView } from './booking-views.service'

export function presentBooking(view: BookingView, language: Language): Booking {
  const { booking, title, places } = view
  const point = places.pickupPoint(booking.pickupPointId)
  return {
    id: booking._id,
    title: presentTitleReferenceOrGone(title, booking.titleId),
    ...(booking.part === null ? {} : { part: booking.part }),
    kind: booking.kind,
    status: booking.status,
    ...(view.ahead === null ? {} : { position: view.ahead + 1 }),
    ...(booking.readyBy === null ? {} : { readyBy: booking.readyBy.toISOString() }),
    ...(booking.expectedWaitDays === null ? {} : { expectedWaitDays: booking.expectedWaitDays }),
    pickupPoint: presentPickupPointReference(point, places, language),
    ...presentCopy(view, language),
    ...(booking.status === 'ready' && view.copy?.compartment ? { compartment: view.copy.compartment } : {}),
    ...presentDates(booking),
    ...(booking.visitId === null ? {} : { visitId: booking.visitId }),
    history: booking.history.map((entry) => presentHistory(entry, view, language)),
    allowedActions: readerActions({ ...booking, mayPlanVisit: booking.visitId === null && point.visits !== undefined }),
  }
}

/** With what was passed over when it was placed (C1). */
export function presentBookingForStaff(view: BookingView, language: Language) {
  const { override } = view.booking
  return {
    ...presentBooking(view, language),
    ...(override ? { override: { at: override.at.toISOString(), by: override.by, codes: [...override.codes] } } : {}),
  }
}

function presentCopy({ copy, places }: BookingView, language: Language): Pick<Booking, 'copy'> {
  if (!copy) return {}
  const branch = presentBranch(places.branch(copy.branchId), language)
  return { copy: { barcode: copy.barcode, branch, callNumber: copy.callNumber } }
}

function presentDates(booking: BookingRecord): Partial<Booking> & Pick<Booking, 'placedAt'> {
  return {
    ...(booking.pickupDeadline === null ? {} : { pickupDeadline: booking.pickupDeadline.toISOString() }),
    ...(booking.isSuspended ? { suspendedUntil: booking.suspendedUntil } : {}),
    ...(booking.neededBy === null ? {} : { neededBy: booking.neededBy }),
    placedAt: booking.placedAt.toISOString(),
    ...(booking.endedAt === null ? {} : { endedAt: booking.endedAt.toISOString() }),
  }
}

function presentHistory(entry: HistoryEntry, view: BookingView, language: Language): Booking['history'][number] {
  const point = view.places.pickupPoints.find(({ _id }) => _id === entry.pickupPointId)
  return {
    action: entry.action,
    status: entry.status,
    at: entry.at.toISOString(),
    by: entry.by,
    ...(point ? { pickupPoint: { id: point._id, name: inLanguage(point.name, language) } } : {}),
    ...(entry.suspendedUntil === undefined ? {} : { suspendedUntil: entry.suspendedUntil }),
    ...(entry.byDelegate ? { byDelegate: true as const } : {}),
  }
}
