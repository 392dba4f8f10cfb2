import { notFound, refused } from '../../domain/app-error'
import { dayOf, type Day } from '../../domain/calendar'
import type { Clock } from '../../infra/clock'
import { cutPage, decodeDatePlace, encodeDatePlace } from '../../infra/cursor'
import { enterLane } from '../../infra/lanes'
import { transaction } from '../../infra/transaction'
import type { CopiesService } from '../copies/copies.service'
import type { PlacesService } from '../places/places.service'
import type { BookingRecord } from './bookings.model'
import * as queries from './bookings.queries'
import { closedPickupPoint, isClosedForPickup } from './bookings.rules'
import { invalid } from './placement.rules'
import type { Outlook } from './booking-outlook.service'
import { unitOf, type QueueService } from './booking-queue.service'
import type { BookingSteps } from './booking-steps.service'

interface Deps {
  readonly clock: Clock
  readonly zone: string
  readonly steps: BookingSteps
  readonly queue: QueueService
  readonly outlook: Outlook
  readonly copies: CopiesService
  readonly places: PlacesService
}

export type BookingsService = ReturnType<typeof createBookingsService>

/** A reader's bookings once they are placed (see placements.service): looked at, changed, cancelled. */
export function createBookingsService(deps: Deps) {
  const { clock, zone, steps, queue } = deps
  const byReader = { by: 'reader' } as const

  /** Cancelling what is cancelled answers the same. @throws `booking.not_possible_now` once it is over */
  function cancel(readerId: string, id: string): Promise<BookingRecord> {
    return change(readerId, id, async (booking) => {
      if (booking.status === 'cancelled') return booking
      const cancelled = await steps.take(booking, { action: 'cancel', to: 'cancelled', actor: byReader })
      await queue.releaseCopy(booking)
      await queue.tell(cancelled, 'booking_cancelled', {})
      return cancelled
    })
  }

  /** B11. Until a day, on which it ends by itself. */
  function suspend(readerId: string, id: string, until: Day): Promise<BookingRecord> {
    if (until <= dayOf(clock.now(), zone)) throw invalid('body.suspendedUntil', 'must lie in the future')
    return change(readerId, id, (booking) =>
      steps.take(booking, {
        action: 'suspend',
        to: 'queued',
        actor: byReader,
        change: { isSuspended: true, suspendedUntil: until },
      }),
    )
  }

  function resume(readerId: string, id: string): Promise<BookingRecord> {
    return change(readerId, id, (booking) =>
      booking.isSuspended ? queue.resume(booking, byReader) : Promise.resolve(booking),
    )
  }

  /** B14: while queued or on the paging list. */
  function changePickupPoint(readerId: string, id: string, pickupPointId: string): Promise<BookingRecord> {
    return change(readerId, id, async (booking) => {
      if (booking.pickupPointId === pickupPointId) return booking
      const places = await deps.places.read()
      const point = places.pickupPoints.find(({ _id }) => _id === pickupPointId)
      if (!point) throw invalid('body.pickupPointId', 'no such pickup point')
      if (isClosedForPickup(places.branch(point.branchId).calendar, dayOf(clock.now(), zone))) {
        throw refused('booking.refused', [closedPickupPoint])
      }
      const copy = booking.copyId === null ? null : await deps.copies.get(booking.copyId)
      const readyBy = copy ? await deps.outlook.readyBy(copy, pickupPointId) : booking.readyBy
      return steps.take(booking, {
        action: 'change_pickup_point',
        to: booking.status,
        actor: byReader,
        change: { pickupPointId, readyBy },
      })
    })
  }

  function change(
    readerId: string,
    id: string,
    work: (booking: BookingRecord) => Promise<BookingRecord>,
  ): Promise<BookingRecord> {
    return transaction(async () => {
      await enterLane(unitOf(await getOwn(readerId, id)))
      return work(await getOwn(readerId, id))
    })
  }

  /** Somebody else's booking does not exist for this reader. */
  async function getOwn(readerId: string, id: string): Promise<BookingRecord> {
    const booking = await queries.findBooking(id)
    if (booking?.readerId !== readerId) throw notFound()
    return booking
  }

  async function list(
    readerId: string,
    page: { readonly state: 'open' | 'closed'; readonly limit: number; readonly cursor?: string | undefined },
  ) {
    const found = await queries.listOfReader(readerId, {
      state: page.state,
      limit: page.limit + 1,
      before: decodeDatePlace(page.cursor),
    })
    return cutPage(found, page.limit, ({ placedAt, _id }) => encodeDatePlace({ at: placedAt, id: _id }))
  }

  return { cancel, suspend, resume, changePickupPoint, getOwn, list, listOpenOfReader: queries.listOpenOfReader }
}
