import { AppError, notFound, refused } from '../../domain/app-error'
import type { Clock } from '../../infra/clock'
import type { BookingRecord } from '../bookings/bookings.model'
import type { BookingReads } from '../bookings/booking-reads.service'
import type { Refusal } from '../../contract/common'
import type { PlacesService } from '../places/places.service'
import { listSlotsById } from './slots.queries'
import * as queries from './visits.queries'
import { alreadyOpen, bookRefusals, findSlot, slotIdOf, type FoundSlot } from './visits.rules'

interface Deps {
  readonly clock: Clock
  readonly zone: string
  readonly bookings: Pick<BookingReads, 'listById'>
  readonly places: PlacesService
}

export interface VisitWish {
  readonly readerId: string
  readonly pickupPointId: string
  readonly startsAt: Date
  readonly bookingIds: readonly string[]
}

/** A wish that can be fulfilled, with what it was decided on. */
export interface DecidedVisit {
  readonly wish: VisitWish
  readonly slot: FoundSlot
  readonly bookings: readonly BookingRecord[]
}

export type VisitState = Awaited<ReturnType<ReadVisitState>>
export type ReadVisitState = ReturnType<typeof createVisitStateReader>

/**
 * Reads, inside the transaction, what a group of wishes is decided on: three reads however many they are. What one of them
 * takes is taken for those after it.
 */
export function createVisitStateReader(deps: Deps) {
  return async function read(wishes: readonly VisitWish[]) {
    const slotIds = [...new Set(wishes.map((wish) => slotIdOf(wish.pickupPointId, wish.startsAt)))]
    const slots = await listSlotsById(slotIds)
    const taken = new Map(slots.map((slot) => [slot._id, slot.taken]))
    const open = await queries.listOpenOfReaders([...new Set(wishes.map(({ readerId }) => readerId))])
    const visiting = new Set(open.map(({ readerId, pickupPointId }) => `${readerId} ${pickupPointId}`))
    const found = await deps.bookings.listById([...new Set(wishes.flatMap(({ bookingIds }) => bookingIds))])
    const bookings = new Map(found.map((booking) => [booking._id, booking]))
    const places = await deps.places.read()
    const now = deps.clock.now()

    /** @throws `visit.refused` with every reason; `resource.not_found` for a booking of somebody else */
    function decide(wish: VisitWish): DecidedVisit {
      const own = ownBookings(bookings, wish)
      const point = places.pickupPoints.find(({ _id }) => _id === wish.pickupPointId)
      if (!point) throw noSuchPoint()
      const slotId = slotIdOf(wish.pickupPointId, wish.startsAt)
      const visitor = `${wish.readerId} ${wish.pickupPointId}`
      const found = findSlot({
        point,
        calendar: places.branch(point.branchId).calendar,
        startsAt: wish.startsAt,
        taken: taken.get(slotId) ?? 0,
        now,
        zone: deps.zone,
      })
      const refusals: Refusal[] = 'refusals' in found ? [...found.refusals] : []
      if (visiting.has(visitor)) refusals.push(alreadyOpen)
      refusals.push(...bookRefusals(own, { pickupPointId: wish.pickupPointId, visitId: null }))
      if ('refusals' in found || refusals.length > 0) throw refused('visit.refused', refusals)
      taken.set(slotId, (taken.get(slotId) ?? 0) + 1)
      visiting.add(visitor)
      return { wish, slot: found.slot, bookings: own }
    }

    return { decide, places, now }
  }
}

/** Somebody else's booking does not exist for this reader. @throws `resource.not_found` */
export function ownBookings(
  bookings: ReadonlyMap<string, BookingRecord>,
  wish: { readonly readerId: string; readonly bookingIds: readonly string[] },
): BookingRecord[] {
  return wish.bookingIds.map((id) => {
    const booking = bookings.get(id)
    if (booking?.readerId !== wish.readerId) throw notFound()
    return booking
  })
}

function noSuchPoint(): AppError {
  const problems = [{ path: 'body.pickupPointId', message: 'no such pickup point' }]
  return new AppError('request.invalid', { problems })
}
