import type { BookingAction, BookingStatus } from '../../contract/bookings'
import { AppError } from '../../domain/app-error'
import type { Clock } from '../../infra/clock'
import type { BookingRecord, HistoryEntry } from './bookings.model'
import * as queries from './bookings.queries'
import { isTransition } from './bookings.rules'

/** On whose account something happens. */
export type Actor =
  { readonly by: 'reader' } | { readonly by: 'staff'; readonly account: string } | { readonly by: 'library' }

type Change = Partial<
  Omit<BookingRecord, '_id' | 'readerId' | 'titleId' | 'part' | 'kind' | 'status' | 'history' | 'placedAt'>
>

interface Step {
  readonly action: BookingAction
  readonly to: BookingStatus
  readonly actor: Actor
  readonly change?: Change
}

export type BookingSteps = ReturnType<typeof createBookingSteps>

const isOver = new Set<BookingStatus>(['collected', 'expired', 'cancelled', 'unfilled'])

/** One step of rule B3: the new state and its line in the history, in one conditional write (B10). */
export function createBookingSteps(deps: { readonly clock: Clock }) {
  /** @throws `booking.not_possible_now` when the table does not know the step or the booking has moved on */
  async function take(booking: BookingRecord, step: Step): Promise<BookingRecord> {
    if (!isTransition(booking.status, step.action, step.to)) throw notPossible(booking)
    const at = deps.clock.now()
    const change: Change = { ...step.change, ...(isOver.has(step.to) ? { endedAt: at, claimedBy: null } : {}) }
    const updated = await queries.updateBooking(booking, {
      $set: { ...change, status: step.to },
      $push: { history: historyEntry(step, at) },
    })
    if (!updated) throw notPossible(booking)
    return updated
  }

  return { take }
}

export function historyEntry(step: Step, at: Date): HistoryEntry {
  return {
    action: step.action,
    status: step.to,
    at,
    by: step.actor.by,
    ...(step.actor.by === 'staff' ? { account: step.actor.account } : {}),
    ...(step.change?.pickupPointId === undefined ? {} : { pickupPointId: step.change.pickupPointId }),
    ...(step.change?.suspendedUntil === undefined ? {} : { suspendedUntil: step.change.suspendedUntil }),
  }
}

function notPossible(booking: BookingRecord): AppError {
  return new AppError('booking.not_possible_now', { status: booking.status })
}
