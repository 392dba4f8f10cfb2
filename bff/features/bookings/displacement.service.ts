import type { BookingRecord } from './bookings.model'
import { sortKeyAt } from './bookings.rules'
import { uncaptured, type QueueService } from './booking-queue.service'
import type { Actor, BookingSteps } from './booking-steps.service'

interface Deps {
  readonly steps: BookingSteps
  readonly queue: QueueService
}

export type Displacement = ReturnType<typeof createDisplacement>

/**
 * A librarian has lent somebody else the copy that a booking had (C1): the booking goes to the front of its queue and
 * gets the next copy on the shelf. Whoever calls has entered the lane; `turn` is its turn.
 */
export function createDisplacement({ steps, queue }: Deps) {
  return async function displace(booking: BookingRecord, actor: Actor, turn: number): Promise<void> {
    // a fetched copy is not on the shelf when it is looked for (B13); one that has arrived is put back (B3)
    const action = booking.status === 'paging' ? ('not_found' as const) : ('put_back' as const)
    const change = { ...uncaptured, sortKey: sortKeyAt({ frontOf: turn }) }
    await queue.serveFromShelf(await steps.take(booking, { action, to: 'queued', actor, change }))
  }
}
