import { readerCategories } from '../../contract/session'
import type { Refusal } from '../../contract/common'
import { endOfDay, instantAt } from '../../domain/calendar'
import type { BookingFigures } from '../bookings/booking-figures.service'
import type { LoanFigures } from '../loans/loan-figures.service'
import type { LoanView, ViewLoans } from '../loans/loan-views.service'
import type { LoansService } from '../loans/loans.service'
import type { PlacesService } from '../places/places.service'
import type { ReaderRecord } from '../readers/readers.model'
import type { ReadersService } from '../readers/readers.service'
import type { CirculationRules } from './circulation.rules'
import type { RuleEditing } from './rule-editing.service'
import { ruleChangesBetween, type RuleChange } from './rule-changes.rules'
import {
  exampleCount,
  lowestNewLimit,
  newVacations,
  weighLoans,
  weighReaders,
  type ReaderHeap,
  type Tally,
} from './rules-preview.rules'
import { limitsFor } from './rules.rules'
import type { RulesService } from './rules.service'

interface Deps {
  readonly zone: string
  readonly rules: RulesService
  readonly editing: RuleEditing
  readonly places: PlacesService
  readonly readers: ReadersService
  readonly loans: Pick<LoansService, 'listById'>
  readonly viewLoans: ViewLoans
  readonly loanFigures: LoanFigures
  readonly bookingFigures: BookingFigures
}

interface Sets {
  readonly before: CirculationRules
  readonly after: CirculationRules
}

export interface CountedLoans {
  readonly count: number
  readonly examples: readonly LoanView[]
}

interface ReaderAtLimit {
  readonly reader: ReaderRecord
  readonly open: number
  readonly limit: number
}

export interface CountedReaders {
  readonly count: number
  readonly excess: number
  readonly examples: readonly ReaderAtLimit[]
}

export interface RulesTouch {
  readonly changedLoans: CountedLoans
  readonly notRenewable: CountedLoans
  readonly dueInVacation: CountedLoans
  readonly overLoanLimit: CountedReaders
  readonly overBookingLimit: CountedReaders
}

export interface RulesPreview {
  readonly refusals: readonly Refusal[]
  readonly changes: readonly RuleChange[]
  readonly touches: RulesTouch | null
}

export type RulePreviews = ReturnType<typeof createRulePreviews>

type LimitName = 'openLoans' | 'openBookings'
const nobody: CountedReaders = { count: 0, excess: 0, examples: [] }
const none: Tally = { count: 0, ids: [] }

/**
 * Whom changed rules would touch. Stored dates stay: rules hold for new loans, renewals and bookings. Loans and readers
 * are counted in heaps that the rules cannot tell apart, in one pass each, and weighed by the rules themselves.
 */
export function createRulePreviews(deps: Deps) {
  async function preview(after: CirculationRules): Promise<RulesPreview> {
    const { rules: before } = await deps.rules.current()
    const refusals = await deps.editing.refusalsOf(after)
    const changes = ruleChangesBetween(before, after)
    return { refusals, changes, touches: refusals.length > 0 ? null : await touchesOf({ before, after }, changes) }
  }

  async function touchesOf(sets: Sets, changes: readonly RuleChange[]): Promise<RulesTouch> {
    const changesLoans = changes.some(({ part }) => part === 'loans')
    const heaps = changesLoans ? await deps.loanFigures.heapByRule(deps.zone, exampleCount) : []
    const { changed, ended } = weighLoans(heaps, sets)
    return {
      changedLoans: await withLoans(changed),
      notRenewable: await withLoans(ended),
      dueInVacation: await withLoans(await dueInVacation(sets)),
      overLoanLimit: await overLimit(sets, 'openLoans'),
      overBookingLimit: await overLimit(sets, 'openBookings'),
    }
  }

  async function dueInVacation(sets: Sets): Promise<Tally> {
    const branchIds = (await deps.places.read()).branches.map(({ _id }) => _id)
    let sum = none
    for (const { from, to } of newVacations(sets)) {
      const days = await deps.loanFigures.heapByDueDay({
        branchIds,
        from: instantAt(from, '00:00', deps.zone),
        until: endOfDay(to, deps.zone),
        zone: deps.zone,
        examples: exampleCount,
      })
      for (const { count, ids } of days) sum = { count: sum.count + count, ids: [...sum.ids, ...ids] }
    }
    return { ...sum, ids: sum.ids.slice(0, exampleCount) }
  }

  async function overLimit(sets: Sets, limit: LimitName): Promise<CountedReaders> {
    const lowest = lowestNewLimit(sets, limit, readerCategories)
    if (lowest === null) return nobody
    const figures = limit === 'openLoans' ? deps.loanFigures : deps.bookingFigures
    const heaps = await figures.heapByReader(lowest, exampleCount)
    const { count, excess, ids } = weighReaders(heaps, { ...sets, limit })
    const readers = await deps.readers.byId(ids)
    const examples = ids.flatMap((id) => {
      const reader = readers.get(id)
      return reader ? [{ reader, open: openOf(heaps, id), limit: limitsFor(sets.after, reader.category)[limit] }] : []
    })
    return { count, excess, examples }
  }

  async function withLoans({ count, ids }: Tally): Promise<CountedLoans> {
    const byId = new Map((await deps.loans.listById(ids)).map((loan) => [loan._id, loan]))
    const loans = ids.flatMap((id) => byId.get(id) ?? [])
    return { count, examples: await deps.viewLoans(loans) }
  }

  return { preview }
}

function openOf(heaps: readonly ReaderHeap[], readerId: string): number {
  return heaps.find(({ ids }) => ids.includes(readerId))?.open ?? 0
}
