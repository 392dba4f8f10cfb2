import mongoose from 'mongoose'
import {
  bookingKinds,
  bookingStatuses,
  type BookingAction,
  type BookingKind,
  type BookingStatus,
} from '../../contract/bookings'
import type { OverrideRecord } from '../../domain/override'
import type { Day } from '../../domain/calendar'

/** Rule B3: neither collected nor ended. */
export const openStatuses = ['queued', 'paging', 'in_transit', 'ready'] as const satisfies BookingStatus[]
/** Rule B5: holds one copy. */
export const capturedStatuses = ['paging', 'in_transit', 'ready'] as const satisfies BookingStatus[]

export interface HistoryEntry {
  action: BookingAction
  status: BookingStatus
  at: Date
  by: 'reader' | 'staff' | 'library'
  /** The account of the librarian, for staff and the record only. */
  account?: string
  pickupPointId?: string
  /** Why a librarian did it, for staff only. */
  reason?: string
  suspendedUntil?: Day | null
  /** Rule P3: collected with a delegated pass. */
  byDelegate?: true
}

export interface BookingRecord {
  _id: string
  /** Null: over, and forgotten without consent (X1). */
  readerId: string | null
  titleId: string
  part: string | null
  /** Set when the reader wanted this very copy. */
  requestedCopyId: string | null
  kind: BookingKind
  status: BookingStatus
  /** Rule B8: front, staff priority, sequence in one string that sorts. */
  sortKey: string
  isSuspended: boolean
  /** Null: until the reader asks again. */
  suspendedUntil: Day | null
  pickupPointId: string
  /** The captured copy; kept after the end as a record of what was collected. */
  copyId: string | null
  /** Where the captured copy stands, so that the paging list is one sorted index scan. */
  shelf: { branchId: string; floor: string; area: string; callNumber: string; barcode: string; order: string } | null
  claimedBy: { account: string; name: string; at: Date } | null
  neededBy: Day | null
  /** Rule B17: what was promised when it was placed. */
  readyBy: Date | null
  expectedWaitDays: number | null
  placedAt: Date
  readyAt: Date | null
  /** Rule B15: stored once, shown everywhere. */
  pickupDeadline: Date | null
  /** How often a deadline passed. */
  misses: number
  visitId: string | null
  endedAt: Date | null
  history: HistoryEntry[]
  /** Rule C1: what a librarian passed over when it was placed. */
  override: OverrideRecord | null
}

const { Mixed } = mongoose.Schema.Types

const bookingSchema = new mongoose.Schema<BookingRecord>({
  _id: { type: String },
  readerId: { type: String, default: null },
  titleId: { type: String, required: true },
  part: { type: String, default: null },
  requestedCopyId: { type: String, default: null },
  kind: { type: String, enum: bookingKinds, required: true },
  status: { type: String, enum: bookingStatuses, required: true },
  sortKey: { type: String, required: true },
  isSuspended: { type: Boolean, required: true },
  suspendedUntil: { type: String, default: null },
  pickupPointId: { type: String, required: true },
  copyId: { type: String, default: null },
  shelf: { type: Mixed, default: null },
  claimedBy: { type: Mixed, default: null },
  neededBy: { type: String, default: null },
  readyBy: { type: Date, default: null },
  expectedWaitDays: { type: Number, default: null },
  placedAt: { type: Date, required: true },
  readyAt: { type: Date, default: null },
  pickupDeadline: { type: Date, default: null },
  misses: { type: Number, default: 0 },
  visitId: { type: String, default: null },
  endedAt: { type: Date, default: null },
  history: { type: Mixed, required: true },
  override: { type: Mixed, default: null },
})

// B4: one open booking per reader and title; also a reader's open bookings and their count (B6)
bookingSchema.index(
  { readerId: 1, titleId: 1, part: 1 },
  { unique: true, partialFilterExpression: { status: { $in: openStatuses } }, name: 'one_open_booking' },
)
// B5: one captured booking per copy
bookingSchema.index(
  { copyId: 1 },
  { unique: true, partialFilterExpression: { status: { $in: capturedStatuses } }, name: 'one_captured_booking' },
)
// B8: the queue of a title in its order
bookingSchema.index(
  { titleId: 1, part: 1, sortKey: 1 },
  { partialFilterExpression: { status: 'queued' }, name: 'queue' },
)
// my bookings, newest first, open or closed
bookingSchema.index({ readerId: 1, status: 1, placedAt: -1, _id: -1 })
// D2: the paging list in shelf-walk order
bookingSchema.index(
  { 'shelf.branchId': 1, 'shelf.order': 1, _id: 1 },
  { partialFilterExpression: { status: 'paging' }, name: 'paging_list' },
)
// the pickup shelf; what misses its deadline
bookingSchema.index(
  { pickupPointId: 1, pickupDeadline: 1, _id: 1 },
  { partialFilterExpression: { status: 'ready' }, name: 'pickup_shelf' },
)
bookingSchema.index({ pickupDeadline: 1 }, { partialFilterExpression: { status: 'ready' }, name: 'pickup_deadline' })
// B11: suspensions that end by themselves
bookingSchema.index(
  { suspendedUntil: 1 },
  { partialFilterExpression: { status: 'queued', isSuspended: true }, name: 'suspension_ends' },
)
// B17: what became ready when, beside what was promised; an index scan alone
bookingSchema.index(
  { readyAt: 1, readyBy: 1, 'shelf.branchId': 1 },
  { partialFilterExpression: { readyAt: { $gt: new Date(0) } }, name: 'promises' },
)
// reports: what became of the bookings of a title
bookingSchema.index({ titleId: 1, status: 1 })
// X1: what has ended and still has its reader, the oldest first
bookingSchema.index(
  { endedAt: 1, _id: 1 },
  { partialFilterExpression: { readerId: { $type: 'string' } }, name: 'past_of_readers' },
)

export const BookingModel = mongoose.model('Booking', bookingSchema, 'bookings')
