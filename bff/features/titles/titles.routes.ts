import type { z } from 'zod'
import * as contract from '../../contract/titles'
import { mount, mountComposed } from '../../http/mount'
import type { Routers } from '../../http/routers'
import type { SearchCounts } from '../demand/search-counts.service'
import type { MostBorrowed } from '../loans/most-borrowed.service'
import type { PlacesService } from '../places/places.service'
import type { CatalogueService } from './catalogue.service'
import type { CitationsService } from './citations.service'
import { presentNearby } from './nearby.presenter'
import type { NearbyService } from './nearby.service'
import { presentFound } from './search-answer.presenter'
import type { TitleSuggestions } from './suggestions.service'
import { presentTitlePage } from './title-page.presenter'
import type { TitlePagesService } from './title-page.service'
import type { TitlesService } from './titles.service'
import type { TitleSummaries } from './summaries.service'

interface Deps {
  readonly catalogue: CatalogueService
  readonly titles: TitlesService
  readonly titlePages: TitlePagesService
  readonly citations: CitationsService
  readonly nearby: NearbyService
  readonly summaries: TitleSummaries
  readonly places: PlacesService
  readonly mostBorrowed: MostBorrowed
  readonly suggestions: TitleSuggestions
  readonly searchCounts: SearchCounts
}

type SearchQuery = z.output<typeof contract.searchTitles.query>

const listed = 20
const suggested = 8
/** The names of branches stand in the answer of a search, and nobody tells when one is changed. */
const namesKeptMs = 10_000

export function mountTitles(routers: Routers, deps: Deps): void {
  mountComposed(routers.public, contract.searchTitles, async ({ query }, { language }) => {
    const startedAt = performance.now()
    const asked = catalogueQueryOf(query)
    const revision = deps.catalogue.revision()
    const found = await deps.catalogue.search(asked)
    const note = () => {
      deps.searchCounts.note(asked, found)
    }
    note()
    const places = await deps.places.read()
    const content = presentFound({ found, places, language })
    const tookMs = Math.round((performance.now() - startedAt) * 100) / 100
    const isCurrent = () => deps.catalogue.revision() === revision && performance.now() - startedAt < namesKeptMs
    return { content, remark: `,"tookMs":${tookMs}}`, reuse: { isCurrent, again: note } }
  })

  mount(routers.public, contract.suggestTitles, async ({ query }) => ({
    items: await deps.suggestions.suggest(query.q, suggested),
  }))

  mount(routers.public, contract.listNewTitles, async () => ({
    items: await deps.summaries.of(await deps.titles.listNew(listed)),
  }))

  mount(routers.public, contract.listPopularTitles, async () => ({ items: await deps.mostBorrowed.list(listed) }))

  mount(routers.public, contract.getTitleByIsbn, async ({ params }, { language }) =>
    presentTitlePage(await deps.titlePages.of(await deps.titles.getByIsbn(params.isbn)), language),
  )

  mount(routers.public, contract.getTitle, async ({ params }, { language }) =>
    presentTitlePage(await deps.titlePages.of(await deps.titles.get(params.id)), language),
  )

  mount(routers.public, contract.listCitations, async ({ params }) => ({
    items: deps.citations.of(await deps.titles.get(params.id)),
  }))

  mount(routers.public, contract.listNearbyTitles, async ({ params, query }, { language }) =>
    presentNearby(await deps.nearby.of(await deps.titles.get(params.id), query.branch), language),
  )
}

function catalogueQueryOf(query: SearchQuery) {
  const { branch, language, class: classes, form, yearFrom, yearTo, available } = query
  return {
    text: query.q,
    field: query.field,
    filters: { branch, language, class: classes, form, yearFrom, yearTo, available },
    sort: query.q === '' && query.sort === 'relevance' ? ('popular' as const) : query.sort,
    page: query.page,
    size: query.size,
    facets: true,
  }
}
