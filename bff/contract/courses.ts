import { z } from 'zod'
import { endpoint } from './endpoint'
import { id, listOf, pageQuery, personText, refusal } from './common'
import { titleSummary } from './titles'
import { loanTypes } from './copies'

export const courseSummary = z.object({
  id,
  code: z.string(),
  name: z.string(),
  department: z.string(),
  teachers: z.array(z.string()),
  /** Id of the term, what `term` filters by: `2026-2027-1`. */
  term: z.string(),
  termName: z.string(),
  reserveCount: z.int(),
  isMine: z.boolean(),
})
export type CourseSummary = z.infer<typeof courseSummary>

export const reserveKinds = ['print', 'electronic', 'link'] as const
export type ReserveKind = (typeof reserveKinds)[number]

export const reserve = z.object({
  id,
  kind: z.enum(reserveKinds),
  isRequired: z.boolean(),
  note: z.string().optional(),
  /** With live availability; absent for a plain link. */
  title: titleSummary.optional(),
  /** The part of a multi-part title that is meant, as a booking names it. */
  part: z.string().optional(),
  label: z.string().optional(),
  loanType: z.enum(loanTypes).optional(),
  /** Only for the enrolled; otherwise `refusals` says why it is hidden. */
  url: z.string().optional(),
  refusals: z.array(refusal),
})

export const listCourses = endpoint({
  method: 'GET',
  path: '/courses',
  audience: 'public',
  summary: 'Search courses; `mine` lists those I am enrolled in or teach',
  query: z.strictObject({
    q: personText(100).optional(),
    term: personText(16).optional(),
    mine: z.stringbool().default(false),
    ...pageQuery,
  }),
  response: listOf(courseSummary),
  errors: ['auth.required'],
})

export const getCourse = endpoint({
  method: 'GET',
  path: '/courses/:id',
  audience: 'public',
  summary: 'A course with its reserves (教参)',
  response: z.object({ ...courseSummary.shape, reserves: z.array(reserve) }),
})
