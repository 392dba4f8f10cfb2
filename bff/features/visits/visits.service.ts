import type { VisitStatus } from '../../contract/visits'
import { AppError, notFound, refused } from '../../domain/app-error'
import { dayOf, type Day } from '../../domain/calendar'
import { readerOf } from '../../domain/of-reader'
import type { Clock } from '../../infra/clock'
import { cutPage, decodeDatePlace, encodeDatePlace } from '../../infra/cursor'
import { holdInThisProcess, transaction } from '../../infra/transaction'
import type { BookingReads } from '../bookings/booking-reads.service'
import type { PlacesService } from '../places/places.service'
import { slotsToChoose, type SlotTime } from './slot-grid.rules'
import { leaveSlot, listSlotsById, takeSlots } from './slots.queries'
import type { VisitEnds } from './visit-ends.service'
import { ownBookings } from './visit-state.service'
import type { VisitRecord } from './visits.model'
import * as queries from './visits.queries'
import { bookRefusals, findSlot, momentsOf, slotIdOf, statusAfter } from './visits.rules'

interface Deps {
  readonly clock: Clock
  readonly zone: string
  readonly bookings: Pick<BookingReads, 'listById' | 'joinVisit' | 'leaveVisit'>
  readonly ends: VisitEnds
  readonly places: PlacesService
}

interface Changes {
  readonly startsAt?: Date | undefined
  readonly bookingIds?: readonly string[] | undefined
}

export interface OfferedSlot extends SlotTime {
  readonly capacity: number
  readonly taken: number
}

export type VisitsService = ReturnType<typeof createVisitsService>

/** The slots of a pickup point, and a reader's visits once they are placed (see visit-placements.service). */
export function createVisitsService(deps: Deps) {
  const { clock, zone } = deps

  /** V1. @throws `resource.not_found` */
  async function listSlots(pickupPointId: string, wished: Day | undefined): Promise<OfferedSlot[]> {
    const places = await deps.places.read()
    const point = places.pickupPoint(pickupPointId)
    const settings = point.visits
    if (!settings) return []
    const { calendar } = places.branch(point.branchId)
    const now = clock.now()
    const times = slotsToChoose({ calendar, settings, zone }, wished ?? dayOf(now, zone), now)
    const slots = await listSlotsById(times.map(({ startsAt }) => slotIdOf(point._id, startsAt)))
    const taken = new Map(slots.map((slot) => [slot._id, slot.taken]))
    return times.map((time) => ({
      ...time,
      capacity: settings.capacity,
      taken: taken.get(slotIdOf(point._id, time.startsAt)) ?? 0,
    }))
  }

  /** V2. Whatever has moved on is looked at again. @throws `visit.refused`, `visit.not_possible_now` */
  function change(readerId: string, id: string, changes: Changes): Promise<VisitRecord> {
    return transaction(async () => {
      const visit = await getOwn(readerId, id)
      const status = statusAfter(visit.status, 'change')
      if (status === null) throw notPossible(visit)
      if (changes.bookingIds?.length === 0) return deps.ends.end(visit, 'cancelled')
      const { startsAt } = changes
      const isMoving = startsAt !== undefined && startsAt.getTime() !== visit.startsAt.getTime()
      const moved = isMoving ? await findPlace(visit, startsAt) : null
      const books = await booksAfter(visit, changes.bookingIds)
      const refusals = [...(moved && 'refusals' in moved ? moved.refusals : []), ...books.refusals]
      if (refusals.length > 0) throw refused('visit.refused', refusals)
      // what the desk has not laid together yet has to be staged again
      const isStale = moved !== null || books.added.length > 0
      const changed = await queries.updateVisit(visit, {
        bookingIds: [...books.bookingIds],
        ...(isStale ? { status, stagedAt: null } : {}),
        ...(moved && 'slot' in moved ? momentsOf(moved.slot, clock.now()) : {}),
      })
      if (!changed) throw notPossible(visit)
      if (moved && 'slot' in moved) await movePlace(visit, changed, moved.slot.settings.capacity)
      if (books.removed.length > 0) await deps.bookings.leaveVisit(books.removed, visit._id)
      if (books.added.length > 0) await deps.bookings.joinVisit([{ visitId: visit._id, bookingIds: books.added }])
      return changed
    })
  }

  /** The slot that a visit is to be moved to. Both slots are held, in one order for everybody. */
  async function findPlace(visit: VisitRecord, startsAt: Date) {
    const slotId = slotIdOf(visit.pickupPointId, startsAt)
    await holdInThisProcess([slotId, slotIdOf(visit.pickupPointId, visit.startsAt)])
    const [slot] = await listSlotsById([slotId])
    const places = await deps.places.read()
    const point = places.pickupPoint(visit.pickupPointId)
    const { calendar } = places.branch(point.branchId)
    return findSlot({ point, calendar, startsAt, taken: slot?.taken ?? 0, now: clock.now(), zone })
  }

  /** The old place is free in the same transaction that takes the new one. */
  async function movePlace(from: VisitRecord, to: VisitRecord, capacity: number): Promise<void> {
    const { pickupPointId, startsAt } = to
    await takeSlots([{ slotId: slotIdOf(pickupPointId, startsAt), pickupPointId, startsAt, capacity, count: 1 }])
    await leaveSlot(slotIdOf(pickupPointId, from.startsAt))
  }

  async function booksAfter(visit: VisitRecord, wished: readonly string[] | undefined) {
    const bookingIds = wished ?? visit.bookingIds
    if (wished === undefined) return { bookingIds, added: [], removed: [], refusals: [] }
    const found = new Map((await deps.bookings.listById(bookingIds)).map((booking) => [booking._id, booking]))
    const own = ownBookings(found, { readerId: readerOf(visit), bookingIds })
    return {
      bookingIds,
      added: bookingIds.filter((id) => !visit.bookingIds.includes(id)),
      removed: visit.bookingIds.filter((id) => !bookingIds.includes(id)),
      refusals: bookRefusals(own, { pickupPointId: visit.pickupPointId, visitId: visit._id }),
    }
  }

  /** Cancelling what is cancelled answers the same. @throws `visit.not_possible_now` once the reader has arrived */
  function cancel(readerId: string, id: string): Promise<VisitRecord> {
    return transaction(async () => {
      const visit = await getOwn(readerId, id)
      if (visit.status === 'cancelled') return visit
      if (statusAfter(visit.status, 'cancel') === null) throw notPossible(visit)
      return deps.ends.end(visit, 'cancelled')
    })
  }

  /** I have arrived; a second time answers the same. @throws `visit.not_possible_now` once it is over */
  function arrive(readerId: string, id: string): Promise<VisitRecord> {
    return transaction(async () => {
      const visit = await getOwn(readerId, id)
      if (visit.status === 'arrived') return visit
      const status = statusAfter(visit.status, 'arrive')
      if (status === null) throw notPossible(visit)
      const arrived = await queries.updateVisit(visit, { status, arrivedAt: clock.now(), remindAt: null })
      if (!arrived) throw notPossible(visit)
      return arrived
    })
  }

  /** Somebody else's visit does not exist for this reader. */
  async function getOwn(readerId: string, id: string): Promise<VisitRecord> {
    const visit = await queries.findVisit(id)
    if (visit?.readerId !== readerId) throw notFound()
    return visit
  }

  async function list(
    readerId: string,
    page: {
      readonly state?: 'open' | 'closed' | undefined
      readonly limit: number
      readonly cursor?: string | undefined
    },
  ) {
    const found = await queries.listVisitsOfReader(readerId, {
      state: page.state ?? null,
      limit: page.limit + 1,
      before: decodeDatePlace(page.cursor),
    })
    return cutPage(found, page.limit, ({ startsAt, _id }) => encodeDatePlace({ at: startsAt, id: _id }))
  }

  function listOpen(readerId: string): Promise<VisitRecord[]> {
    return queries.listOpenOfReaders([readerId])
  }

  async function statusOf(id: string): Promise<VisitStatus | null> {
    return (await queries.findVisit(id))?.status ?? null
  }

  return {
    statusOf,
    listSlots,
    change,
    cancel,
    arrive,
    getOwn,
    list,
    listOpen,
    listOfReader: queries.listVisitsOfReader,
    history: queries.history,
  }
}

function notPossible(visit: VisitRecord): AppError {
  return new AppError('visit.not_possible_now', { status: visit.status })
}
