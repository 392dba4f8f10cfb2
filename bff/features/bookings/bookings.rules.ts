import type { BookingAction, BookingKind, BookingStatus, bookingReaderActions } from '../../contract/bookings'
import type { Refusal } from '../../contract/common'
import type { CopyStatus, LoanType } from '../../contract/copies'
import {
  addDays,
  applyClosedDayStrategy,
  dayOf,
  endOfDay,
  openDayFrom,
  type Calendar,
  type ClosedDayStrategy,
  type Day,
} from '../../domain/calendar'
import { canServeLater } from '../copies/copies.rules'

/** Rule B3, the complete table: what an action makes of a status. Several targets: the situation decides. */
const transitions = {
  queued: {
    assign: ['paging'],
    capture_here: ['ready'],
    capture_elsewhere: ['in_transit'],
    cancel: ['cancelled'],
    run_out_of_copies: ['unfilled'],
    suspend: ['queued'],
    resume: ['queued'],
    prioritise: ['queued'],
    change_pickup_point: ['queued'],
  },
  paging: {
    capture_here: ['ready'],
    capture_elsewhere: ['in_transit'],
    not_found: ['paging', 'queued', 'unfilled'],
    cancel: ['cancelled'],
    change_pickup_point: ['paging'],
  },
  in_transit: { capture_here: ['ready'], put_back: ['queued'], cancel: ['cancelled'] },
  ready: {
    collect: ['collected'],
    put_back: ['queued'],
    miss_deadline: ['queued', 'expired'],
    cancel: ['cancelled'],
  },
  collected: {},
  expired: {},
  cancelled: {},
  unfilled: {},
} as const satisfies Record<BookingStatus, Partial<Record<BookingAction, readonly BookingStatus[]>>>

/** Whether the table knows this step. */
export function isTransition(from: BookingStatus, action: BookingAction, to: BookingStatus): boolean {
  const row: Partial<Record<BookingAction, readonly BookingStatus[]>> = transitions[from]
  return row[action]?.includes(to) ?? false
}

/** Collected or ended: nothing more can happen to it. */
export function isOver(status: BookingStatus): boolean {
  return Object.keys(transitions[status]).length === 0
}

type ReaderAction = (typeof bookingReaderActions)[number]

/** What the reader may do now; no screen derives this by itself. */
export function readerActions(booking: {
  readonly status: BookingStatus
  readonly isSuspended: boolean
  /** A ready book of no visit, where a time to come can be chosen (V1). */
  readonly mayPlanVisit: boolean
}): ReaderAction[] {
  const actions: ReaderAction[] = []
  if (booking.status === 'queued') actions.push(booking.isSuspended ? 'resume' : 'suspend')
  if (booking.status === 'queued' || booking.status === 'paging') actions.push('change_pickup_point')
  if (booking.status === 'ready' && booking.mayPlanVisit) actions.push('plan_visit')
  if ('cancel' in transitions[booking.status]) actions.push('cancel')
  return actions
}

/** Rule B8: where in the queue. Staff priority 0 (first) to 9; readers have 5. */
export function sortKeyAt(
  place: { readonly turn: number; readonly priority?: number } | { readonly frontOf: number },
): string {
  if ('frontOf' in place) return `0${String(maxTurn - place.frontOf).padStart(turnDigits, '0')}`
  return `${String(1 + Math.min(Math.max(place.priority ?? 5, 0), 8))}${String(place.turn).padStart(turnDigits, '0')}`
}

/** What a sort key says; the sequence stays when the priority changes. */
export function placeOf(
  sortKey: string,
): { readonly isAtFront: true } | { readonly isAtFront: false; readonly priority: number; readonly turn: number } {
  const first = Number(sortKey.charAt(0))
  return first === 0 ? { isAtFront: true } : { isAtFront: false, priority: first - 1, turn: Number(sortKey.slice(1)) }
}

const turnDigits = 12
const maxTurn = 10 ** turnDigits - 1

export interface CopyChoice {
  readonly _id: string
  readonly branchId: string
  readonly loanType: LoanType
  readonly status: CopyStatus
}

/** Whether this copy may go to this booking at all: it may be lent, and it is the one that was asked for. */
export function canServe(
  booking: { readonly requestedCopyId: string | null },
  copy: Pick<CopyChoice, '_id' | 'loanType'>,
): boolean {
  return (
    copy.loanType !== 'reference_only' && (booking.requestedCopyId === null || booking.requestedCopyId === copy._id)
  )
}

export interface PlacementSituation {
  /** Card, blocks, overdue: whatever the title. */
  readonly readerBlocks: readonly Refusal[]
  readonly openBookings: number
  readonly bookingLimit: number
  readonly hasOpenBooking: boolean
  readonly hasLoan: boolean
  /** The copies that could serve: all of the unit, or the one that is asked for. */
  readonly copies: readonly (CopyChoice & { readonly isOnShelfBookable: boolean })[]
  /** Null while the reader has not chosen yet. */
  readonly pickupPoint: { readonly isClosed: boolean } | null
}

/** B1: a page when a copy on the shelf may be fetched, else a hold. */
export function kindOf(copies: PlacementSituation['copies']): BookingKind {
  return copies.some((copy) => copy.status === 'available' && copy.isOnShelfBookable) ? 'page' : 'hold'
}

/** Every reason why this booking cannot be placed (C1); empty when it can. */
export function refusalsOf(situation: PlacementSituation): Refusal[] {
  const refusals: Refusal[] = [...situation.readerBlocks]
  if (situation.hasOpenBooking)
    refusals.push({ code: 'booking.already_open', details: {}, remedy: 'see_your_bookings' })
  if (situation.hasLoan) refusals.push({ code: 'title.already_on_loan', details: {}, remedy: 'see_your_loans' })
  if (situation.openBookings >= situation.bookingLimit) {
    refusals.push({
      code: 'booking.limit_reached',
      details: { limit: situation.bookingLimit, open: situation.openBookings },
      remedy: 'cancel_a_booking',
    })
  }
  const noCopy = refusalOfCopies(situation.copies)
  if (noCopy) refusals.push(noCopy)
  if (situation.pickupPoint?.isClosed) refusals.push(closedPickupPoint)
  return refusals
}

export const closedPickupPoint: Refusal = {
  code: 'pickup_point.closed',
  details: {},
  remedy: 'choose_another_pickup_point',
}

function refusalOfCopies(copies: PlacementSituation['copies']): Refusal | null {
  if (copies.length > 0 && copies.every((copy) => copy.loanType === 'reference_only')) {
    return { code: 'copy.reference_only', details: {}, remedy: 'read_in_the_library' }
  }
  if (!canServeLater(copies))
    return { code: 'title.not_bookable', details: { reason: 'no_copy' }, remedy: 'suggest_a_purchase' }
  if (kindOf(copies) === 'page') return null
  const isOnlyOnShelf = copies.every((copy) => copy.status === 'available' || !canServeLater([copy]))
  if (isOnlyOnShelf)
    return { code: 'title.not_bookable', details: { reason: 'take_it_from_the_shelf' }, remedy: 'read_in_the_library' }
  return null
}

interface DeadlineSituation {
  readonly arrivedAt: Date
  readonly pickupDays: number
  readonly neededBy: Day | null
  readonly calendar: Calendar
  readonly strategy: ClosedDayStrategy
  readonly zone: string
}

/**
 * Rule B15: arrival + the pickup point's period → closed-day strategy → the end of that day; an earlier wish of the
 * reader wins. Never a day before the arrival: then the next open day.
 */
export function pickupDeadline(situation: DeadlineSituation): Date {
  const arrival = dayOf(situation.arrivedAt, situation.zone)
  const plain = addDays(arrival, situation.pickupDays)
  const moved = applyClosedDayStrategy(situation.calendar, plain, situation.strategy)
  const last = moved < arrival ? applyClosedDayStrategy(situation.calendar, plain, 'next_open_day') : moved
  const wish = situation.neededBy
  const wished = wish !== null && wish < last ? (wish < arrival ? arrival : wish) : last
  return endOfDay(wished, situation.zone)
}

/** How far ahead a pickup point must open again to be worth choosing. */
const closedHorizonDays = 30

export function isClosedForPickup(calendar: Calendar, today: Day): boolean {
  const open = openDayFrom(calendar, today)
  return open === null || open > addDays(today, closedHorizonDays)
}
