import type { BookingKind } from '../../contract/bookings'
import { AppError, notFound, refused } from '../../domain/app-error'
import { dayOf, type Day } from '../../domain/calendar'
import type { Clock } from '../../infra/clock'
import { cutPage, decodeDatePlace, encodeDatePlace } from '../../infra/cursor'
import { newId } from '../../infra/ids'
import { enterLane, type Unit } from '../../infra/lanes'
import { isDuplicateKey } from '../../infra/mongo'
import { transaction } from '../../infra/transaction'
import type { CopiesService } from '../copies/copies.service'
import type { PlacesService } from '../places/places.service'
import type { ReadersService } from '../readers/readers.service'
import type { TitlesService } from '../titles/titles.service'
import type { BookingRecord } from './bookings.model'
import * as queries from './bookings.queries'
import { isClosedForPickup, kindOf, refusalsOf, sortKeyAt, closedPickupPoint } from './bookings.rules'
import type { Outlook } from './booking-outlook.service'
import { shelfOf, unitOf, type QueueService } from './booking-queue.service'
import { historyEntry, type BookingSteps } from './booking-steps.service'

interface Deps {
  readonly clock: Clock
  readonly zone: string
  readonly steps: BookingSteps
  readonly queue: QueueService
  readonly outlook: Outlook
  readonly copies: CopiesService
  readonly places: PlacesService
  readonly readers: ReadersService
  readonly titles: TitlesService
}

export interface Placement {
  readonly readerId: string
  readonly titleId: string
  readonly part?: string | undefined
  readonly copyId?: string | undefined
  readonly pickupPointId: string
  readonly neededBy?: Day | undefined
  readonly expectedKind?: BookingKind | undefined
}

export type BookingsService = ReturnType<typeof createBookingsService>

/**
 * A reader's bookings. One tap places one: the copy on the shelf is assigned or the place in the queue is taken in the
 * same transaction that stores the answer, so nothing is oversold and nothing is booked twice, whatever runs beside it.
 */
export function createBookingsService(deps: Deps) {
  const { clock, zone, steps, queue } = deps
  const byReader = { by: 'reader' } as const

  /** @throws `booking.refused` with every reason; `booking.kind_changed` when the last copy has just gone */
  function place(wish: Placement): Promise<BookingRecord> {
    return transaction(async () => {
      const title = await deps.titles.get(wish.titleId)
      const unit = knownUnit(title.parts, wish)
      const turn = await enterLane(unit)
      const reader = await deps.readers.enter(wish.readerId)
      const situation = await deps.outlook.situationOf({ reader, unit, copyId: wish.copyId ?? null })
      const places = await deps.places.read()
      const point = places.pickupPoints.find(({ _id }) => _id === wish.pickupPointId)
      if (!point) throw invalid('body.pickupPointId', 'no such pickup point')
      const today = dayOf(clock.now(), zone)
      if (wish.neededBy !== undefined && wish.neededBy < today) throw invalid('body.neededBy', 'lies in the past')
      const isClosed = isClosedForPickup(places.branch(point.branchId).calendar, today)
      const refusals = refusalsOf({ ...situation, pickupPoint: { isClosed } })
      if (refusals.length > 0) throw refused('booking.refused', refusals)
      const kind = kindOf(situation.copies)
      if (wish.expectedKind !== undefined && wish.expectedKind !== kind)
        throw new AppError('booking.kind_changed', { kind })
      return insert({ wish, unit, turn, kind, situation })
    })
  }

  async function insert(at: {
    readonly wish: Placement
    readonly unit: Unit
    readonly turn: number
    readonly kind: BookingKind
    readonly situation: Awaited<ReturnType<Outlook['situationOf']>>
  }): Promise<BookingRecord> {
    const { wish, unit, kind } = at
    const now = clock.now()
    const promised = kind === 'page' ? await deps.outlook.bestPage(at.situation, wish.pickupPointId) : null
    const copy = promised ? await deps.copies.move(promised.copy, 'paged') : null
    const actor = byReader
    const booking: BookingRecord = {
      _id: newId(),
      readerId: wish.readerId,
      ...unit,
      requestedCopyId: wish.copyId ?? null,
      kind,
      status: copy ? 'paging' : 'queued',
      sortKey: sortKeyAt({ turn: at.turn }),
      isSuspended: false,
      suspendedUntil: null,
      pickupPointId: wish.pickupPointId,
      copyId: copy?._id ?? null,
      shelf: copy ? shelfOf(copy) : null,
      claimedBy: null,
      neededBy: wish.neededBy ?? null,
      readyBy: promised?.readyBy ?? null,
      expectedWaitDays: copy ? null : await deps.outlook.waitOf(unit, at.situation.copies.length),
      placedAt: now,
      readyAt: null,
      pickupDeadline: null,
      misses: 0,
      visitId: null,
      endedAt: null,
      history: [historyEntry({ action: 'place', to: copy ? 'paging' : 'queued', actor }, now)],
    }
    try {
      await queries.insertBooking(booking)
    } catch (error) {
      if (!isDuplicateKey(error)) throw error
      throw refused('booking.refused', [{ code: 'booking.already_open', details: {}, remedy: 'see_your_bookings' }])
    }
    return booking
  }

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

  return { place, cancel, suspend, resume, changePickupPoint, getOwn, list, listOpenOfReader: queries.listOpenOfReader }
}

/** The unit that is meant (B1): a multi-part title is booked part by part. */
export function knownUnit(
  parts: readonly string[],
  wish: { readonly titleId: string; readonly part?: string | undefined },
): Unit {
  const part = wish.part ?? null
  if (part === null ? parts.length > 0 : !parts.includes(part))
    throw invalid('part', 'choose one of the parts of this title')
  return { titleId: wish.titleId, part }
}

function invalid(path: string, message: string): AppError {
  return new AppError('request.invalid', { problems: [{ path, message }] })
}
