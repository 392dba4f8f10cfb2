import mongoose from 'mongoose'
import { visitStatuses, type VisitStatus } from '../../contract/visits'

/** Rule V2: takes a place in its slot. */
export const openVisitStatuses = ['booked', 'staged', 'arrived'] as const satisfies VisitStatus[]
/** The reader has not come yet. */
export const expectedStatuses = ['booked', 'staged'] as const satisfies VisitStatus[]

export interface VisitRecord {
  _id: string
  /** Null: over, and forgotten without consent (X1). */
  readerId: string | null
  pickupPointId: string
  startsAt: Date
  endsAt: Date
  status: VisitStatus
  /** The books still to be handed over; while the visit is open, ready bookings of its reader at its pickup point. */
  bookingIds: string[]
  /** The books handed over in it (V3). */
  collectedIds: string[]
  placedAt: Date
  /** The books lie together at the desk; also when the reader was faster. */
  stagedAt: Date | null
  arrivedAt: Date | null
  endedAt: Date | null
  /** When the reader is to be reminded; null once that is done or not worth it. */
  remindAt: Date | null
  /** From here on a visit of somebody who has not come is missed. */
  missedFrom: Date
}

const visitSchema = new mongoose.Schema<VisitRecord>({
  _id: { type: String },
  readerId: { type: String, default: null },
  pickupPointId: { type: String, required: true },
  startsAt: { type: Date, required: true },
  endsAt: { type: Date, required: true },
  status: { type: String, enum: visitStatuses, required: true },
  bookingIds: { type: [String], required: true },
  collectedIds: { type: [String], required: true },
  placedAt: { type: Date, required: true },
  stagedAt: { type: Date, default: null },
  arrivedAt: { type: Date, default: null },
  endedAt: { type: Date, default: null },
  remindAt: { type: Date, default: null },
  missedFrom: { type: Date, required: true },
})

// V2: one open visit per reader and point
visitSchema.index(
  { readerId: 1, pickupPointId: 1 },
  { unique: true, partialFilterExpression: { status: { $in: openVisitStatuses } }, name: 'one_open_visit' },
)
// my visits, the latest first
visitSchema.index({ readerId: 1, startsAt: -1, _id: -1 })
// the desk: who is expected, in order of time; who has arrived, the first one first
visitSchema.index(
  { pickupPointId: 1, startsAt: 1, _id: 1 },
  { partialFilterExpression: { status: { $in: expectedStatuses } }, name: 'expected' },
)
visitSchema.index(
  { pickupPointId: 1, arrivedAt: 1, _id: 1 },
  { partialFilterExpression: { status: 'arrived' }, name: 'arrived' },
)
// what time brings about: reminders, missed visits, arrivals that came to nothing
visitSchema.index({ remindAt: 1 }, { partialFilterExpression: { status: { $in: expectedStatuses } }, name: 'remind' })
visitSchema.index({ missedFrom: 1 }, { partialFilterExpression: { status: { $in: expectedStatuses } }, name: 'missed' })
visitSchema.index({ arrivedAt: 1 }, { partialFilterExpression: { status: 'arrived' }, name: 'came_to_nothing' })

// X1: what is over and still has its reader, the oldest first
visitSchema.index(
  { endedAt: 1, _id: 1 },
  { partialFilterExpression: { readerId: { $type: 'string' } }, name: 'past_of_readers' },
)

export const VisitModel = mongoose.model('Visit', visitSchema, 'visits')
