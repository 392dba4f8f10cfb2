import type { AvailabilityTable } from './availability'
import { LATEST_YEAR, normaliseClass, type Columns } from './columns'
import type { CatalogueFilters, FacetName } from './engine'
import type { ValueTable, Vocabulary } from './vocabulary'

/** A bit for each facet, set where its filter refuses a title; `UNAVAILABLE` belongs to no facet. */
export const FACET_BITS = { branch: 1, language: 2, class: 4, form: 8, year: 16 } as const satisfies Record<
  FacetName,
  number
>
const ALL_FACETS = 31
const UNAVAILABLE = 32

/**
 * Facets in which a title counts, given the filters that refuse it: all when none does; one when only its own filter does,
 * because a facet ignores its own filter.
 */
export function countedFacets(refused: number): number {
  if (refused === 0) return ALL_FACETS
  const isOneFacet = refused < UNAVAILABLE && (refused & (refused - 1)) === 0
  return isOneFacet ? refused : 0
}

/** Which filters refuse a title, as bits. */
export type Refusals = (columns: Columns, doc: number, slot: number) => number

/** Undefined when nothing is filtered. */
export function compileFilters(
  filters: CatalogueFilters,
  { vocabulary, availability }: { vocabulary: Vocabulary; availability: AvailabilityTable },
): Refusals | undefined {
  const languages = acceptValues(vocabulary.languages, filters.language)
  const forms = acceptValues(vocabulary.forms, filters.form)
  const classes = acceptClasses(vocabulary.classes, filters.class)
  const branchSets = acceptBranchSets(vocabulary, filters.branch)
  const yearFrom = Math.max(1, filters.yearFrom ?? 1)
  const yearTo = Math.min(LATEST_YEAR, filters.yearTo ?? LATEST_YEAR)
  const filtersYear = filters.yearFrom !== undefined || filters.yearTo !== undefined
  const onlyAvailable = filters.available === true
  if (!languages && !forms && !classes && !branchSets && !filtersYear && !onlyAvailable) return undefined

  return (columns, doc, slot) => {
    let refused = 0
    if (onlyAvailable && availability.availableOf(slot) === 0) refused |= UNAVAILABLE
    if (branchSets) {
      // Available and in this branch means: available in this branch.
      const set = onlyAvailable ? availability.branchSetOf(slot) : (columns.branches[doc] ?? 0)
      if (branchSets[set] !== 1) refused |= FACET_BITS.branch
    }
    if (languages && languages[columns.languages[doc] ?? 0] !== 1) refused |= FACET_BITS.language
    if (forms && forms[columns.forms[doc] ?? 0] !== 1) refused |= FACET_BITS.form
    if (classes && !classes(columns.classes[doc] ?? 0)) refused |= FACET_BITS.class
    if (filtersYear) {
      const year = columns.years[doc] ?? 0
      if (year < yearFrom || year > yearTo) refused |= FACET_BITS.year
    }
    return refused
  }
}

type Wanted = readonly string[] | undefined

function isFilter(wanted: Wanted): wanted is readonly string[] {
  return wanted !== undefined && wanted.length > 0
}

/** By number of the value: 1 where it is one of the wanted ones. */
function acceptValues(table: ValueTable, wanted: Wanted): Uint8Array | undefined {
  if (!isFilter(wanted)) return undefined
  const accepted = new Set(wanted)
  return Uint8Array.from(table.values, (value) => (accepted.has(value) ? 1 : 0))
}

function acceptBranchSets({ branches }: Vocabulary, wanted: Wanted): Uint8Array | undefined {
  if (!isFilter(wanted)) return undefined
  const accepted = new Set(wanted)
  return Uint8Array.from(branches.sets, (set) => (set.some((branch) => accepted.has(branch)) ? 1 : 0))
}

/** There are thousands of notations and a query meets few, so each is compared when first met. */
function acceptClasses(table: ValueTable, wanted: Wanted): ((number: number) => boolean) | undefined {
  if (!isFilter(wanted)) return undefined
  const prefixes = wanted.map(normaliseClass).filter((prefix) => prefix !== '')
  const UNKNOWN = 0
  const NO = 1
  const YES = 2
  const verdicts = new Uint8Array(table.values.length)
  return (number) => {
    if (verdicts[number] === UNKNOWN) {
      const notation = table.values[number] ?? ''
      verdicts[number] = prefixes.some((prefix) => notation.startsWith(prefix)) ? YES : NO
    }
    return verdicts[number] === YES
  }
}
