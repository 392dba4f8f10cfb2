import type { CopyRecord } from '../copies/copies.model'
import { countServing } from '../copies/copies.rules'
import type { CopiesService } from '../copies/copies.service'
import type { CoursesService } from '../courses/courses.service'
import type { LoansService } from '../loans/loans.service'
import type { Places, PlacesService } from '../places/places.service'
import type { AvailabilityService, TitleHoldings } from './availability.service'
import { isWorthSuggesting } from './title-page.rules'
import type { TitleRecord } from './titles.model'
import type { Surroundings, SurroundingsService } from './surroundings.service'

interface Deps {
  readonly surroundings: SurroundingsService
  readonly copies: CopiesService
  readonly courses: CoursesService
  readonly loans: LoansService
  readonly places: PlacesService
  readonly availability: AvailabilityService
}

export interface TitlePage {
  readonly title: TitleRecord
  readonly around: Surroundings
  /** Of the title itself and of those around it. */
  readonly holdings: ReadonlyMap<string, TitleHoldings>
  readonly copies: readonly CopyRecord[]
  /** When lent copies are due, by copy. */
  readonly dueAt: ReadonlyMap<string, Date>
  readonly courses: Awaited<ReturnType<CoursesService['listUsing']>>
  readonly places: Places
  /** 荐购: none can be had, or not for long. */
  readonly suggestPurchase: boolean
}

export type TitlePagesService = ReturnType<typeof createTitlePagesService>

/** Gathers everything that the page of a title shows. */
export function createTitlePagesService(deps: Deps) {
  async function of(title: TitleRecord): Promise<TitlePage> {
    const [copies, loans, places, courses, around] = await Promise.all([
      deps.copies.listOfTitle(title._id),
      deps.loans.listOpenOfTitle(title._id),
      deps.places.read(),
      deps.courses.listUsing(title._id),
      deps.surroundings.of(title),
    ])
    const others = [...around.editions, ...(around.series?.titles ?? []), ...around.similar]
    const holdings = await deps.availability.of([title._id, ...others.map(({ _id }) => _id)])
    const units = unitsNow(copies, holdings.get(title._id)?.units ?? [])
    // how long copies are lent matters only where none is there
    const isOut = units.some(({ available }) => available === 0)
    const meanLoanDays = isOut ? await deps.loans.meanLoanDaysOf([title._id]) : new Map<string, number>()
    const suggestPurchase = isWorthSuggesting(units, meanLoanDays.get(title._id) ?? null)
    const dueAt = new Map(loans.map((loan) => [loan.copyId, loan.dueAt]))
    return { title, around, holdings, copies, dueAt, courses, places, suggestPurchase }
  }

  return { of }
}

function unitsNow(copies: readonly CopyRecord[], units: TitleHoldings['units']) {
  return units.map(({ part, available, queue }) => ({
    serving: countServing(copies.filter((copy) => copy.part === part)),
    available,
    queue,
  }))
}
