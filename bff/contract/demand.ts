import { z } from 'zod'
import { day, listOf, pageQuery } from './common'
import { endpoint } from './endpoint'

export const listNotFound = endpoint({
  method: 'GET',
  path: '/desk/demand/not-found',
  audience: 'staff',
  summary:
    'What was searched and not found, the most asked first; never by whom. The last 30 days unless told otherwise',
  query: z
    .strictObject({ from: day.optional(), to: day.optional(), ...pageQuery })
    .refine(({ from, to }) => from === undefined || to === undefined || from <= to, {
      message: 'ends before it begins',
      path: ['to'],
    }),
  response: listOf(
    z.object({
      /** In one spelling for all that readers type for the same: lower case, simplified characters. */
      query: z.string(),
      searches: z.int(),
      lastDay: day,
    }),
  ),
})
