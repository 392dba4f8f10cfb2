import type { BookingStatus } from '../contract/bookings'
import type { CopyStatus } from '../contract/copies'
import { addDays, dayOf, openDayUntil } from '../domain/calendar'
import type { Day } from '../domain/calendar'
import { pickupDeadline } from '../features/bookings/bookings.rules'
import { readyByOf } from '../features/bookings/booking-promise.rules'
import type { CirculationRules } from '../features/rules/circulation.rules'
import { transitDaysBetween } from '../features/rules/rules.rules'
import type { HistoryEntry, PlannedBooking } from './bookings'
import type { PlannedCopy } from './copies'
import type { Ledger } from './ledger'
import { instantOf, momentOf, plusMinutes, someTime, timeZone } from './moment'
import type { Moment } from './moment'
import { pickupPoints } from './places'
import type { Branch, PickupPoint } from './places'
import type { Random } from './random'

/** What the chapters of the story share. */
export interface Stage {
  readonly today: Day
  readonly random: Random
  readonly ledger: Ledger
  readonly rules: CirculationRules
  readonly branches: ReadonlyMap<string, Branch>
}

interface PageRequest {
  readonly account: string
  readonly copy: PlannedCopy
  readonly point: PickupPoint
}

type BookingFacts = Omit<PlannedBooking, 'id' | 'queueKey'>

export function pointOf(id: string): PickupPoint {
  const point = pickupPoints.find((candidate) => candidate.id === id)
  if (!point) throw new Error(`unknown pickup point: ${id}`)
  return point
}

export function branchOf(stage: Stage, id: string): Branch {
  const branch = stage.branches.get(id)
  if (!branch) throw new Error(`unknown branch: ${id}`)
  return branch
}

/** The last day at least `days` ago on which the branch was open. */
export function openDayAgo(stage: Stage, branchId: string, days: number): Day {
  const day = addDays(stage.today, -days)
  return openDayUntil(branchOf(stage, branchId).calendar, day) ?? day
}

/** 预借 of yesterday evening: the copy is still on its shelf and stands on the paging list. */
export function bookPaging(stage: Stage, request: PageRequest, claimedBy?: string): PlannedBooking {
  const placedAt = { day: addDays(stage.today, -1), time: someTime(stage.random, 19, 22) }
  return stage.ledger.book({
    ...pageFacts(stage, request, placedAt),
    status: 'paging',
    ...(claimedBy === undefined ? {} : { claimedBy }),
    history: [placed(placedAt)],
  })
}

/** Fetched on the last walk up to `days` ago (at least one) and sent off to another branch. */
export function bookInTransit(stage: Stage, request: PageRequest, days = 1): PlannedBooking {
  const day = addDays(stage.today, -days)
  const placedAt = placedInTimeFor(stage, day, (moment) => fetched(stage, request.copy, moment))
  return stage.ledger.book({
    ...pageFacts(stage, request, placedAt),
    status: 'in_transit',
    history: [placed(placedAt), sent(sentOff(stage, request.copy, placedAt))],
  })
}

/** Lies on the pickup shelf since `days` ago (at least one). */
export function bookReady(stage: Stage, request: PageRequest, days: number): PlannedBooking {
  const { placedAt, arrivedAt, history } = arrival(stage, request, days)
  return stage.ledger.book({
    ...pageFacts(stage, request, placedAt),
    status: 'ready',
    pickupDeadlineOn: deadline(stage, request.point, arrivedAt.day),
    history,
  })
}

/** The first deadline was missed: the place is kept, suspended until the reader asks again (B3). */
export function bookMissedOnce(stage: Stage, request: PageRequest): PlannedBooking {
  const { placedAt, arrivedAt, history } = arrival(stage, request, 8)
  const missedAt = afterDeadline(stage, request.point, arrivedAt.day)
  const { barcode: _scannedBack, ...facts } = pageFacts(stage, request, placedAt)
  return stage.ledger.book({
    ...facts,
    status: 'queued',
    suspendedUntil: null,
    missedDeadlines: 1,
    history: [...history, missed(missedAt, 'queued')],
  })
}

/** Handed over: the loan goes on. */
export function bookCollected(stage: Stage, request: PageRequest, days: number): PlannedBooking {
  const { placedAt, arrivedAt, history } = arrival(stage, request, days)
  const collectedAt = plusMinutes(arrivedAt, 60 + stage.random.between(1, 120))
  const entry: HistoryEntry = { action: 'collect', status: 'collected', at: collectedAt, by: 'staff' }
  return ended(stage, pageFacts(stage, request, placedAt), { history: [...history, entry] })
}

/** Cancelled when it was already on the pickup shelf; the copy lies there for nobody until scanned (B16). */
export function bookCancelledReady(stage: Stage, request: PageRequest): PlannedBooking {
  const { placedAt, arrivedAt, history } = arrival(stage, request, 2)
  const entry: HistoryEntry = {
    action: 'cancel',
    status: 'cancelled',
    at: plusMinutes(arrivedAt, stage.random.between(70, 150)),
    by: 'reader',
  }
  return ended(stage, pageFacts(stage, request, placedAt), { history: [...history, entry], copyStatus: 'to_clear' })
}

/** Cancelled soon after it was placed, still on its shelf. */
export function bookCancelled(stage: Stage, request: PageRequest, days: number): PlannedBooking {
  const placedAt = { day: addDays(stage.today, -days), time: someTime(stage.random, 9, 17) }
  const at = plusMinutes(placedAt, stage.random.between(3, 25))
  const entry: HistoryEntry = { action: 'cancel', status: 'cancelled', at, by: 'reader' }
  return ended(stage, pageFacts(stage, request, placedAt), { history: [placed(placedAt), entry] })
}

/** Missed twice: it is closed, and the copy waits to be cleared (B3, B16). */
export function bookExpired(stage: Stage, request: PageRequest): PlannedBooking {
  const first = arrival(stage, request, 18)
  const firstMissed = afterDeadline(stage, request.point, first.arrivedAt.day)
  const resumedAt = { day: addDays(firstMissed.day, 1), time: someTime(stage.random, 9, 11) }
  const again = openDayAgo(stage, request.point.branchId, 6)
  const arrivedAgain = { day: again, time: someTime(stage.random, 14, 16) }
  const missedAgain = afterDeadline(stage, request.point, again)
  return ended(
    stage,
    { ...pageFacts(stage, request, first.placedAt), missedDeadlines: 2 },
    {
      copyStatus: 'to_clear',
      history: [
        ...first.history,
        missed(firstMissed, 'queued'),
        { action: 'resume', status: 'queued', at: resumedAt, by: 'reader' },
        { action: 'assign', status: 'paging', at: resumedAt, by: 'library' },
        arrived(arrivedAgain),
        missed(missedAgain, 'expired'),
      ],
    },
  )
}

/** Not found on the shelf, and there is no other copy (B13). */
export function bookUnfilled(stage: Stage, request: PageRequest): PlannedBooking {
  const searchedAt = { day: openDayAgo(stage, request.copy.branchId, 5), time: someTime(stage.random, 14, 17) }
  const placedAt = { day: addDays(searchedAt.day, -1), time: someTime(stage.random, 16, 22) }
  const entry: HistoryEntry = { action: 'not_found', status: 'unfilled', at: searchedAt, by: 'staff' }
  return ended(stage, pageFacts(stage, request, placedAt), {
    history: [placed(placedAt), entry],
    copyStatus: 'missing',
  })
}

function ended(
  stage: Stage,
  facts: Omit<BookingFacts, 'status' | 'history'>,
  end: { readonly history: readonly HistoryEntry[]; readonly copyStatus?: CopyStatus },
): PlannedBooking {
  const last = end.history.at(-1)
  if (!last) throw new Error('a booking without history')
  return stage.ledger.book(
    { ...facts, status: last.status, endedAt: last.at, history: end.history },
    end.copyStatus === undefined ? {} : { copyStatus: end.copyStatus },
  )
}

function pageFacts(stage: Stage, request: PageRequest, placedAt: Moment): Omit<BookingFacts, 'status' | 'history'> {
  const { account, copy, point } = request
  return {
    account,
    title: copy.title,
    ...(copy.part === undefined ? {} : { part: copy.part }),
    kind: 'page',
    pickupPointId: point.id,
    barcode: copy.barcode,
    placedAt,
    ...promise(stage, request, placedAt),
    missedDeadlines: 0,
  }
}

/** What the reader was promised before the tap (B17). */
function promise(stage: Stage, { copy, point }: PageRequest, placedAt: Moment): { readonly readyBy?: Moment } {
  const transitDays = transitDaysBetween(stage.rules, copy.branchId, point.branchId)
  const pickupCalendar = branchOf(stage, point.branchId).calendar
  const readyBy = readyByOf({ ...walk(stage, copy, placedAt), pickupCalendar, transitDays })
  return readyBy ? { readyBy: momentOf(readyBy) } : {}
}

/** When the books of the next walk are back at the desk of the copy's own branch. */
function fetched(stage: Stage, copy: PlannedCopy, placedAt: Moment): Moment | undefined {
  const pickupCalendar = branchOf(stage, copy.branchId).calendar
  const at = readyByOf({ ...walk(stage, copy, placedAt), pickupCalendar, transitDays: 0 })
  return at ? momentOf(at) : undefined
}

function walk(stage: Stage, copy: PlannedCopy, placedAt: Moment) {
  const { pagingRoundMinutes } = stage.rules
  return { now: instantOf(placedAt), zone: timeZone, owner: branchOf(stage, copy.branchId), pagingRoundMinutes }
}

function sentOff(stage: Stage, copy: PlannedCopy, placedAt: Moment): Moment {
  return plusMinutes(fetched(stage, copy, placedAt) ?? placedAt, -stage.random.between(5, 25))
}

/** The last evening, after all walks, that is early enough for something to come about on a day. */
function placedInTimeFor(stage: Stage, day: Day, outcome: (placedAt: Moment) => Moment | undefined): Moment {
  const time = someTime(stage.random, 19, 22)
  const longestDays = 14
  for (let before = 1; before < longestDays; before++) {
    const placedAt = { day: addDays(day, -before), time }
    const at = outcome(placedAt)
    if (at && at.day <= day) return placedAt
  }
  throw new Error(`nothing comes about by ${day}`)
}

/** Placed, if need be sent, and arrived on the pickup shelf `days` ago: before the promise, but for closed days. */
function arrival(stage: Stage, request: PageRequest, days: number) {
  const { copy, point } = request
  const day = openDayAgo(stage, point.branchId, days)
  const placedAt = placedInTimeFor(stage, day, (moment) => promise(stage, request, moment).readyBy)
  const { readyBy } = promise(stage, request, placedAt)
  const isOnTime = readyBy?.day === day
  const arrivedAt = isOnTime
    ? plusMinutes(readyBy, -stage.random.between(5, 40))
    : { day, time: someTime(stage.random, 9, 11) }
  const travels = copy.branchId !== point.branchId
  const history = [placed(placedAt), ...(travels ? [sent(sentOff(stage, copy, placedAt))] : []), arrived(arrivedAt)]
  return { placedAt, arrivedAt, history }
}

function placed(at: Moment): HistoryEntry {
  return { action: 'place', status: 'paging', at, by: 'reader' }
}

function sent(at: Moment): HistoryEntry {
  return { action: 'capture_elsewhere', status: 'in_transit', at, by: 'staff' }
}

export function arrived(at: Moment): HistoryEntry {
  return { action: 'capture_here', status: 'ready', at, by: 'staff' }
}

function missed(at: Moment, status: BookingStatus): HistoryEntry {
  return {
    action: 'miss_deadline',
    status,
    at,
    by: 'library',
    ...(status === 'queued' ? { suspendedUntil: null } : {}),
  }
}

export function deadline(stage: Stage, point: PickupPoint, arrivalDay: Day): Day {
  const instant = pickupDeadline({
    arrivedAt: instantOf({ day: arrivalDay, time: '12:00' }),
    pickupDays: point.pickupDays,
    neededBy: null,
    calendar: branchOf(stage, point.branchId).calendar,
    strategy: point.closedDayStrategy,
    zone: timeZone,
  })
  return dayOf(instant, timeZone)
}

/** Deadlines are looked at in the night after them. */
function afterDeadline(stage: Stage, point: PickupPoint, arrivalDay: Day): Moment {
  return { day: addDays(deadline(stage, point, arrivalDay), 1), time: '00:10' }
}

/** A pickup point, now and then in another branch than the copy's. */
export function somePoint(stage: Stage, copy: PlannedCopy, share = 0.35): PickupPoint {
  const near = pickupPoints.filter((point) => point.branchId === copy.branchId)
  const far = pickupPoints.filter((point) => point.branchId !== copy.branchId)
  return stage.random.pick(stage.random.chance(share) ? far : near)
}
