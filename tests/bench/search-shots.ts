import type { CatalogueQuery } from '../../bff/infra/search/engine'
import { generateCatalogue } from './generate-catalogue'
import { mixedQueries } from './search-engine'

/** The addresses of a repeatable mix of searches over the generated titles, with facets and 20 records each. */
export function searchShots(count: number): string[] {
  const sample = generateCatalogue(5000, 1)
  return mixedQueries(sample, count).map(({ query }) => {
    const search = new URLSearchParams({ q: query.text })
    if (query.field) search.set('field', query.field)
    for (const name of ['branch', 'language', 'class', 'form'] as const) {
      for (const value of query.filters[name] ?? []) search.append(name, value)
    }
    if (query.filters.yearFrom !== undefined) search.set('yearFrom', String(query.filters.yearFrom))
    if (query.filters.available) search.set('available', 'true')
    return `/api/titles?${search.toString()}`
  })
}

/** The least that a server must do to ask the engine the same. */
export function searchQueryOf(url: string): CatalogueQuery {
  const search = new URL(url, 'http://x').searchParams
  const several = (name: string) => (search.has(name) ? search.getAll(name) : undefined)
  return {
    text: search.get('q') ?? '',
    field: (search.get('field') ?? 'any') as NonNullable<CatalogueQuery['field']>,
    filters: {
      branch: several('branch'),
      language: several('language'),
      class: several('class'),
      form: several('form'),
      yearFrom: search.has('yearFrom') ? Number(search.get('yearFrom')) : undefined,
      available: search.get('available') === 'true' ? true : undefined,
    },
    sort: 'relevance',
    page: 1,
    size: 20,
    facets: true,
  }
}
