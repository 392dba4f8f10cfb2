import type { z } from 'zod'
import * as contract from '../../contract/titles'
import { inLanguage, type Language } from '../../domain/language'
import { mount } from '../../http/mount'
import type { Routers } from '../../http/routers'
import type { FacetCount } from '../../infra/search/engine'
import type { Places, PlacesService } from '../places/places.service'
import type { CatalogueService } from './catalogue.service'
import { labelOfClass, labelOfForm, labelOfLanguage } from './titles-labels.presenter'
import { presentTitlePage } from './title-page.presenter'
import type { TitlePagesService } from './title-page.service'
import type { TitlesService } from './titles.service'
import type { TitleSummaries } from './summaries.service'

interface Deps {
  readonly catalogue: CatalogueService
  readonly titles: TitlesService
  readonly titlePages: TitlePagesService
  readonly summaries: TitleSummaries
  readonly places: PlacesService
}

type SearchQuery = z.output<typeof contract.searchTitles.query>

const newTitles = 20

export function mountTitles(routers: Routers, deps: Deps): void {
  mount(routers.public, contract.searchTitles, async ({ query }, { language }) => {
    const startedAt = performance.now()
    const found = await deps.catalogue.search(catalogueQueryOf(query))
    const places = await deps.places.read()
    const { branch, class: classes, language: languages, form, year } = found.facets
    return {
      total: found.total,
      items: found.hits.map((hit) => ({ ...hit.summary, availability: hit.availability })),
      facets: {
        branch: label(branch, (id) => branchName(places, id, language)),
        language: label(languages, (code) => labelOfLanguage(code, language)),
        class: label(classes, (letter) => labelOfClass(letter, language)),
        form: label(form, (name) => labelOfForm(name, language)),
        year: label(year, (value) => value),
      },
      ...(found.correction === undefined ? {} : { correction: found.correction }),
      tookMs: Math.round((performance.now() - startedAt) * 100) / 100,
    }
  })

  mount(routers.public, contract.suggestTitles, async ({ query }) => ({
    items: (await deps.catalogue.suggest(query.q, 8)).map((suggestion) => ({ ...suggestion })),
  }))

  mount(routers.public, contract.listNewTitles, async () => ({
    items: await deps.summaries.of(await deps.titles.listNew(newTitles)),
  }))

  mount(routers.public, contract.getTitleByIsbn, async ({ params }, { language }) =>
    presentTitlePage(await deps.titlePages.of(await deps.titles.getByIsbn(params.isbn)), language),
  )

  mount(routers.public, contract.getTitle, async ({ params }, { language }) =>
    presentTitlePage(await deps.titlePages.of(await deps.titles.get(params.id)), language),
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

function label(counts: readonly FacetCount[], nameOf: (value: string) => string) {
  return counts.map(({ value, count }) => ({ value, label: nameOf(value), count }))
}

function branchName(places: Places, id: string, language: Language): string {
  const branch = places.branches.find(({ _id }) => _id === id)
  return branch ? inLanguage(branch.name, language) : id
}
