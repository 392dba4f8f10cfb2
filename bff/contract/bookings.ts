import { z } from 'zod'
import { endpoint } from './endpoint'
import { id, instant, day, listOf, named, pageQuery, personText } from './common'

/** `page` 预借: on the shelf, staff fetch it. `hold` 预约: out, wait in the queue. What was placed; never changes (B1). */
export const bookingKinds = ['page', 'hold'] as const
export type BookingKind = (typeof bookingKinds)[number]

/** Rule B3. */
export const bookingStatuses = [
  'queued',
  'paging',
  'in_transit',
  'ready',
  'collected',
  'expired',
  'cancelled',
  'unfilled',
] as const
export type BookingStatus = (typeof bookingStatuses)[number]

export const pickupPointKinds = ['desk', 'locker', 'self_service_shelf'] as const
export type PickupPointKind = (typeof pickupPointKinds)[number]

/** What happened to a booking, in the order of rule B3, plus changes that leave the status alone. */
export const bookingActions = [
  'place',
  'assign',
  'capture_here',
  'capture_elsewhere',
  'not_found',
  'put_back',
  'collect',
  'miss_deadline',
  'cancel',
  'run_out_of_copies',
  'suspend',
  'resume',
  'change_pickup_point',
  'prioritise',
] as const
export type BookingAction = (typeof bookingActions)[number]

/** `plan_visit`: the book is ready where a time to come can be chosen (V1), and is in no visit yet. */
export const bookingReaderActions = ['cancel', 'suspend', 'resume', 'change_pickup_point', 'plan_visit'] as const

export const titleReference = z.object({
  id,
  title: z.string(),
  authors: z.array(z.string()),
  class: z.string().optional(),
})

export const pickupPointReference = z.object({
  id,
  name: z.string(),
  kind: z.enum(pickupPointKinds),
  branch: named,
})

export const booking = z.object({
  id,
  title: titleReference,
  part: z.string().optional(),
  kind: z.enum(bookingKinds),
  status: z.enum(bookingStatuses),
  /** 1 + unsuspended bookings ahead (B8); only while queued and not suspended. */
  position: z.int().optional(),
  /** The promise made when it was placed (B17). */
  readyBy: instant.optional(),
  expectedWaitDays: z.number().optional(),
  pickupPoint: pickupPointReference,
  /** Stored once (B15): the same in the list, in the message and at the desk. */
  pickupDeadline: instant.optional(),
  copy: z.object({ barcode: z.string(), branch: named, callNumber: z.string() }).optional(),
  visitId: z.string().optional(),
  /** Of a locker: where the book lies (V4). */
  compartment: z.string().optional(),
  /** Absent: not suspended. `null`: until the reader asks again. */
  suspendedUntil: day.nullable().optional(),
  neededBy: day.optional(),
  placedAt: instant,
  endedAt: instant.optional(),
  history: z.array(
    z.object({
      action: z.enum(bookingActions),
      status: z.enum(bookingStatuses),
      at: instant,
      by: z.enum(['reader', 'staff', 'library']),
      pickupPoint: named.optional(),
      suspendedUntil: day.nullable().optional(),
      /** Somebody else came for it, with a delegated pass (P3). */
      byDelegate: z.literal(true).optional(),
    }),
  ),
  allowedActions: z.array(z.enum(bookingReaderActions)),
})
export type Booking = z.infer<typeof booking>

export const placeBooking = endpoint({
  method: 'POST',
  path: '/bookings',
  audience: 'reader',
  summary: 'Book a title (or one part, or where allowed one copy)',
  body: z.strictObject({
    titleId: id,
    part: personText(40).optional(),
    copyId: id.optional(),
    pickupPointId: id,
    /** The last day on which the reader can use it: an earlier pickup deadline (B15). */
    neededBy: day.optional(),
    /** What the reader was shown; 409 `booking.kind_changed` if the last copy has just gone. */
    expectedKind: z.enum(bookingKinds).optional(),
  }),
  response: booking,
  status: 201,
  errors: ['booking.refused', 'booking.kind_changed'],
})

export const listBookings = endpoint({
  method: 'GET',
  path: '/bookings',
  audience: 'reader',
  summary: 'My bookings',
  query: z.strictObject({ state: z.enum(['open', 'closed']).default('open'), ...pageQuery }),
  response: listOf(booking),
})

export const getBooking = endpoint({
  method: 'GET',
  path: '/bookings/:id',
  audience: 'reader',
  summary: 'One of my bookings with its history',
  response: booking,
})

export const changeBooking = endpoint({
  method: 'PATCH',
  path: '/bookings/:id',
  audience: 'reader',
  summary: 'Change the pickup point (B14), suspend until a day or resume with null (B11)',
  body: z.strictObject({ pickupPointId: id.optional(), suspendedUntil: day.nullable().optional() }),
  response: booking,
  errors: ['booking.refused', 'booking.not_possible_now'],
})

export const cancelBooking = endpoint({
  method: 'POST',
  path: '/bookings/:id/cancel',
  audience: 'reader',
  summary: 'Cancel; a second cancel answers the same',
  response: booking,
  errors: ['booking.not_possible_now'],
})
