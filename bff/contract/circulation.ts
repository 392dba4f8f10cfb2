import { z } from 'zod'
import { bilingual, day, id } from './common'
import { loanTypes } from './copies'
import { readerCategories } from './session'

/** L4: what becomes of a date that falls on a closed day. */
export const closedDayStrategies = ['keep', 'previous_open_day', 'next_open_day'] as const

/** Whole days, months or years ahead: ten years at most, so that a slip of the finger is not a rule. */
const days = (min: number, max = 3650) => z.int().min(min).max(max)

/** `null` in a scope means any. */
const scope = {
  category: z.enum(readerCategories).nullable(),
  loanType: z.enum(loanTypes).nullable(),
  branchId: id.nullable(),
}

/** L1: how long, how often, how long at most: reader category × loan type × branch. */
const loanRule = z.strictObject({
  ...scope,
  loanDays: days(1),
  renewals: z.int().min(0).max(100),
  /** All renewals together never pass this many days from the start. */
  totalDays: days(1),
  /** A recall leaves the borrower at least this (L3). */
  guaranteedDays: days(1),
  /** A booking may shorten the due date (L3); absent: it may not. */
  recallable: z.boolean().optional(),
  /** From the recall to the new due date at least; absent: no notice beyond the guaranteed days. */
  recallNoticeDays: days(0, 365).optional(),
  renewableWhenWaitedFor: z.boolean(),
  closedDayStrategy: z.enum(closedDayStrategies),
})

/** L1: limits by reader category. */
const limitRule = z.strictObject({
  category: scope.category,
  openBookings: z.int().min(0).max(1000),
  openLoans: z.int().min(0).max(1000),
  /** Days after a due date before an overdue loan blocks new bookings (L5). */
  overdueGraceDays: days(0, 365),
  /** Owing more than this many 分 blocks bookings and loans (L5); absent: fees never do. */
  feeBlockCents: z.int().min(0).max(10_000_000).optional(),
  /**
   * Owing more than this many 分 blocks renewals (L3); absent: the same as for bookings and loans. A renewal takes nothing
   * more out of the library, so many let it go on for longer: Koha and FOLIO both set it apart.
   */
  renewalFeeBlockCents: z.int().min(0).max(10_000_000).optional(),
})

/** L1: whether a copy on the shelf may be booked: branch × loan type. */
const onShelfRule = z.strictObject({ branchId: scope.branchId, loanType: scope.loanType, allowed: z.boolean() })

/** L2: loans that begin or would end inside the window are due on its fixed day, when the library is back. */
const vacation = z.strictObject({ from: day, to: day, dueOn: day, note: bilingual(200).optional() })

/**
 * The circulation rules of a library, whole: the shape and the bounds of its numbers. What makes such a set contradict
 * itself is found by the rules of the feature, with a code for each problem.
 */
export const circulationRules = z.strictObject({
  loans: z.array(loanRule).max(500),
  limits: z.array(limitRule).max(50),
  onShelf: z.array(onShelfRule).max(500),
  vacations: z.array(vacation).max(50),
  /** Transport days between two branches; within one branch none. */
  transitDays: z.array(z.strictObject({ from: id, to: id, days: days(0, 60) })).max(2500),
  /** For branch pairs that are not named. */
  defaultTransitDays: days(0, 60),
  /** From the cut-off of a paging round until its books lie on the pickup shelf (B17). */
  pagingRoundMinutes: z
    .int()
    .min(0)
    .max(24 * 60),
  /** The floor of the expected wait of a hold (B17). */
  minimumWaitDays: days(0, 365),
})
