import type { CopyRecord } from '../copies/copies.model'
import type { CopiesService } from '../copies/copies.service'
import type { CoursesService } from '../courses/courses.service'
import type { LoansService } from '../loans/loans.service'
import type { Places, PlacesService } from '../places/places.service'
import type { AvailabilityService, TitleHoldings } from './availability.service'
import type { TitleRecord } from './titles.model'
import type { TitlesService } from './titles.service'

interface Deps {
  readonly titles: TitlesService
  readonly copies: CopiesService
  readonly courses: CoursesService
  readonly loans: LoansService
  readonly places: PlacesService
  readonly availability: AvailabilityService
}

export interface TitlePage {
  readonly title: TitleRecord
  readonly related: readonly TitleRecord[]
  /** Of the title itself and of the related ones. */
  readonly holdings: ReadonlyMap<string, TitleHoldings>
  readonly copies: readonly CopyRecord[]
  /** When lent copies are due, by copy. */
  readonly dueAt: ReadonlyMap<string, Date>
  readonly courses: Awaited<ReturnType<CoursesService['listUsing']>>
  readonly places: Places
}

const relatedTitles = 6

export type TitlePagesService = ReturnType<typeof createTitlePagesService>

/** Gathers everything that the page of a title shows. */
export function createTitlePagesService(deps: Deps) {
  async function of(title: TitleRecord): Promise<TitlePage> {
    const [copies, loans, places, courses, related] = await Promise.all([
      deps.copies.listOfTitle(title._id),
      deps.loans.listOpenOfTitle(title._id),
      deps.places.read(),
      deps.courses.listUsing(title._id),
      deps.titles.listRelated(title, relatedTitles),
    ])
    const holdings = await deps.availability.of([title._id, ...related.map(({ _id }) => _id)])
    const dueAt = new Map(loans.map((loan) => [loan.copyId, loan.dueAt]))
    return { title, related, holdings, copies, dueAt, courses, places }
  }

  return { of }
}
