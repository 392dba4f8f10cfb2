import { z } from 'zod'
import { loanTypes } from '../../contract/copies'
import { readerCategories } from '../../contract/session'
import { day, bilingual } from '../../contract/common'
import { closedDayStrategies } from '../../domain/calendar'

/** `null` in a scope means any. */
const scope = {
  category: z.enum(readerCategories).nullable(),
  loanType: z.enum(loanTypes).nullable(),
  branchId: z.string().nullable(),
}

/** L1: how long, how often, how long at most: reader category × loan type × branch. */
const loanRule = z.strictObject({
  ...scope,
  loanDays: z.int().min(1),
  renewals: z.int().min(0),
  /** All renewals together never pass this many days from the start. */
  totalDays: z.int().min(1),
  /** A recall leaves the borrower at least this (L3). */
  guaranteedDays: z.int().min(1),
  /** A booking may shorten the due date (L3); absent: it may not. */
  recallable: z.boolean().optional(),
  /** From the recall to the new due date at least; absent: no notice beyond the guaranteed days. */
  recallNoticeDays: z.int().min(0).optional(),
  renewableWhenWaitedFor: z.boolean(),
  closedDayStrategy: z.enum(closedDayStrategies),
})

/** L1: limits by reader category. */
const limitRule = z.strictObject({
  category: scope.category,
  openBookings: z.int().min(0),
  openLoans: z.int().min(0),
  /** Days after a due date before an overdue loan blocks new bookings (L5). */
  overdueGraceDays: z.int().min(0),
  /** Owing more than this many 分 blocks bookings and loans (L5); absent: fees never do. */
  feeBlockCents: z.int().min(0).optional(),
})

/** L1: whether a copy on the shelf may be booked: branch × loan type. */
const onShelfRule = z.strictObject({ branchId: scope.branchId, loanType: scope.loanType, allowed: z.boolean() })

/** L2: loans that begin or would end inside the window are due on its fixed day, when the library is back. */
const vacation = z
  .strictObject({ from: day, to: day, dueOn: day, note: bilingual(200).optional() })
  .refine(({ from, to, dueOn }) => from <= to && to <= dueOn, 'a vacation has its days in order')

export const circulationRules = z
  .strictObject({
    loans: z.array(loanRule),
    limits: z.array(limitRule),
    onShelf: z.array(onShelfRule),
    vacations: z.array(vacation),
    /** Transport days between two branches; within one branch none. */
    transitDays: z.array(z.strictObject({ from: z.string(), to: z.string(), days: z.int().min(0) })),
    /** For branch pairs that are not named. */
    defaultTransitDays: z.int().min(0),
    /** From the cut-off of a paging round until its books lie on the pickup shelf (B17). */
    pagingRoundMinutes: z
      .int()
      .min(0)
      .max(24 * 60),
    /** The floor of the expected wait of a hold (B17). */
    minimumWaitDays: z.int().min(0),
  })
  .refine(
    (rules) =>
      rules.loans.some((rule) => rule.category === null && rule.loanType === null && rule.branchId === null) &&
      rules.limits.some((rule) => rule.category === null) &&
      rules.onShelf.some((rule) => rule.branchId === null && rule.loanType === null),
    'a fallback rule for everybody is mandatory (L1)',
  )

export type CirculationRules = z.infer<typeof circulationRules>
export type LoanRule = CirculationRules['loans'][number]
export type LimitRule = CirculationRules['limits'][number]
