import { z } from 'zod'
import { booking } from './bookings'
import { day, overridden, personText, refusal } from './common'
import { endpoint } from './endpoint'
import { fee } from './fees'
import { loan } from './loans'
import { readerCategories } from './session'

export const readerAccount = z.object({
  reader: z.object({
    number: personText(64),
    name: z.string(),
    category: z.enum(readerCategories),
    department: z.string().optional(),
    cardExpiresOn: day,
  }),
  blocks: z.array(refusal),
  limits: z.object({
    bookings: z.object({ limit: z.int(), open: z.int() }),
    loans: z.object({ limit: z.int(), open: z.int() }),
  }),
  bookings: z.array(booking.extend({ override: overridden.optional() })),
  /** The one due first on top. */
  loans: z.array(loan),
  /** Open ones, and those to give back. */
  fees: z.array(fee),
  openCents: z.int(),
})
export type ReaderAccount = z.infer<typeof readerAccount>

export const getReaderAccount = endpoint({
  method: 'GET',
  path: '/desk/readers/:number',
  audience: 'staff',
  summary: 'A reader’s open loans, bookings, fees and blocks; that it was looked at is recorded (X1)',
  response: readerAccount,
})
