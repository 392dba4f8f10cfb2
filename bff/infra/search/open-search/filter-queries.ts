import { z } from 'zod'
import { normaliseClass } from '../columns'
import type { CatalogueFilters, CatalogueQuery, FacetName, Facets } from '../engine'
import { NO_FACETS } from '../facets'
import { NOTHING, type Query } from './clause-queries'

/** A filter of each facet, where one is given; `available` belongs to none, so it counts in all. */
type FilterName = FacetName | 'available'

const FACET_NAMES = ['branch', 'language', 'class', 'form', 'year'] as const satisfies readonly FacetName[]

/** More values than any library has of each. */
const MAX_VALUES = 10_000

export type FilterQueries = ReadonlyMap<FilterName, Query>

export function filterQueries(filters: CatalogueFilters): FilterQueries {
  const { language, form, branch, yearFrom, yearTo } = filters
  const queries = new Map<FilterName, Query>()
  if (isGiven(language)) queries.set('language', { terms: { language } })
  if (isGiven(form)) queries.set('form', { terms: { form } })
  if (isGiven(branch)) queries.set('branch', { terms: { [branchField(filters)]: branch } })
  if (isGiven(filters.class)) queries.set('class', classQuery(filters.class))
  if (yearFrom !== undefined || yearTo !== undefined) {
    queries.set('year', { range: { year: { gte: yearFrom ?? null, lte: yearTo ?? null } } })
  }
  if (filters.available === true) queries.set('available', { range: { available: { gt: 0 } } })
  return queries
}

/** Available and in this branch means: available in this branch. */
function branchField({ available }: CatalogueFilters): string {
  return available === true ? 'available_branches' : 'branches'
}

function classQuery(prefixes: readonly string[]): Query {
  const wanted = prefixes.map(normaliseClass).filter((prefix) => prefix !== '')
  if (wanted.length === 0) return NOTHING
  return { bool: { should: wanted.map((value) => ({ prefix: { class: { value } } })) } }
}

function isGiven(wanted: readonly string[] | undefined): wanted is readonly string[] {
  return wanted !== undefined && wanted.length > 0
}

/** What all filters let through, `but` one aside. */
export function passing(queries: FilterQueries, but?: FacetName): Query {
  return { bool: { filter: [...queries].filter(([name]) => name !== but).map(([, query]) => query) } }
}

/** Counts per facet under the filters of all others; counted before the filters are applied to the hits. */
export function facetAggregations({ facets, filters }: CatalogueQuery, queries: FilterQueries): Query {
  if (!facets) return {}
  const fields = {
    branch: branchField(filters),
    language: 'language',
    class: 'class_letter',
    form: 'form',
    year: 'year',
  }
  return Object.fromEntries(
    FACET_NAMES.map((name) => {
      const order = name === 'year' ? { order: { _key: 'desc' } } : {}
      const values = { terms: { field: fields[name], size: MAX_VALUES, ...order } }
      return [name, { filter: passing(queries, name), aggs: { values } }]
    }),
  )
}

const counted = z.object({
  values: z.object({
    buckets: z.array(z.object({ key: z.union([z.string(), z.number()]), doc_count: z.number() })),
  }),
})
const facetsAnswer = z.object({
  branch: counted,
  language: counted,
  class: counted,
  form: counted,
  year: counted,
})

/** @param aggregations as answered to `facetAggregations` */
export function facetsOf(aggregations: unknown): Facets {
  const answer = facetsAnswer.safeParse(aggregations)
  if (!answer.success) return NO_FACETS
  const rows = ({ values }: z.infer<typeof counted>) =>
    values.buckets.map(({ key, doc_count: count }) => ({ value: String(key), count }))
  const { branch, language, class: classes, form, year } = answer.data
  return { branch: rows(branch), language: rows(language), class: rows(classes), form: rows(form), year: rows(year) }
}
