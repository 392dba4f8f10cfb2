import { addDays } from '../domain/calendar'
import { readersOf } from '../domain/of-reader'
import type { Day } from '../domain/calendar'
import type { BookingRecord } from '../features/bookings/bookings.model'
import type { VisitSettings } from '../features/places/places.model'
import { gridOn } from '../features/visits/slot-grid.rules'
import type { SlotTime } from '../features/visits/slot-grid.rules'
import type { SlotRecord } from '../features/visits/slots.model'
import { openVisitStatuses } from '../features/visits/visits.model'
import type { VisitRecord } from '../features/visits/visits.model'
import { momentsOf, slotIdOf } from '../features/visits/visits.rules'
import type { PickupPoint } from './places'
import type { Seeding } from './seed-context'
import { demoId } from './seed-ids'

interface SeededVisits {
  readonly visits: readonly VisitRecord[]
  readonly slots: readonly SlotRecord[]
  /** All bookings; those of a visit name it (V2). */
  readonly bookings: readonly BookingRecord[]
}

/** At every desk one reader stands there, one bag lies ready, and others are expected: today, as long as it is open. */
export function planVisits(seeding: Seeding, bookings: readonly BookingRecord[]): SeededVisits {
  const visits = seeding.plan.pickupPoints.flatMap((point) =>
    point.visits ? visitsAt(seeding, { point, settings: point.visits, bookings }) : [],
  )
  const visitOf = new Map(visits.flatMap(({ _id, bookingIds }) => bookingIds.map((id) => [id, _id] as const)))
  return {
    visits,
    slots: slotsOf(seeding, visits),
    bookings: bookings.map((booking) => ({ ...booking, visitId: visitOf.get(booking._id) ?? null })),
  }
}

interface Desk {
  readonly point: PickupPoint
  readonly settings: VisitSettings
  readonly bookings: readonly BookingRecord[]
}

function visitsAt(seeding: Seeding, desk: Desk): VisitRecord[] {
  const times = nextSlots(seeding, desk)
  // the featured readers plan their own
  const featured = new Set(
    seeding.plan.readers.filter(({ note }) => note !== undefined).map(({ account }) => demoId('reader', account)),
  )
  const ready = desk.bookings.filter(
    ({ status, pickupPointId }) => status === 'ready' && pickupPointId === desk.point.id,
  )
  const readerIds = [...new Set(readersOf(ready))].filter((id) => !featured.has(id))
  return readerIds.flatMap((readerId, index) => {
    const slot = times[Math.floor(index / 2)]
    const bookingIds = ready.filter((booking) => booking.readerId === readerId).map(({ _id }) => _id)
    return slot ? [visitRecord(seeding, { desk, slot, readerId, bookingIds, index })] : []
  })
}

/** The slots that begin from now on, on the next day that has any. */
function nextSlots({ plan, now, zone }: Seeding, { point, settings }: Desk): SlotTime[] {
  const branch = plan.branches.find(({ id }) => id === point.branchId)
  if (!branch) throw new Error(`a pickup point of no branch: ${point.id}`)
  const { calendar } = branch
  const on = (day: Day) => gridOn({ calendar, settings, zone }, day).filter(({ startsAt }) => startsAt > now)
  for (let days = 0; days <= settings.daysAhead; days++) {
    const slots = on(addDays(plan.today, days))
    if (slots.length > 0) return slots
  }
  return []
}

function visitRecord(
  { now }: Seeding,
  of: {
    readonly desk: Desk
    readonly slot: SlotTime
    readonly readerId: string
    readonly bookingIds: readonly string[]
    readonly index: number
  },
): VisitRecord {
  const { desk, slot, readerId, index } = of
  const minutesAgo = (minutes: number) => new Date(now.getTime() - minutes * 60_000)
  const status = openVisitStatuses[2 - index] ?? 'booked'
  return {
    _id: demoId('visit', `${desk.point.id} ${readerId}`),
    readerId,
    pickupPointId: desk.point.id,
    status,
    bookingIds: [...of.bookingIds],
    collectedIds: [],
    placedAt: minutesAgo(120),
    stagedAt: status === 'staged' ? minutesAgo(20) : null,
    arrivedAt: status === 'arrived' ? minutesAgo(3) : null,
    endedAt: null,
    ...momentsOf({ ...slot, settings: desk.settings }, now),
  }
}

function slotsOf({ plan }: Seeding, visits: readonly VisitRecord[]): SlotRecord[] {
  const slots = new Map<string, SlotRecord>()
  for (const { pickupPointId, startsAt } of visits) {
    const _id = slotIdOf(pickupPointId, startsAt)
    const capacity = plan.pickupPoints.find(({ id }) => id === pickupPointId)?.visits?.capacity ?? 0
    slots.set(_id, { _id, pickupPointId, startsAt, capacity, taken: (slots.get(_id)?.taken ?? 0) + 1 })
  }
  return [...slots.values()]
}
