export const facetNames = ['branch', 'language', 'class', 'form'] as const
export type FacetName = (typeof facetNames)[number]
export const sorts = ['relevance', 'newest', 'popular', 'title'] as const
export type Sort = (typeof sorts)[number]

export interface Filters {
  readonly branch: readonly string[]
  readonly language: readonly string[]
  readonly class: readonly string[]
  readonly form: readonly string[]
  readonly year: { readonly value: string; readonly from: number; readonly to: number } | undefined
  readonly availableOnly: boolean
  readonly sort: Sort
}

export const noFilters: Filters = {
  branch: [],
  language: [],
  class: [],
  form: [],
  year: undefined,
  availableOnly: false,
  sort: 'relevance',
}

/** How many conditions narrow the result; the order is none. */
export function countFilters(filters: Filters): number {
  const chosen = facetNames.reduce((sum, name) => sum + filters[name].length, 0)
  return chosen + (filters.year === undefined ? 0 : 1) + (filters.availableOnly ? 1 : 0)
}

export function toggleFacet(filters: Filters, name: FacetName, value: string): Filters {
  const chosen = filters[name]
  return { ...filters, [name]: chosen.includes(value) ? chosen.filter((one) => one !== value) : [...chosen, value] }
}

/** A year facet is one year, `2007`, or a span, `2000-2009`. */
export function toggleYear(filters: Filters, value: string): Filters {
  if (filters.year?.value === value) return { ...filters, year: undefined }
  const [from = 0, to = from] = (value.match(/\d{4}/g) ?? []).map(Number)
  return from === 0 ? filters : { ...filters, year: { value, from, to } }
}
