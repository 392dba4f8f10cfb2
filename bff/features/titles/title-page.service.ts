import type { TitleDetail } from '../../contract/titles'
import type { Language } from '../../domain/language'
import type { Availability } from '../../infra/search/engine'
import type { CopyRecord } from '../copies/copies.model'
import type { CopiesService } from '../copies/copies.service'
import type { LoansService } from '../loans/loans.service'
import { presentBranch } from '../places/places.presenter'
import type { Places, PlacesService } from '../places/places.service'
import type { AvailabilityService } from './availability.service'
import type { TitleRecord } from './titles.model'
import { presentTitleSummary } from './titles.presenter'
import type { TitlesService } from './titles.service'

interface Deps {
  readonly titles: TitlesService
  readonly copies: CopiesService
  readonly loans: LoansService
  readonly places: PlacesService
  readonly availability: AvailabilityService
  readonly coursesUsing: (titleId: string, language: Language) => Promise<TitleDetail['courses']>
}

const relatedTitles = 6

export type TitlePages = ReturnType<typeof createTitlePages>

/** Everything the page of a title shows, gathered in one answer. */
export function createTitlePages(deps: Deps) {
  async function present(title: TitleRecord, language: Language): Promise<TitleDetail> {
    const [copies, loans, places, courses, related] = await Promise.all([
      deps.copies.listOfTitle(title._id),
      deps.loans.listOpenOfTitle(title._id),
      deps.places.read(),
      deps.coursesUsing(title._id, language),
      deps.titles.listRelated(title, relatedTitles),
    ])
    const holdings = await deps.availability.of([title._id, ...related.map(({ _id }) => _id)])
    const dueAt = new Map(loans.map((loan) => [loan.copyId, loan.dueAt]))
    return {
      ...presentTitleSummary(title, plain(holdings.get(title._id))),
      ...presentRecord(title),
      units: unitsOf(title, holdings.get(title._id)?.units ?? []),
      holdings: presentHoldings(copies, { dueAt, places, language }),
      electronic: title.electronic,
      courses,
      related: related.map((other) => presentTitleSummary(other, plain(holdings.get(other._id)))),
    }
  }

  return { present }
}

function presentRecord(title: TitleRecord) {
  return {
    contributors: title.contributors,
    ...(title.place === null ? {} : { place: title.place }),
    ...(title.pages === null ? {} : { pages: title.pages }),
    ...(title.series === null ? {} : { series: title.series }),
    ...(title.originalTitle === null ? {} : { originalTitle: title.originalTitle }),
    subjects: title.subjects,
    ...(title.summary === null ? {} : { summary: title.summary }),
  }
}

/** The parts in the order of the record, each with its own availability (B1). */
function unitsOf(title: TitleRecord, units: readonly (Availability & { part: string | null })[]): TitleDetail['units'] {
  if (title.parts.length === 0) {
    return [{ availability: plain(units.find(({ part }) => part === null)) }]
  }
  return title.parts.map((part) => ({ part, availability: plain(units.find((unit) => unit.part === part)) }))
}

interface HoldingsView {
  readonly dueAt: ReadonlyMap<string, Date>
  readonly places: Places
  readonly language: Language
}

function presentHoldings(copies: readonly CopyRecord[], view: HoldingsView): TitleDetail['holdings'] {
  const shown = copies.filter(({ status }) => status !== 'withdrawn' && status !== 'lost')
  return view.places.branches.flatMap((branch) => {
    const own = shown.filter(({ branchId }) => branchId === branch._id)
    if (own.length === 0) return []
    return [{ branch: presentBranch(branch, view.language), copies: own.map((copy) => presentCopy(copy, view.dueAt)) }]
  })
}

function presentCopy(
  copy: CopyRecord,
  dueAt: ReadonlyMap<string, Date>,
): TitleDetail['holdings'][number]['copies'][number] {
  const due = copy.status === 'on_loan' ? dueAt.get(copy._id) : undefined
  return {
    id: copy._id,
    barcode: copy.barcode,
    ...(copy.part === null ? {} : { part: copy.part }),
    floor: copy.floor,
    area: copy.area,
    callNumber: copy.callNumber,
    loanType: copy.loanType,
    status: copy.status,
    ...(due ? { dueAt: due.toISOString() } : {}),
  }
}

function plain(availability: Availability | undefined): Availability {
  return {
    copies: availability?.copies ?? 0,
    available: availability?.available ?? 0,
    queue: availability?.queue ?? 0,
  }
}
