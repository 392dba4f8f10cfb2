import { expectedWaitDays } from '../features/bookings/booking-promise.rules'
import type { BookingRecord, HistoryEntry } from '../features/bookings/bookings.model'
import { pickupDeadline, sortKeyAt } from '../features/bookings/bookings.rules'
import { shelfOrderOf } from '../features/copies/copies.rules'
import { laneOf } from '../infra/lanes'
import { daysBetween } from '../domain/calendar'
import type { HistoryEntry as PlannedEntry, PlannedBooking } from './bookings'
import type { PlannedCopy } from './copies'
import { at } from './seed-context'
import type { Seeding } from './seed-context'
import { placedJustNow } from './seed-fresh-pages'
import { demoId } from './seed-ids'

export function bookingRecords(seeding: Seeding): BookingRecord[] {
  const copies = new Map(seeding.plan.copies.map((copy) => [copy.barcode, copy]))
  return seeding.plan.bookings.map((booking) => {
    // what cannot be filled has let go of the copy that was not found (B13)
    const copy = booking.status === 'unfilled' ? undefined : copies.get(booking.barcode ?? '')
    return bookingRecord(seeding, booking, copy)
  })
}

/** The lanes of all units that somebody waits for: later turns are greater than every one in use (B7, B8). */
export function laneRecords({ plan }: Seeding): { _id: string; turn: number }[] {
  const turns = new Map<string, number>()
  for (const booking of plan.bookings) {
    const lane = laneOf({ titleId: demoId('title', booking.title), part: booking.part ?? null })
    turns.set(lane, Math.max(turns.get(lane) ?? 0, booking.queueKey.sequence))
  }
  return [...turns].map(([_id, turn]) => ({ _id, turn }))
}

/** B15: how long a book that arrived then is kept at the pickup point of its booking. */
export function deadlineOf({ plan, zone }: Seeding, booking: PlannedBooking, arrivedAt: Date): Date {
  const point = plan.pickupPoints.find(({ id }) => id === booking.pickupPointId)
  const branch = plan.branches.find(({ id }) => id === point?.branchId)
  if (!point || !branch) throw new Error(`a booking for an unknown pickup point: ${booking.pickupPointId}`)
  const { calendar } = branch
  return pickupDeadline({
    ...{ arrivedAt, calendar, zone },
    pickupDays: point.pickupDays,
    strategy: point.closedDayStrategy,
    neededBy: null,
  })
}

function bookingRecord(seeding: Seeding, booking: PlannedBooking, copy: PlannedCopy | undefined): BookingRecord {
  const { sequence, isAtFront } = booking.queueKey
  const readyAt = arrivalOf(seeding, booking)
  return {
    _id: demoId('booking', booking.id),
    readerId: demoId('reader', booking.account),
    titleId: demoId('title', booking.title),
    part: booking.part ?? null,
    requestedCopyId: null,
    override: null,
    kind: booking.kind,
    status: booking.status,
    sortKey: sortKeyAt(isAtFront ? { frontOf: sequence } : { turn: sequence }),
    isSuspended: booking.suspendedUntil !== undefined,
    suspendedUntil: booking.suspendedUntil ?? null,
    pickupPointId: booking.pickupPointId,
    copyId: copy ? demoId('copy', copy.barcode) : null,
    shelf: copy ? shelfOf(copy) : null,
    claimedBy: claimOf(seeding, booking),
    neededBy: null,
    readyBy: booking.readyBy ? at(seeding, booking.readyBy) : null,
    expectedWaitDays: booking.kind === 'hold' ? waitOf(seeding, booking) : null,
    placedAt: at(seeding, booking.placedAt),
    readyAt,
    pickupDeadline: readyAt && deadlineOf(seeding, booking, readyAt),
    misses: booking.missedDeadlines,
    visitId: null,
    endedAt: booking.endedAt ? at(seeding, booking.endedAt) : null,
    history: booking.history.map((entry) => historyEntry(seeding, booking, entry)),
    ...(booking.status === 'paging' && copy ? placedJustNow(seeding, booking, copy) : {}),
  }
}

function shelfOf(copy: PlannedCopy): NonNullable<BookingRecord['shelf']> {
  const { branchId, floor, callNumber, barcode } = copy
  return { branchId, floor, area: copy.area.zh, callNumber, barcode, order: shelfOrderOf(floor, callNumber) }
}

/** When the book came to lie on the pickup shelf; null where it has not, or went back into the queue (B3). */
function arrivalOf(seeding: Seeding, { history }: PlannedBooking): Date | null {
  const arrived = history.findLastIndex(({ action }) => action === 'capture_here')
  const arrival = history[arrived]
  if (!arrival || history.slice(arrived).some(({ status }) => status === 'queued')) return null
  return at(seeding, arrival.at)
}

/** Somebody is walking between the shelves right now. */
function claimOf({ plan, now }: Seeding, { claimedBy }: PlannedBooking): BookingRecord['claimedBy'] {
  const librarian = plan.librarians.find(({ account }) => account === claimedBy)
  if (!librarian) return null
  const minutesAgo = 10
  return { account: librarian.account, name: librarian.name, at: new Date(now.getTime() - minutesAgo * 60_000) }
}

/** B17: what the reader was told on joining the queue, from who stood in it and how long the title is lent. */
function waitOf({ plan }: Seeding, booking: PlannedBooking): number | null {
  const isSameUnit = ({ title, part }: { readonly title: string; readonly part?: string }) =>
    title === booking.title && part === booking.part
  const ahead = plan.bookings.filter(
    (other) => other.kind === 'hold' && isSameUnit(other) && other.queueKey.sequence < booking.queueKey.sequence,
  )
  const lent = plan.loans
    .filter(({ title }) => title === booking.title)
    .flatMap(({ lentAt, returnedAt }) => (returnedAt ? [daysBetween(lentAt.day, returnedAt.day)] : []))
  return expectedWaitDays({
    position: ahead.length + 1,
    meanLoanDays: lent.length === 0 ? null : lent.reduce((sum, days) => sum + days, 0) / lent.length,
    copies: plan.copies.filter(isSameUnit).length,
    minimumWaitDays: plan.rules.minimumWaitDays,
  })
}

function historyEntry(seeding: Seeding, booking: PlannedBooking, entry: PlannedEntry): HistoryEntry {
  return {
    action: entry.action,
    status: entry.status,
    at: at(seeding, entry.at),
    by: entry.by,
    ...(entry.by === 'staff' ? { account: librarianOf(seeding, booking, entry) } : {}),
    ...(entry.suspendedUntil === undefined ? {} : { suspendedUntil: entry.suspendedUntil }),
  }
}

/** The desk where it happened: that of the shelf when a copy is sent off or not found, else that of the pickup point. */
function librarianOf({ plan }: Seeding, booking: PlannedBooking, { action }: PlannedEntry): string {
  const isAtTheShelf = action === 'capture_elsewhere' || action === 'not_found'
  const copy = plan.copies.find(({ barcode }) => barcode === booking.barcode)
  const point = plan.pickupPoints.find(({ id }) => id === booking.pickupPointId)
  const branchId = isAtTheShelf ? copy?.branchId : point?.branchId
  const librarian = plan.librarians.find(
    (candidate) => candidate.branchId === branchId && candidate.permissions.includes('desk'),
  )
  if (!librarian) throw new Error(`nobody works in ${branchId ?? 'no branch'}`)
  return librarian.account
}
