import type { CopyRecord } from '../copies/copies.model'
import type { BookingReads } from './booking-reads.service'
import { uncaptured, type QueueService } from './booking-queue.service'
import type { Actor, BookingSteps } from './booking-steps.service'
import type { BookingRecord } from './bookings.model'
import { sortKeyAt } from './bookings.rules'

interface Deps {
  readonly steps: BookingSteps
  readonly queue: QueueService
  readonly bookings: BookingReads
}

interface Lent {
  readonly copy: CopyRecord
  readonly readerId: string
  /** The booking that had this copy. */
  readonly captured: BookingRecord | null
  readonly actor: Actor
  /** Of the lane, which whoever calls has entered. */
  readonly turn: number
}

export type BookingsOnLending = ReturnType<typeof createBookingsOnLending>

/** What becomes of bookings when a reader walks away with a copy. */
export function createBookingsOnLending({ steps, queue, bookings }: Deps) {
  return async function onLending({ copy, readerId, captured, actor, turn }: Lent): Promise<void> {
    if (captured?.readerId === readerId && captured.status === 'ready') {
      await steps.take(captured, { action: 'collect', to: 'collected', actor })
      return
    }
    if (captured && captured.readerId !== readerId) await displace(captured, actor, turn)
    await endOpenBookingOf(copy, readerId)
  }

  /** C1: a librarian gave its copy to somebody else: to the front of the queue, and the next copy on the shelf for it. */
  async function displace(booking: BookingRecord, actor: Actor, turn: number): Promise<void> {
    // a fetched copy is not on the shelf when it is looked for (B13); one that has arrived is put back (B3)
    const action = booking.status === 'paging' ? ('not_found' as const) : ('put_back' as const)
    const change = { ...uncaptured, sortKey: sortKeyAt({ frontOf: turn }) }
    const queued = await steps.take(booking, { action, to: 'queued', actor, change })
    // whoever was told that it is ready must not come in vain
    if (booking.status === 'ready') await queue.tell(queued, 'booking_put_back', {})
    await queue.serveFromShelf(queued)
  }

  /** B4: a reader who has the book in hand does not go on waiting for it; a copy that was fetched is for the next. */
  async function endOpenBookingOf(of: CopyRecord, readerId: string): Promise<void> {
    const open = await bookings.listOpenOfReader(readerId)
    const same = open.find(({ titleId, part }) => titleId === of.titleId && part === of.part)
    if (!same) return
    const cancelled = await steps.take(same, { action: 'cancel', to: 'cancelled', actor: { by: 'library' } })
    await queue.releaseCopy(same)
    await queue.tell(cancelled, 'booking_cancelled', {})
  }
}
