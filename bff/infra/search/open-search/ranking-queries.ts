import type { SearchSort } from '../engine'
import { AVAILABLE_BOOST, EXACT_TITLE_BOOST, POPULARITY_BOOST, TITLE_PREFIX_BOOST } from '../ranking'
import type { Query } from './clause-queries'

/** The score of the words times one and the boosts, as the embedded engine ranks. */
export function ranked(matching: Query, titleKey: string): Query {
  const prefix = { filter: { prefix: { title_keys: { value: titleKey } } }, weight: TITLE_PREFIX_BOOST }
  const exact = { filter: { term: { title_keys: titleKey } }, weight: EXACT_TITLE_BOOST - TITLE_PREFIX_BOOST }
  const functions = [
    { weight: 1 },
    { field_value_factor: { field: 'popularity', factor: POPULARITY_BOOST, missing: 0 } },
    { filter: { range: { available: { gt: 0 } } }, weight: AVAILABLE_BOOST },
    ...(titleKey === '' ? [] : [prefix, exact]),
  ]
  return { function_score: { query: matching, functions, score_mode: 'sum', boost_mode: 'multiply' } }
}

/** Equals come in the order of their ids, so that pages follow on each other whichever copy of the index answers. */
export function sortOf(sort: SearchSort): readonly Query[] {
  const sorts: Readonly<Record<SearchSort, readonly Query[]>> = {
    relevance: [{ _score: 'desc' }],
    newest: [{ year: { order: 'desc', missing: '_last' } }, { popularity: 'desc' }],
    popular: [{ popularity: 'desc' }],
    title: [{ title_key: 'asc' }],
  }
  return [...sorts[sort], { id: 'asc' }]
}
