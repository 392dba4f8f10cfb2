import { z } from 'zod'
import { endpoint } from './endpoint'
import { instant, named } from './common'
import { booking } from './bookings'
import { courseSummary } from './courses'
import { loan } from './loans'
import { noticeSummary } from './notices'
import { openingWindow } from './places'
import { visit } from './visits'

export const getHome = endpoint({
  method: 'GET',
  path: '/home',
  audience: 'public',
  summary: 'One call for the home screen: what needs me now, hours, notices, courses',
  response: z.object({
    library: z.object({
      name: z.string(),
      isDemo: z.boolean(),
      /** Minutes east of UTC today: the app shows every time in the library's zone. */
      utcOffsetMinutes: z.int(),
    }),
    phase: z.object({ ...named.shape, banner: z.string().optional(), since: instant }),
    hours: z.array(
      z.object({
        branch: named,
        isOpen: z.boolean(),
        today: z.array(openingWindow),
        note: z.string().optional(),
      }),
    ),
    /** Most urgent first; empty for visitors. */
    needsMe: z.array(
      z.discriminatedUnion('kind', [
        z.object({ kind: z.literal('visit'), visit }),
        z.object({ kind: z.literal('booking_ready'), booking }),
        z.object({ kind: z.literal('loan_overdue'), loan }),
        z.object({ kind: z.literal('loan_due_soon'), loan }),
        z.object({ kind: z.literal('booking_suspended'), booking }),
      ]),
    ),
    /** Bookings on their way, for a line below. */
    underway: z.object({ paging: z.int(), queued: z.int(), inTransit: z.int() }),
    notices: z.array(noticeSummary),
    courses: z.array(courseSummary),
    unreadMessages: z.int(),
  }),
})
export type Home = z.infer<typeof getHome.response>
