import { z } from 'zod'
import { titleReference } from './bookings'
import { day, id, instant, named, weekdays } from './common'
import { loanTypes } from './copies'
import { readerCategories } from './session'

/** The parts of the circulation rules and of a calendar. */
const ruleParts = ['loans', 'limits', 'onShelf', 'vacations', 'transitDays', 'general', 'weekly', 'exceptions'] as const

const ruleFields = [
  'loanDays',
  'renewals',
  'totalDays',
  'guaranteedDays',
  'recallable',
  'recallNoticeDays',
  'renewableWhenWaitedFor',
  'closedDayStrategy',
  'openBookings',
  'openLoans',
  'overdueGraceDays',
  'feeBlockCents',
  'renewalFeeBlockCents',
  'allowed',
  'dueOn',
  'note',
  'days',
  'defaultTransitDays',
  'pagingRoundMinutes',
  'minimumWaitDays',
  'windows',
] as const
export type RuleField = (typeof ruleFields)[number]

const value = z.union([z.string(), z.number(), z.boolean()]).nullable()

/** One rule that was added, removed or changed, field by field. `null`: it was not there, or says nothing. */
export const ruleChange = z.object({
  part: z.enum(ruleParts),
  kind: z.enum(['added', 'removed', 'changed']),
  /** Whom or what the rule is about; absent: all. */
  scope: z.object({
    category: z.enum(readerCategories).optional(),
    loanType: z.enum(loanTypes).optional(),
    branch: named.optional(),
    toBranch: named.optional(),
    from: day.optional(),
    to: day.optional(),
    weekday: z.enum(weekdays).optional(),
  }),
  fields: z.array(z.object({ name: z.enum(ruleFields), before: value, after: value })),
})

/** Who made the change that is in force. */
export const changeAuthor = z.object({ at: instant, account: z.string(), name: z.string() })

/** How many, and up to twenty of them. */
export const counted = <T extends z.ZodType>(example: T) =>
  z.object({ count: z.int(), examples: z.array(example).max(20) })

export const loanExample = z.object({
  loanId: id,
  title: titleReference,
  barcode: z.string(),
  branch: named,
  dueAt: instant,
  renewals: z.int(),
})

/** A reader and what the candidate would allow: books, days overdue or 分, as the count says. */
export const readerExample = z.object({
  number: z.string(),
  category: z.enum(readerCategories),
  open: z.int(),
  limit: z.int(),
})

export const bookingExample = z.object({ bookingId: id, title: titleReference, pickupPoint: named })

export const readyBookingExample = bookingExample.extend({ pickupDeadline: instant })
