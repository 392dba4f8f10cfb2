import { z } from 'zod'
import { titleReference } from './bookings'
import { id, instant, listOf, named, pageQuery } from './common'
import { endpoint } from './endpoint'

const transitDirections = ['in', 'out'] as const

const transit = z.object({
  title: titleReference,
  part: z.string().optional(),
  copy: z.object({ barcode: z.string(), callNumber: z.string() }),
  from: named,
  to: named,
  /** The pickup point at which a reader collects it; absent: it goes home to its shelf. */
  pickupPoint: named.optional(),
  since: instant,
  expectedBy: instant,
  isLate: z.boolean(),
})

export const listTransit = endpoint({
  method: 'GET',
  path: '/desk/transit',
  audience: 'staff',
  summary: 'What is on the road to or from a branch, what was expected first on top',
  query: z.strictObject({ branch: id, direction: z.enum(transitDirections).default('in'), ...pageQuery }),
  response: listOf(transit).extend({
    total: z.int(),
    /** How many of them should have arrived. */
    late: z.int(),
  }),
})
