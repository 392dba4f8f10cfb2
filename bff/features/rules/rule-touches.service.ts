import { readerCategories } from '../../contract/session'
import { endOfDay, instantAt } from '../../domain/calendar'
import type { Clock } from '../../infra/clock'
import type { BookingFigures } from '../bookings/booking-figures.service'
import type { FeeFigures } from '../fees/fee-figures.service'
import type { LoanFigures } from '../loans/loan-figures.service'
import type { LoanView, ViewLoans } from '../loans/loan-views.service'
import type { LoansService } from '../loans/loans.service'
import type { PlacesService } from '../places/places.service'
import type { ReaderRecord } from '../readers/readers.model'
import type { ReadersService } from '../readers/readers.service'
import type { BookingExample, BookingExamples } from './booking-examples.service'
import type { CirculationRules } from './circulation.rules'
import type { RuleChange } from './rule-changes.rules'
import {
  exampleCount,
  limitOf,
  lowestNewLimit,
  newVacations,
  weighIdle,
  weighLoans,
  weighReaders,
  weighRoutes,
  type LimitName,
  type ReaderHeap,
  type Tally,
} from './rules-preview.rules'

interface Deps {
  readonly clock: Clock
  readonly zone: string
  readonly places: PlacesService
  readonly readers: ReadersService
  readonly loans: Pick<LoansService, 'listById'>
  readonly viewLoans: ViewLoans
  readonly loanFigures: LoanFigures
  readonly bookingFigures: BookingFigures
  readonly feeFigures: FeeFigures
  readonly bookingExamples: BookingExamples
}

export interface RuleSets {
  readonly before: CirculationRules
  readonly after: CirculationRules
}

interface Counted<T> {
  readonly count: number
  readonly examples: readonly T[]
}

interface ReaderAtLimit {
  readonly reader: ReaderRecord
  readonly open: number
  readonly limit: number
}

export type CountedLoans = Counted<LoanView>
export type CountedBookings = Counted<BookingExample>
export type CountedReaders = Counted<ReaderAtLimit> & { readonly excess: number }

export interface RulesTouch {
  readonly changedLoans: CountedLoans
  readonly notRenewable: CountedLoans
  readonly dueInVacation: CountedLoans
  readonly overLoanLimit: CountedReaders
  readonly overBookingLimit: CountedReaders
  readonly blockedByOverdue: CountedReaders
  readonly blockedByFees: CountedReaders
  readonly servedFromShelf: CountedBookings
  readonly changedRoutes: CountedBookings
}

export type RuleTouches = ReturnType<typeof createRuleTouches>

const nobody: CountedReaders = { count: 0, excess: 0, examples: [] }
const none: Tally = { count: 0, ids: [] }

/**
 * Whom changed rules would touch, whether a rule was changed, added or removed: what is asked is which rule holds for
 * each, before and after. Loans, readers and bookings are counted in heaps that the rules cannot tell apart, in one pass
 * each, and only where the part of the rules that decides on them has changed.
 */
export function createRuleTouches(deps: Deps) {
  const { zone } = deps

  async function touchesOf(sets: RuleSets, changes: readonly RuleChange[]): Promise<RulesTouch> {
    const isChanged = (...parts: readonly RuleChange['part'][]) => changes.some(({ part }) => parts.includes(part))
    const heaps = isChanged('loans') ? await deps.loanFigures.heapByRule(zone, exampleCount) : []
    const { changed, ended } = weighLoans(heaps, sets)
    const idle = isChanged('onShelf') ? await deps.bookingFigures.listIdleUnits() : []
    return {
      changedLoans: await withLoans(changed),
      notRenewable: await withLoans(ended),
      dueInVacation: await withLoans(await dueInVacation(sets)),
      overLoanLimit: await overLimit(sets, 'openLoans'),
      overBookingLimit: await overLimit(sets, 'openBookings'),
      blockedByOverdue: await overLimit(sets, 'overdueGraceDays'),
      blockedByFees: await overLimit(sets, 'feeBlockCents'),
      servedFromShelf: await withBookings(weighIdle(idle, sets)),
      changedRoutes: await withBookings(isChanged('transitDays', 'general') ? await onTheirWay(sets) : none),
    }
  }

  async function dueInVacation(sets: RuleSets): Promise<Tally> {
    let sum = none
    for (const { from, to } of newVacations(sets)) {
      const days = await deps.loanFigures.heapByDueDay({
        branchIds: await branchIds(),
        from: instantAt(from, '00:00', zone),
        until: endOfDay(to, zone),
        zone,
        examples: exampleCount,
      })
      for (const { count, ids } of days) sum = { count: sum.count + count, ids: [...sum.ids, ...ids] }
    }
    return { ...sum, ids: sum.ids.slice(0, exampleCount) }
  }

  async function onTheirWay(sets: RuleSets): Promise<Tally> {
    const { pickupPoints } = await deps.places.read()
    const branchOf = new Map(pickupPoints.map(({ _id, branchId }) => [_id, branchId]))
    const heaps = await deps.bookingFigures.heapByRoute(exampleCount)
    const routes = heaps.flatMap(({ pickupPointId, ...heap }) => {
      const to = branchOf.get(pickupPointId)
      return to === undefined ? [] : [{ ...heap, to }]
    })
    return weighRoutes(routes, sets)
  }

  async function overLimit(sets: RuleSets, limit: LimitName): Promise<CountedReaders> {
    const lowest = lowestNewLimit(sets, limit, readerCategories)
    if (lowest === null) return nobody
    const heaps = await readersAbove[limit](lowest)
    const { count, excess, ids } = weighReaders(heaps, { ...sets, limit })
    const readers = await deps.readers.byId(ids)
    const examples = ids.flatMap((id) => {
      const reader = readers.get(id)
      return reader ? [{ reader, open: openOf(heaps, id), limit: limitOf(sets.after, reader.category, limit) }] : []
    })
    return { count, excess, examples }
  }

  const readersAbove: Record<LimitName, (above: number) => Promise<ReaderHeap[]>> = {
    openLoans: (above) => deps.loanFigures.heapByReader(above, exampleCount),
    openBookings: (above) => deps.bookingFigures.heapByReader(above, exampleCount),
    feeBlockCents: (above) => deps.feeFigures.heapByReader(above, exampleCount),
    overdueGraceDays: async (above) =>
      deps.loanFigures.heapByOverdue({
        above,
        branchIds: await branchIds(),
        now: deps.clock.now(),
        zone,
        examples: exampleCount,
      }),
  }

  async function branchIds(): Promise<string[]> {
    return (await deps.places.read()).branches.map(({ _id }) => _id)
  }

  async function withLoans({ count, ids }: Tally): Promise<CountedLoans> {
    const byId = new Map((await deps.loans.listById(ids)).map((loan) => [loan._id, loan]))
    const loans = ids.flatMap((id) => byId.get(id) ?? [])
    return { count, examples: await deps.viewLoans(loans) }
  }

  async function withBookings({ count, ids }: Tally): Promise<CountedBookings> {
    return { count, examples: await deps.bookingExamples(ids) }
  }

  return { of: touchesOf }
}

function openOf(heaps: readonly ReaderHeap[], readerId: string): number {
  return heaps.find(({ ids }) => ids.includes(readerId))?.open ?? 0
}
