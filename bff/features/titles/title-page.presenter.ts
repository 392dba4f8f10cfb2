import type { TitleDetail } from '../../contract/titles'
import type { Language } from '../../domain/language'
import type { Availability } from '../../infra/search/engine'
import type { CopyRecord } from '../copies/copies.model'
import { presentCourseOfTitle } from '../courses/courses.presenter'
import { presentBranch } from '../places/places.presenter'
import type { TitlePage } from './title-page.service'
import type { ListedTitle, TitleRecord } from './titles.model'
import { labelOfForm, labelOfLanguage } from './titles-labels.presenter'
import { presentTitleSummary } from './titles.presenter'

export function presentTitlePage(page: TitlePage, language: Language): TitleDetail {
  const { title, holdings, around } = page
  const own = holdings.get(title._id)
  const listed = (others: readonly ListedTitle[]) =>
    others.map((other) => presentTitleSummary(other, plain(holdings.get(other._id))))
  return {
    ...presentTitleSummary(title, plain(own)),
    ...presentRecord(title),
    ...(title.language === 'und' ? {} : { languageName: labelOfLanguage(title.language, language) }),
    formName: labelOfForm(title.form, language),
    units: presentUnits(title, own?.units ?? []),
    holdings: presentHoldings(page, language),
    suggestPurchase: page.suggestPurchase,
    electronic: title.electronic,
    courses: page.courses.map((course) => presentCourseOfTitle(course, language)),
    editions: listed(around.editions),
    ...(around.series === null ? {} : { inSeries: { name: around.series.name, items: listed(around.series.titles) } }),
    related: listed(around.similar),
  }
}

function presentRecord(title: TitleRecord) {
  return {
    contributors: title.contributors,
    ...(title.place === null ? {} : { place: title.place }),
    ...(title.pages === null ? {} : { pages: title.pages }),
    ...(title.series === null ? {} : { series: title.series }),
    ...(title.originalTitle === null ? {} : { originalTitle: title.originalTitle }),
    ...(title.otherTitles?.length ? { otherTitles: title.otherTitles } : {}),
    subjects: title.subjects,
    ...(title.summary === null ? {} : { summary: title.summary }),
    ...(title.contents ? { contents: title.contents } : {}),
  }
}

type Unit = Availability & { readonly part: string | null }

/** The parts in the order of the record, each with its own availability (B1). */
function presentUnits(title: TitleRecord, units: readonly Unit[]): TitleDetail['units'] {
  if (title.parts.length === 0) return [{ availability: plain(units.find(({ part }) => part === null)) }]
  return title.parts.map((part) => ({ part, availability: plain(units.find((unit) => unit.part === part)) }))
}

function presentHoldings({ copies, dueAt, places }: TitlePage, language: Language): TitleDetail['holdings'] {
  const shown = copies.filter(({ status }) => status !== 'withdrawn' && status !== 'lost')
  return places.branches.flatMap((branch) => {
    const own = shown.filter(({ branchId }) => branchId === branch._id)
    if (own.length === 0) return []
    return [
      { branch: presentBranch(branch, language), copies: own.map((copy) => presentCopy(copy, dueAt.get(copy._id))) },
    ]
  })
}

function presentCopy(copy: CopyRecord, dueAt: Date | undefined): TitleDetail['holdings'][number]['copies'][number] {
  return {
    id: copy._id,
    barcode: copy.barcode,
    ...(copy.part === null ? {} : { part: copy.part }),
    floor: copy.floor,
    area: copy.area,
    callNumber: copy.callNumber,
    loanType: copy.loanType,
    status: copy.status,
    ...(copy.status === 'on_loan' && dueAt ? { dueAt: dueAt.toISOString() } : {}),
  }
}

function plain(availability: Availability | undefined): Availability {
  const { copies = 0, available = 0, queue = 0 } = availability ?? {}
  return { copies, available, queue }
}
