import { addDays } from '../domain/calendar'
import type { Day } from '../domain/calendar'
import { lendCopy, lendReturned, longAgo } from './lending'
import { arrived, deadline, openDayAgo, pointOf, somePoint } from './pages'
import type { Stage } from './pages'
import type { PlannedBooking } from './bookings'
import { someTime } from './moment'
import type { Moment } from './moment'
import type { PlannedCopy } from './copies'
import { pickupPoints } from './places'

/** A title everybody wants: nothing on the shelf, and a line of people. */
export interface QueueFacts {
  readonly title: string
  readonly part?: string
  /** Unsuspended bookings that wait. */
  readonly length: number
  /** Copies that came back and lie on a pickup shelf for those who waited longest. */
  readonly ready?: number
  /** A featured reader and the place in the line. */
  readonly featured?: { readonly account: string; readonly position: number; readonly pickupPointId: string }
  /** People in the line who have suspended their booking (B11): they have no position. */
  readonly suspended?: number
  /** Put back by staff: first in the line although placed last. */
  readonly hasOneAtFront?: boolean
  /** A featured reader whose loan was recalled when the last in the line joined (L3). */
  readonly recalled?: string
}

/** Empties the shelf and forms the line, longest wait first. */
export function formQueue(stage: Stage, facts: QueueFacts): void {
  const { ledger, random } = stage
  const shelf = ledger.onShelf(facts.title, facts.part).toSorted((a, b) => shortFirst(a) - shortFirst(b))
  const ready = facts.ready ?? 0
  if (shelf.length <= ready) throw new Error(`too few copies for a queue: ${facts.title}`)
  const people = facts.length + (facts.suspended ?? 0)
  const oldest = people + ready + 4
  shelf.slice(0, ready).forEach((copy, index) => holdReady(stage, copy, oldest - index))
  lendBefore(stage, shelf)
  for (const [index, copy] of shelf.slice(ready).entries()) {
    if (copy.loanType === 'short') throw new Error(`a short loan would have come back by now: ${facts.title}`)
    if (index === 0 && facts.recalled !== undefined) {
      const recalledAt = { day: addDays(stage.today, -1), time: '22:10' }
      lendCopy(stage, { account: facts.recalled, copy, daysAgo: oldest + 12, recalledAt })
    } else lendCopy(stage, { account: borrower(stage, facts.title), copy, daysAgo: random.between(oldest + 1, 52) })
  }
  const suspendedPlaces = new Set(Array.from({ length: facts.suspended ?? 0 }, (_, index) => 1 + 2 * index))
  for (let place = 0; place < people; place++) {
    const placedAt = { day: addDays(stage.today, -Math.max(1, people - place)), time: timeInLine(stage, place) }
    const until = suspendedPlaces.has(place) ? addDays(stage.today, 10 + place) : undefined
    const featured = facts.featured?.position === place + 1 ? facts.featured : undefined
    waitInLine(stage, {
      facts,
      placedAt,
      account: featured?.account ?? ledger.someone(facts.title, 'booking').account,
      pickupPointId: featured?.pickupPointId ?? random.pick(pickupPoints).id,
      suspendedUntil: until,
      isAtFront: facts.hasOneAtFront === true && place === people - 1,
    })
  }
}

/** They were lent before, too: that is how long one may expect to wait (B17). */
function lendBefore(stage: Stage, copies: readonly PlannedCopy[]): void {
  for (const copy of copies) {
    const account = stage.ledger.someone(copy.title, 'loan', true).account
    lendReturned(stage, { account, copy, daysAgo: longAgo + stage.random.between(0, 20) })
  }
}

/** A short loan is back within days, so it is such a copy that lies ready for those who waited. */
function shortFirst(copy: PlannedCopy): number {
  return copy.loanType === 'short' ? 0 : 1
}

/** Somebody whose loan lasts eight weeks: it began before the line did, and nobody renewed past it. */
function borrower(stage: Stage, title: string): string {
  for (;;) {
    const reader = stage.ledger.someone(title, 'loan')
    if (reader.category !== 'external') return reader.account
  }
}

function timeInLine(stage: Stage, place: number): string {
  return someTime(stage.random, 8 + (place % 3) * 4, 12 + (place % 3) * 4)
}

function waitInLine(
  stage: Stage,
  place: {
    readonly facts: QueueFacts
    readonly placedAt: Moment
    readonly account: string
    readonly pickupPointId: string
    readonly suspendedUntil: Day | undefined
    readonly isAtFront: boolean
  },
): PlannedBooking {
  const { facts, placedAt, suspendedUntil } = place
  const suspension =
    suspendedUntil === undefined
      ? []
      : [{ action: 'suspend', status: 'queued', at: placedAt, by: 'reader', suspendedUntil } as const]
  const detour = place.isAtFront ? detourOfFront(stage, place.pickupPointId, placedAt) : []
  return stage.ledger.book(
    {
      account: place.account,
      title: facts.title,
      ...(facts.part === undefined ? {} : { part: facts.part }),
      kind: 'hold',
      status: 'queued',
      pickupPointId: place.pickupPointId,
      placedAt,
      ...(suspendedUntil === undefined ? {} : { suspendedUntil }),
      missedDeadlines: 0,
      history: [{ action: 'place', status: 'queued', at: placedAt, by: 'reader' }, ...detour, ...suspension],
    },
    { isAtFront: place.isAtFront },
  )
}

/** Was ready and found damaged at the desk: back into the line, at its front (B3). */
function detourOfFront(stage: Stage, pickupPointId: string, placedAt: Moment) {
  const { branchId } = pointOf(pickupPointId)
  const day = openDayAgo(stage, branchId, 1)
  if (day < placedAt.day) return []
  return [
    arrived({ day, time: '20:10' }),
    { action: 'put_back', status: 'queued', at: { day, time: '20:40' }, by: 'staff' } as const,
  ]
}

/** Waited, and the copy that came back lies at the pickup point. */
function holdReady(stage: Stage, copy: PlannedCopy, placedDaysAgo: number): void {
  const { ledger, random } = stage
  const point = somePoint(stage, copy)
  const placedAt = { day: addDays(stage.today, -placedDaysAgo), time: someTime(random, 9, 22) }
  const arrivedAt = { day: openDayAgo(stage, point.branchId, 1), time: someTime(random, 10, 17) }
  ledger.book({
    account: ledger.someone(copy.title, 'booking').account,
    title: copy.title,
    ...(copy.part === undefined ? {} : { part: copy.part }),
    kind: 'hold',
    status: 'ready',
    pickupPointId: point.id,
    barcode: copy.barcode,
    placedAt,
    pickupDeadlineOn: deadline(stage, point, arrivedAt.day),
    missedDeadlines: 0,
    history: [{ action: 'place', status: 'queued', at: placedAt, by: 'reader' }, arrived(arrivedAt)],
  })
}
