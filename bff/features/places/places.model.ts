import mongoose from 'mongoose'
import { pickupPointKinds, type PickupPointKind } from '../../contract/bookings'
import type { Calendar, ClosedDayStrategy, TimeOfDay } from '../../domain/calendar'
import type { Bilingual } from '../../domain/language'

export interface BranchRecord {
  _id: string
  name: Bilingual
  /** Place in lists and in the shelf walk (D2). */
  order: number
  calendar: Calendar
  /** Raised by each change of the calendar (L4); absent: it was never changed. */
  calendarVersion?: number
  /** Cut-off times of the paging rounds (B17). */
  pagingWaves: TimeOfDay[]
  /** Whether a returned copy goes first to a booking that is collected here (B12). */
  prefersOwnPickups: boolean
}

/** Rule V1: the times at which readers can announce themselves. Data, so that a library changes them without us. */
export interface VisitSettings {
  intervalMinutes: number
  /** Visits per slot. A lower one takes nothing away from who has a visit already. */
  capacity: number
  /** How long before its start a slot can be taken at the latest. */
  leadMinutes: number
  daysAhead: number
  /** No visit, no hand-over. */
  isRequired: boolean
  /** How long before the start the reader is reminded. */
  reminderMinutes: number
  /** How long after the end of the slot the reader may still come. */
  graceMinutes: number
}

export interface PickupPointRecord {
  _id: string
  branchId: string
  name: Bilingual
  kind: PickupPointKind
  order: number
  /** How long a ready book is kept (L1). */
  pickupDays: number
  closedDayStrategy: ClosedDayStrategy
  /** Absent: one simply comes. */
  visits?: VisitSettings
  /** Of lockers: the labels of their compartments (V4), in the order in which they are filled. Absent: nobody counts them. */
  compartments?: string[]
}

const { Mixed } = mongoose.Schema.Types

const branchSchema = new mongoose.Schema<BranchRecord>({
  _id: { type: String },
  name: { type: Mixed, required: true },
  order: { type: Number, required: true },
  calendar: { type: Mixed, required: true },
  calendarVersion: { type: Number, default: 0 },
  pagingWaves: { type: [String], required: true },
  prefersOwnPickups: { type: Boolean, default: false },
})

const pickupPointSchema = new mongoose.Schema<PickupPointRecord>({
  _id: { type: String },
  branchId: { type: String, required: true },
  name: { type: Mixed, required: true },
  kind: { type: String, enum: pickupPointKinds, required: true },
  order: { type: Number, required: true },
  pickupDays: { type: Number, required: true },
  closedDayStrategy: { type: String, required: true },
  visits: { type: Mixed },
  compartments: { type: [String], default: undefined },
})

export const BranchModel = mongoose.model('Branch', branchSchema, 'branches')
export const PickupPointModel = mongoose.model('PickupPoint', pickupPointSchema, 'pickup_points')
