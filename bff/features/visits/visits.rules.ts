import type { Refusal } from '../../contract/common'
import type { VisitReaderAction, VisitStatus } from '../../contract/visits'
import type { Calendar } from '../../domain/calendar'
import type { BookingRecord } from '../bookings/bookings.model'
import type { PickupPointRecord, VisitSettings } from '../places/places.model'
import { slotAt, type SlotTime } from './slot-grid.rules'

type VisitAction = VisitReaderAction | 'stage' | 'complete' | 'miss' | 'come_to_nothing'

/** Rule V2, the complete table. A change that the desk has not seen takes the staging back. */
const transitions = {
  booked: {
    change: 'booked',
    cancel: 'cancelled',
    arrive: 'arrived',
    stage: 'staged',
    complete: 'completed',
    miss: 'missed',
    come_to_nothing: 'cancelled',
  },
  staged: {
    change: 'booked',
    cancel: 'cancelled',
    arrive: 'arrived',
    complete: 'completed',
    miss: 'missed',
    come_to_nothing: 'cancelled',
  },
  // staged after the reader has come: the status stays
  arrived: { stage: 'arrived', complete: 'completed', come_to_nothing: 'cancelled' },
  completed: {},
  cancelled: {},
  missed: {},
} as const satisfies Record<VisitStatus, Partial<Record<VisitAction, VisitStatus>>>

/** What an action makes of a visit; null where the table does not know the step. */
export function statusAfter(status: VisitStatus, action: VisitAction): VisitStatus | null {
  const row: Partial<Record<VisitAction, VisitStatus>> = transitions[status]
  return row[action] ?? null
}

/** What the reader may do now; no screen derives this by itself. */
export function visitReaderActionsOf(status: VisitStatus): VisitReaderAction[] {
  return (['change', 'cancel', 'arrive'] as const).filter((action) => statusAfter(status, action) !== null)
}

/** What the desk may do: books that lie together already are not staged again. */
export function visitDeskActionsOf(visit: { readonly status: VisitStatus; readonly stagedAt: Date | null }): 'stage'[] {
  return statusAfter(visit.status, 'stage') !== null && visit.stagedAt === null ? ['stage'] : []
}

interface SlotWish {
  readonly point: Pick<PickupPointRecord, 'visits'>
  readonly calendar: Calendar
  readonly startsAt: Date
  readonly taken: number
  readonly now: Date
  readonly zone: string
}

export interface FoundSlot extends SlotTime {
  readonly settings: VisitSettings
}

/** V1: the slot that is wished for, or every reason why it cannot be had. */
export function findSlot(wish: SlotWish): { readonly slot: FoundSlot } | { readonly refusals: Refusal[] } {
  const settings = wish.point.visits
  if (!settings) return { refusals: [closed] }
  const found = slotAt({ calendar: wish.calendar, settings, zone: wish.zone }, wish.startsAt, wish.now)
  if ('refused' in found)
    return { refusals: found.refused.map((code) => ({ code, details: {}, remedy: remedies[code] })) }
  if (wish.taken >= settings.capacity) {
    const details = { capacity: settings.capacity, taken: wish.taken }
    return { refusals: [{ code: 'slot.full', details, remedy: 'choose_another_time' }] }
  }
  return { slot: { ...found.slot, settings } }
}

const remedies = {
  'pickup_point.closed': 'choose_another_time',
  'slot.not_on_grid': 'choose_another_time',
  'slot.too_soon': 'choose_another_time',
} as const

const closed: Refusal = { code: 'pickup_point.closed', details: { reason: 'takes_no_visits' }, remedy: 'ask_the_desk' }

export const alreadyOpen: Refusal = { code: 'visit.already_open', details: {}, remedy: 'see_your_visit' }

/** V1: a pickup point that asks for a visit hands nothing over without one. */
export const visitRequired: Refusal = { code: 'visit.required', details: {}, remedy: 'plan_a_visit' }

/** V2: only what lies ready there for this reader, and in no other visit. */
export function bookRefusals(
  bookings: readonly Pick<BookingRecord, '_id' | 'status' | 'pickupPointId' | 'visitId'>[],
  visit: { readonly pickupPointId: string; readonly visitId: string | null },
): Refusal[] {
  return bookings
    .filter(
      (booking) =>
        booking.status !== 'ready' ||
        booking.pickupPointId !== visit.pickupPointId ||
        (booking.visitId !== null && booking.visitId !== visit.visitId),
    )
    .map((booking) => ({
      code: 'booking.not_ready_here',
      details: { bookingId: booking._id, status: booking.status },
      remedy: 'see_your_bookings',
    }))
}

/** The moments that are stored with a visit. Who books within the time of the reminder needs none. */
export function momentsOf(slot: FoundSlot, now: Date) {
  const remindAt = new Date(slot.startsAt.getTime() - slot.settings.reminderMinutes * 60_000)
  return {
    startsAt: slot.startsAt,
    endsAt: slot.endsAt,
    remindAt: remindAt > now ? remindAt : null,
    missedFrom: new Date(slot.endsAt.getTime() + slot.settings.graceMinutes * 60_000),
  }
}

export function slotIdOf(pickupPointId: string, startsAt: Date): string {
  return `${pickupPointId} ${startsAt.toISOString()}`
}
