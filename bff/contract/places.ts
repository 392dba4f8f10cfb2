import { z } from 'zod'
import { endpoint } from './endpoint'
import { id, listOf, named, timeOfDay } from './common'
import { pickupPointKinds } from './bookings'

export const openingWindow = z.object({ opens: timeOfDay, closes: timeOfDay })

export const pickupPoint = z.object({
  id,
  name: z.string(),
  kind: z.enum(pickupPointKinds),
  branch: named,
  isOpen: z.boolean(),
  today: z.array(openingWindow),
  pickupDays: z.int(),
  /** Where a time to come can be chosen; `isRequired`: no visit, no hand-over (V1). */
  visits: z.object({ isRequired: z.boolean(), daysAhead: z.int() }).optional(),
})

export const listPickupPoints = endpoint({
  method: 'GET',
  path: '/pickup-points',
  audience: 'public',
  summary: 'Where books can be picked up, with today’s hours',
  response: listOf(pickupPoint),
})
