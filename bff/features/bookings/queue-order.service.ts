import { AppError, notFound } from '../../domain/app-error'
import { cutPage, decodeCursor, encodeCursor } from '../../infra/cursor'
import { enterLane, type Unit } from '../../infra/lanes'
import { transaction } from '../../infra/transaction'
import { unitOf } from './booking-queue.service'
import type { BookingSteps } from './booking-steps.service'
import type { BookingRecord } from './bookings.model'
import * as queries from './bookings.queries'
import { placeOf, sortKeyAt } from './bookings.rules'

interface Wish {
  readonly bookingId: string
  readonly priority: number
  readonly reason: string
  /** The account of the librarian. */
  readonly account: string
}

export type QueueOrder = ReturnType<typeof createQueueOrder>

/** The order of a queue as staff see and change it (B8). */
export function createQueueOrder({ steps }: { readonly steps: BookingSteps }) {
  async function list(unit: Unit, page: { readonly limit: number; readonly cursor?: string | undefined }) {
    const after = page.cursor === undefined ? null : String(decodeCursor(page.cursor, 1)[0])
    const found = await queries.listQueuedAfter(unit, { after, limit: page.limit + 1 })
    return {
      ...cutPage(found, page.limit, ({ sortKey }) => encodeCursor([sortKey])),
      total: await queries.countQueued(unit),
    }
  }

  /**
   * Keeps the sequence of the booking, so that those of one priority stay in the order in which they came. The same
   * priority again changes nothing (D2).
   * @throws `booking.not_possible_now` unless it waits in the queue; one at the front comes before every priority
   */
  function prioritise({ bookingId, priority, reason, account }: Wish): Promise<BookingRecord> {
    return transaction(async () => {
      const seen = await queries.findBooking(bookingId)
      if (!seen) throw notFound()
      await enterLane(unitOf(seen))
      const booking = (await queries.findBooking(bookingId)) ?? seen
      const place = placeOf(booking.sortKey)
      if (booking.status !== 'queued' || place.isAtFront)
        throw new AppError('booking.not_possible_now', { status: booking.status })
      if (place.priority === priority) return booking
      return steps.take(booking, {
        action: 'prioritise',
        to: 'queued',
        actor: { by: 'staff', account },
        reason,
        change: { sortKey: sortKeyAt({ turn: place.turn, priority }) },
      })
    })
  }

  return { list, prioritise }
}
