import { z } from 'zod'
import { pickupPointReference, titleReference } from './bookings'
import { day, id, instant, listOf, pageQuery, personText } from './common'
import { endpoint } from './endpoint'

export const queueEntry = z.object({
  bookingId: id,
  /** The same number that the reader sees; none while suspended. */
  position: z.int().optional(),
  /** Put back by staff: before every priority. */
  isAtFront: z.boolean(),
  /** Staff priority: 0 comes first, 8 last; what readers place has 5. */
  priority: z.int().optional(),
  suspendedUntil: day.nullable().optional(),
  placedAt: instant,
  neededBy: day.optional(),
  pickupPoint: pickupPointReference,
  /** Only to librarians who may see readers. */
  reader: z.object({ number: z.string(), name: z.string() }).optional(),
  /** Why its place was changed, the last time. */
  prioritised: z.object({ at: instant, by: z.string(), reason: z.string() }).optional(),
  allowedActions: z.array(z.enum(['prioritise'])),
})
export type QueueEntry = z.infer<typeof queueEntry>

export const listQueue = endpoint({
  method: 'GET',
  path: '/desk/titles/:id/queue',
  audience: 'staff',
  summary:
    'Who waits for a title or one part of it, in the order of the queue (B8); that readers were seen there is recorded (X1)',
  query: z.strictObject({ part: personText(40).optional(), ...pageQuery }),
  response: listOf(queueEntry).extend({ title: titleReference, parts: z.array(z.string()), total: z.int() }),
})

export const prioritiseBooking = endpoint({
  method: 'POST',
  path: '/desk/bookings/:id/priority',
  audience: 'staff',
  summary: 'Move a waiting booking by a priority and a reason, both on record (B8)',
  body: z.strictObject({ priority: z.int().min(0).max(8), reason: personText(200).min(1) }),
  response: queueEntry,
  errors: ['booking.not_possible_now'],
})
