import type { UpdateQuery } from 'mongoose'
import type { BookingAction, BookingStatus } from '../../contract/bookings'
import { AppError } from '../../domain/app-error'
import type { Clock } from '../../infra/clock'
import type { RecallsService } from '../loans/recalls.service'
import type { BookingRecord, HistoryEntry } from './bookings.model'
import * as queries from './bookings.queries'
import { isOver, isTransition } from './bookings.rules'

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
  /** Somebody else came for it, with a delegated pass (P3). */
  readonly byDelegate?: boolean
  /** Why, in the librarian's words; for staff only. */
  readonly reason?: string
}

interface Deps {
  readonly clock: Clock
  /** A book that lay ready for a visit is no longer there (V2). */
  readonly leaveVisit: (booking: { readonly _id: string; readonly visitId: string }, to: BookingStatus) => Promise<void>
  readonly recalls: RecallsService
}

export type BookingSteps = ReturnType<typeof createBookingSteps>

/** One step of rule B3: the new state and its line in the history, in one conditional write (B10). */
export function createBookingSteps(deps: Deps) {
  /** @throws `booking.not_possible_now` when the table does not know the step or the booking has moved on */
  async function take(booking: BookingRecord, step: Step): Promise<BookingRecord> {
    const updated = await queries.updateBooking(booking, updateOf(booking, step))
    if (!updated) throw notPossible(booking)
    await follow(booking, updated)
    return updated
  }

  /** Many steps in one write, all or none of them. @throws `booking.not_possible_now` like `take` */
  async function takeAll(steps: readonly { readonly booking: BookingRecord; readonly step: Step }[]): Promise<void> {
    const updates = steps.map(({ booking, step }) => ({ seen: booking, change: updateOf(booking, step) }))
    const count = await queries.updateBookings(updates)
    if (count !== steps.length) throw new AppError('booking.not_possible_now')
    for (const { booking, step } of steps) {
      await follow(booking, { status: step.to, isSuspended: step.change?.isSuspended ?? booking.isSuspended })
    }
  }

  function updateOf(booking: BookingRecord, step: Step): UpdateQuery<BookingRecord> {
    if (!isTransition(booking.status, step.action, step.to)) throw notPossible(booking)
    const at = deps.clock.now()
    const change: Change = {
      ...step.change,
      ...(isOver(step.to) ? { endedAt: at, claimedBy: null } : {}),
      // the visit in which it was collected stays on record
      ...(booking.visitId !== null && step.to !== 'collected' ? { visitId: null } : {}),
    }
    return { $set: { ...change, status: step.to }, $push: { history: historyEntry(step, at) } }
  }

  /** What a step brings about beyond the booking itself. */
  async function follow(before: BookingRecord, after: Pick<BookingRecord, 'status' | 'isSuspended'>): Promise<void> {
    const { _id, visitId } = before
    if (visitId !== null) await deps.leaveVisit({ _id, visitId }, after.status)
    // who leaves the queue may be the last for whom a loan was recalled (L3)
    if (isWaiting(before) && !isWaiting(after)) await deps.recalls.liftUnwanted(before)
  }

  return { take, takeAll }
}

export function historyEntry(step: Step, at: Date): HistoryEntry {
  return {
    action: step.action,
    status: step.to,
    at,
    by: step.actor.by,
    ...(step.actor.by === 'staff' ? { account: step.actor.account } : {}),
    ...(step.reason === undefined ? {} : { reason: step.reason }),
    ...(step.change?.pickupPointId === undefined ? {} : { pickupPointId: step.change.pickupPointId }),
    ...(step.change?.suspendedUntil === undefined ? {} : { suspendedUntil: step.change.suspendedUntil }),
    ...(step.byDelegate === true ? { byDelegate: true } : {}),
  }
}

function isWaiting({ status, isSuspended }: Pick<BookingRecord, 'status' | 'isSuspended'>): boolean {
  return status === 'queued' && !isSuspended
}

function notPossible(booking: BookingRecord): AppError {
  return new AppError('booking.not_possible_now', { status: booking.status })
}
