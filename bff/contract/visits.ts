import { z } from 'zod'
import { endpoint } from './endpoint'
import { id, instant, day, listOf, pageQuery } from './common'
import { bookingStatuses, pickupPointReference, titleReference } from './bookings'

/** Rule V2. */
export const visitStatuses = ['booked', 'staged', 'arrived', 'completed', 'cancelled', 'missed'] as const
export type VisitStatus = (typeof visitStatuses)[number]

export const visitReaderActions = ['change', 'cancel', 'arrive'] as const
export type VisitReaderAction = (typeof visitReaderActions)[number]

/** More books than anybody carries, and than any category may book. */
const booksAtMost = 50

const bookingIds = z
  .array(id)
  .max(booksAtMost)
  .refine((ids) => new Set(ids).size === ids.length, 'names a booking twice')

export const visit = z.object({
  id,
  pickupPoint: pickupPointReference,
  startsAt: instant,
  endsAt: instant,
  status: z.enum(visitStatuses),
  /** The books of this visit, those already handed over too. */
  bookingIds: z.array(id),
  bookings: z.array(
    z.object({ id, title: titleReference, part: z.string().optional(), status: z.enum(bookingStatuses) }),
  ),
  arrivedAt: instant.optional(),
  endedAt: instant.optional(),
  allowedActions: z.array(z.enum(visitReaderActions)),
})
export type Visit = z.infer<typeof visit>

export const listSlots = endpoint({
  method: 'GET',
  path: '/pickup-points/:id/slots',
  audience: 'public',
  summary: 'The times of a day that can be chosen at a pickup point (V1); today where no day is named',
  query: z.strictObject({ day: day.optional() }),
  response: listOf(z.object({ startsAt: instant, endsAt: instant, capacity: z.int(), taken: z.int() })),
})

export const placeVisit = endpoint({
  method: 'POST',
  path: '/visits',
  audience: 'reader',
  summary: 'Choose a time to pick up ready books; one open visit per pickup point (V2)',
  body: z.strictObject({ pickupPointId: id, startsAt: instant, bookingIds: bookingIds.min(1) }),
  response: visit,
  status: 201,
  errors: ['visit.refused'],
})

export const listVisits = endpoint({
  method: 'GET',
  path: '/visits',
  audience: 'reader',
  summary: 'My visits, the latest time first; open ones only, or those that are over',
  query: z.strictObject({ state: z.enum(['open', 'closed']).optional(), ...pageQuery }),
  response: listOf(visit),
})

export const getVisit = endpoint({
  method: 'GET',
  path: '/visits/:id',
  audience: 'reader',
  summary: 'One of my visits',
  response: visit,
})

export const changeVisit = endpoint({
  method: 'PATCH',
  path: '/visits/:id',
  audience: 'reader',
  summary: 'Another time or other books, until the reader has arrived; taking out the last book cancels it (V2)',
  body: z.strictObject({ startsAt: instant.optional(), bookingIds: bookingIds.optional() }),
  response: visit,
  errors: ['visit.refused', 'visit.not_possible_now'],
})

export const cancelVisit = endpoint({
  method: 'POST',
  path: '/visits/:id/cancel',
  audience: 'reader',
  summary: 'Cancel the visit, not its bookings; a second cancel answers the same',
  response: visit,
  errors: ['visit.not_possible_now'],
})

export const arriveForVisit = endpoint({
  method: 'POST',
  path: '/visits/:id/arrive',
  audience: 'reader',
  summary: 'I have arrived: the desk sees it at once',
  response: visit,
  errors: ['visit.not_possible_now'],
})

export const arrival = z.object({
  id,
  reader: z.object({ number: z.string(), name: z.string() }),
  startsAt: instant,
  endsAt: instant,
  status: z.enum(visitStatuses),
  /** The books lie together, ready to be handed over. */
  isStaged: z.boolean(),
  arrivedAt: instant.optional(),
  books: z.array(
    z.object({ bookingId: id, title: titleReference, barcode: z.string(), compartment: z.string().optional() }),
  ),
  allowedActions: z.array(z.enum(['stage'])),
})
export type Arrival = z.infer<typeof arrival>

export const listArrivals = endpoint({
  method: 'GET',
  path: '/desk/arrivals',
  audience: 'staff',
  summary: 'Who stands at the desk, the first one first, and who is still expected today, with their books',
  query: z.strictObject({ pickupPointId: id, ...pageQuery }),
  response: listOf(arrival),
})

export const stageVisit = endpoint({
  method: 'POST',
  path: '/desk/visits/:id/stage',
  audience: 'staff',
  summary: 'The books of this visit lie together; a second time answers the same',
  response: arrival,
  errors: ['visit.not_possible_now'],
})

export const streamDesk = endpoint({
  method: 'GET',
  path: '/desk/stream',
  audience: 'staff',
  summary: 'Server-sent events: arrivals have changed at a pickup point; the list is then asked anew',
  query: z.strictObject({ pickupPointId: id.optional() }),
  stream: true,
  response: z.object({ pickupPointId: id }),
})
