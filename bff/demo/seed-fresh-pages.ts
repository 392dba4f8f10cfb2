import type { BookingRecord } from '../features/bookings/bookings.model'
import { readyByOf } from '../features/bookings/booking-promise.rules'
import { transitDaysBetween } from '../features/rules/rules.rules'
import type { PlannedBooking } from './bookings'
import type { PlannedCopy } from './copies'
import type { Seeding } from './seed-context'

const minuteMs = 60_000
/** Longer ago than a librarian has been walking, shorter than a round takes: whatever was promised lies ahead. */
const newestMinutes = 15
const oldestMinutes = 55

/**
 * What the paging list holds was booked within the last hour, at whatever hour the library is started: the plan knows
 * the day only, and what it placed the evening before would have been promised for this morning (B17).
 */
export function placedJustNow(
  seeding: Seeding,
  booking: PlannedBooking,
  copy: PlannedCopy,
): Pick<BookingRecord, 'placedAt' | 'readyBy' | 'history'> {
  const { plan, now, zone } = seeding
  const minutesAgo = newestMinutes + (booking.queueKey.sequence % (oldestMinutes - newestMinutes))
  const placedAt = new Date(now.getTime() - minutesAgo * minuteMs)
  const branchOf = (id: string) => plan.branches.find((branch) => branch.id === id)
  const point = plan.pickupPoints.find(({ id }) => id === booking.pickupPointId)
  const owner = branchOf(copy.branchId)
  const place = branchOf(point?.branchId ?? '')
  if (!owner || !place) throw new Error(`a booking for an unknown place: ${booking.id}`)
  const readyBy = readyByOf({
    ...{ now: placedAt, zone, owner },
    pickupCalendar: place.calendar,
    transitDays: transitDaysBetween(plan.rules, owner.id, place.id),
    pagingRoundMinutes: plan.rules.pagingRoundMinutes,
  })
  return { placedAt, readyBy, history: [{ action: 'place', status: 'paging', at: placedAt, by: 'reader' }] }
}
