import { LATEST_YEAR, type Columns } from './columns'
import type { FacetCount, Facets } from './engine'
import { FACET_BITS } from './filters'
import type { Vocabulary } from './vocabulary'

export interface FacetCounter {
  /** For the titles of one segment. */
  counting(columns: Columns): CountTitle
  result(): Facets
}

/** Counts a title in the facets whose bits are given. `branchSet`: the branches it counts for. */
export type CountTitle = (doc: number, branchSet: number, facetBits: number) => void

export const NO_FACETS: Facets = { branch: [], language: [], class: [], form: [], year: [] }

/** Counts by number of the value; names come in only with the result. */
export function createFacetCounter(vocabulary: Vocabulary): FacetCounter {
  const branchSets = new Uint32Array(vocabulary.branches.sets.length)
  const languages = new Uint32Array(vocabulary.languages.values.length)
  const forms = new Uint32Array(vocabulary.forms.values.length)
  const classLetters = new Uint32Array(256)
  const years = new Uint32Array(LATEST_YEAR + 1)

  return {
    counting: (columns) => (doc, branchSet, facetBits) => {
      if (facetBits & FACET_BITS.branch) increment(branchSets, branchSet)
      if (facetBits & FACET_BITS.language) increment(languages, columns.languages[doc] ?? 0)
      if (facetBits & FACET_BITS.class) increment(classLetters, columns.classLetters[doc] ?? 0)
      if (facetBits & FACET_BITS.form) increment(forms, columns.forms[doc] ?? 0)
      if (facetBits & FACET_BITS.year) increment(years, columns.years[doc] ?? 0)
    },
    result: () => ({
      branch: mostFrequentFirst(countBranches(branchSets, vocabulary)),
      language: mostFrequentFirst(counted(languages, (number) => vocabulary.languages.values[number] ?? '')),
      class: mostFrequentFirst(counted(classLetters, (code) => (code === 0 ? '' : String.fromCharCode(code)))),
      form: mostFrequentFirst(counted(forms, (number) => vocabulary.forms.values[number] ?? '')),
      year: counted(years, (year) => (year === 0 ? '' : String(year))).reverse(),
    }),
  }
}

function increment(counts: Uint32Array, at: number): void {
  counts[at] = (counts[at] ?? 0) + 1
}

/** In the order of the numbers. Titles without a value are in no row of the facet. */
function counted(counts: Uint32Array, nameOf: (number: number) => string): FacetCount[] {
  const rows: FacetCount[] = []
  for (let number = 0; number < counts.length; number++) {
    const count = counts[number] ?? 0
    if (count === 0) continue
    const value = nameOf(number)
    if (value !== '') rows.push({ value, count })
  }
  return rows
}

function countBranches(setCounts: Uint32Array, vocabulary: Vocabulary): FacetCount[] {
  const byBranch = new Map<string, number>()
  setCounts.forEach((count, set) => {
    if (count === 0) return
    for (const branch of vocabulary.branches.sets[set] ?? []) byBranch.set(branch, (byBranch.get(branch) ?? 0) + count)
  })
  return [...byBranch].map(([value, count]) => ({ value, count }))
}

function mostFrequentFirst(rows: FacetCount[]): FacetCount[] {
  return rows.sort((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1))
}
