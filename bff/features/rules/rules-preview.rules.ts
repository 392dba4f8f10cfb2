import type { LoanType } from '../../contract/copies'
import type { ReaderCategory } from '../../contract/session'
import { isOpenOn, type Calendar, type Day } from '../../domain/calendar'
import type { CirculationRules, LoanRule } from './circulation.rules'
import { canServe } from '../bookings/bookings.rules'
import { isOnShelfBookable, limitsFor, loanRuleFor, transitDaysBetween } from './rules.rules'

/** So many of one kind, and a few of them. */
interface Heap {
  readonly count: number
  /** Ids, the first of them by date. */
  readonly ids: readonly string[]
}

/** Open loans that no rule can tell apart. */
export interface LoanHeap extends Heap {
  readonly category: ReaderCategory
  readonly loanType: LoanType
  readonly branchId: string
  readonly renewals: number
  /** Days from the day it was lent to the day it is due. */
  readonly heldDays: number
}

/** Readers of one category with so many open loans or bookings each, days overdue or 分 owed. */
export interface ReaderHeap extends Heap {
  readonly category: ReaderCategory
  readonly open: number
}

/** Books that are being fetched in one branch for another. */
export interface RouteHeap extends Heap {
  readonly from: string
  readonly to: string
}

/** A title or part that somebody waits for, though copies of it stand on the shelf; the first in the queue first. */
export interface IdleUnit {
  readonly waiting: readonly { readonly _id: string; readonly requestedCopyId: string | null }[]
  readonly copies: readonly { readonly _id: string; readonly branchId: string; readonly loanType: LoanType }[]
}

/** What a limit is set for. */
export type LimitName = 'openLoans' | 'openBookings' | 'overdueGraceDays' | 'feeBlockCents'

/** What was found, before the examples are read. */
export interface Tally {
  readonly count: number
  readonly ids: readonly string[]
}

/** Examples are for looking at, not for working through. */
export const exampleCount = 20

interface Sets {
  readonly before: CirculationRules
  readonly after: CirculationRules
}

/** Loans that have another loan rule than before (L1), and those that only the candidate keeps from being renewed. */
export function weighLoans(heaps: readonly LoanHeap[], { before, after }: Sets): { changed: Tally; ended: Tally } {
  const pairs = heaps.map((heap) => ({ heap, old: loanRuleFor(before, heap), next: loanRuleFor(after, heap) }))
  const changed = pairs.filter(({ old, next }) => !saysTheSame(old, next))
  const ended = changed.filter(({ heap, old, next }) => isRenewable(heap, old) && !isRenewable(heap, next))
  return { changed: tally(changed.map(({ heap }) => heap)), ended: tally(ended.map(({ heap }) => heap)) }
}

/** L1: renewals are left, and the longest loan is not reached. What else may stand against a renewal comes and goes. */
function isRenewable({ renewals, heldDays }: LoanHeap, rule: LoanRule): boolean {
  return renewals < rule.renewals && heldDays < rule.totalDays
}

function saysTheSame(a: LoanRule, b: LoanRule): boolean {
  return (
    a.loanDays === b.loanDays &&
    a.renewals === b.renewals &&
    a.totalDays === b.totalDays &&
    a.guaranteedDays === b.guaranteedDays &&
    (a.recallable ?? false) === (b.recallable ?? false) &&
    (a.recallNoticeDays ?? null) === (b.recallNoticeDays ?? null) &&
    a.renewableWhenWaitedFor === b.renewableWhenWaitedFor &&
    a.closedDayStrategy === b.closedDayStrategy
  )
}

/** What a set of rules allows a category; a limit that is not named limits nobody. */
export function limitOf(rules: CirculationRules, category: ReaderCategory, limit: LimitName): number {
  return limitsFor(rules, category)[limit] ?? Infinity
}

/** Readers within the old limit and above the new one, and by how much all of them together. */
export function weighReaders(
  heaps: readonly ReaderHeap[],
  { before, after, limit }: Sets & { readonly limit: LimitName },
): Tally & { readonly excess: number } {
  const over = heaps.filter(
    ({ category, open }) => open > limitOf(after, category, limit) && open <= limitOf(before, category, limit),
  )
  const excess = over.reduce(
    (sum, { category, open, count }) => sum + count * (open - limitOf(after, category, limit)),
    0,
  )
  return { ...tally(over), excess }
}

/** The lowest limit that somebody's was lowered to: readers with no more than this are not touched; null: none was. */
export function lowestNewLimit({ before, after }: Sets, limit: LimitName, all: readonly ReaderCategory[]) {
  const lowered = all
    .filter((category) => limitOf(after, category, limit) < limitOf(before, category, limit))
    .map((category) => limitOf(after, category, limit))
  return lowered.length > 0 ? Math.min(...lowered) : null
}

/** B7: bookings that a copy would be fetched for which only the candidate lets be booked on its shelf (L1). */
export function weighIdle(units: readonly IdleUnit[], { before, after }: Sets): Tally {
  const served = units.flatMap(({ waiting, copies }) => {
    const freed = copies.filter(
      ({ branchId, loanType }) =>
        isOnShelfBookable(after, branchId, loanType) && !isOnShelfBookable(before, branchId, loanType),
    )
    const left = [...waiting]
    return freed.flatMap((copy) => {
      const n = left.findIndex((booking) => canServe(booking, copy))
      return n < 0 ? [] : left.splice(n, 1).map(({ _id }) => _id)
    })
  })
  return { count: served.length, ids: served.slice(0, exampleCount) }
}

/** B17: books on a way between branches that would take another number of days. */
export function weighRoutes(heaps: readonly RouteHeap[], { before, after }: Sets): Tally {
  return tally(
    heaps.filter(({ from, to }) => transitDaysBetween(before, from, to) !== transitDaysBetween(after, from, to)),
  )
}

/** L2: the vacation windows that were not there before, or ended on another day. */
export function newVacations({ before, after }: Sets): CirculationRules['vacations'] {
  return after.vacations.filter(
    ({ from, to, dueOn }) =>
      !before.vacations.some((known) => known.from === from && known.to === to && known.dueOn === dueOn),
  )
}

/** L4: what falls on a day that was open and would be closed. */
export function onClosedDays(
  heaps: readonly (Heap & { readonly day: Day })[],
  { before, after }: { readonly before: Calendar; readonly after: Calendar },
): Tally {
  return tally(heaps.filter(({ day }) => isOpenOn(before, day) && !isOpenOn(after, day)))
}

function tally(heaps: readonly Heap[]): Tally {
  return {
    count: heaps.reduce((sum, { count }) => sum + count, 0),
    ids: heaps.flatMap(({ ids }) => ids).slice(0, exampleCount),
  }
}
