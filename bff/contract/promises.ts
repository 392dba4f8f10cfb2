import { z } from 'zod'
import { instant, named } from './common'
import { endpoint } from './endpoint'

export const listPromises = endpoint({
  method: 'GET',
  path: '/desk/promises',
  audience: 'staff',
  summary: 'Ready-time promises kept and late in the last 30 days, by the branch that fetched the book (B17)',
  response: z.object({
    /** A midnight of the library's. */
    since: instant,
    items: z.array(
      z.object({
        branch: named,
        kept: z.int(),
        late: z.int(),
        /** Of the late ones. */
        medianLateMinutes: z.int().optional(),
      }),
    ),
  }),
})
