import type { BookingStatus } from '../../contract/bookings'
import type { VisitStatus } from '../../contract/visits'
import { AppError } from '../../domain/app-error'
import type { Clock } from '../../infra/clock'
import { holdInThisProcess } from '../../infra/transaction'
import type { BookingReads } from '../bookings/booking-reads.service'
import { leaveSlot } from './slots.queries'
import type { VisitRecord } from './visits.model'
import * as queries from './visits.queries'
import { slotIdOf } from './visits.rules'

interface Deps {
  readonly clock: Clock
  readonly bookings: Pick<BookingReads, 'leaveVisit'>
}

type EndStatus = Extract<VisitStatus, 'completed' | 'cancelled' | 'missed'>

export type VisitEnds = ReturnType<typeof createVisitEnds>

/** How a visit ends, whoever ends it: its place in the slot is free again and its books may be in another visit. */
export function createVisitEnds(deps: Deps) {
  /** @throws `visit.not_possible_now` when it has moved on */
  async function end(visit: VisitRecord, status: EndStatus): Promise<VisitRecord> {
    const slotId = slotIdOf(visit.pickupPointId, visit.startsAt)
    await holdInThisProcess([slotId])
    const ended = await queries.updateVisit(visit, { status, endedAt: deps.clock.now(), remindAt: null })
    if (!ended) throw new AppError('visit.not_possible_now', { status: visit.status })
    await leaveSlot(slotId)
    if (visit.bookingIds.length > 0) await deps.bookings.leaveVisit(visit.bookingIds, visit._id)
    return ended
  }

  /** A book has left the pickup shelf: collected, missed, cancelled, put back. The last one ends the visit (V2). */
  async function bookLeft(
    booking: { readonly _id: string; readonly visitId: string },
    to: BookingStatus,
  ): Promise<void> {
    const visit = await queries.takeOutBook(booking.visitId, booking._id, { isCollected: to === 'collected' })
    if (visit?.bookingIds.length === 0) await end(visit, visit.collectedIds.length > 0 ? 'completed' : 'cancelled')
  }

  /**
   * V3: the desk has gone through everything. A refused book stays ready but keeps no visit open; a visit in which nothing
   * was handed over stays, for what stood in the way may be settled at the next counter.
   */
  async function handedOver(readerId: string, pickupPointId: string): Promise<void> {
    const visit = await queries.findOpenVisit(readerId, pickupPointId)
    if (visit && visit.collectedIds.length > 0) await end(visit, 'completed')
  }

  async function hasOpen(readerId: string, pickupPointId: string): Promise<boolean> {
    return (await queries.findOpenVisit(readerId, pickupPointId)) !== null
  }

  return { end, bookLeft, handedOver, hasOpen }
}
