import type { Columns } from './columns'
import type { FacetCount, Facets } from './engine'
import { FACET_BITS } from './filters'
import type { Matches } from './match'
import type { Segment } from './segment'
import type { Vocabulary } from './vocabulary'

export interface FacetCounter {
  /**
   * Counts the matches of one segment, each in the facets whose filters alone refuse it; in all if none does. `isFiltered`: whether
   * `matches.refused` says anything.
   */
  count(segment: Segment, matches: Matches, isFiltered: boolean): void
  result(): Facets
}

export const NO_FACETS: Facets = { branch: [], language: [], class: [], form: [], year: [] }

/** With `onlyAvailable`, branches count where something is available rather than where a copy belongs. */
export function createFacetCounter(vocabulary: Vocabulary, onlyAvailable: boolean): FacetCounter {
  const { languages, forms, classLetters, years, branches } = vocabulary
  const counts = {
    branches: new Uint32Array(branches.sets.length),
    languages: new Uint32Array(languages.values.length),
    forms: new Uint32Array(forms.values.length),
    classLetters: new Uint32Array(classLetters.values.length),
    years: new Uint32Array(years.values.length),
  }
  return {
    count({ columns, live }, matches, isFiltered) {
      const branchSets = onlyAvailable ? live.branches : columns.branches
      const bits = isFiltered ? FACET_BITS : NO_BITS
      countColumn(columns.language, matches, { counts: counts.languages, bit: bits.language })
      countColumn(columns.form, matches, { counts: counts.forms, bit: bits.form })
      countColumn(columns.classLetter, matches, { counts: counts.classLetters, bit: bits.class })
      countColumn(columns.year, matches, { counts: counts.years, bit: bits.year })
      countColumn(branchSets, matches, { counts: counts.branches, bit: bits.branch })
    },
    result: () => ({
      branch: mostFrequentFirst(countBranches(counts.branches, branches.sets)),
      language: mostFrequentFirst(countValues(counts.languages, languages.values)),
      class: mostFrequentFirst(countValues(counts.classLetters, classLetters.values)),
      form: mostFrequentFirst(countValues(counts.forms, forms.values)),
      year: countValues(counts.years, years.values).sort((a, b) => Number(b.value) - Number(a.value)),
    }),
  }
}

/** Nothing was filtered, so nothing is refused. */
const NO_BITS = { branch: 0, language: 0, class: 0, form: 0, year: 0 }

/** A column at a time, which stays in the cache; a facet counts what no filter but its own refuses. */
function countColumn(
  column: Columns['language' | 'classLetter'],
  { docs, count, refused }: Matches,
  { counts, bit }: { counts: Uint32Array; bit: number },
): void {
  if (bit === 0) {
    for (let i = 0; i < count; i++) increment(counts, column[docs[i] ?? 0] ?? 0)
    return
  }
  for (let i = 0; i < count; i++) {
    if (((refused[i] ?? 0) & ~bit) === 0) increment(counts, column[docs[i] ?? 0] ?? 0)
  }
}

function increment(counts: Uint32Array, at: number): void {
  counts[at] = (counts[at] ?? 0) + 1
}

/** Titles without a value (number 0) are in no row. */
function countValues(counts: Uint32Array, values: readonly string[]): FacetCount[] {
  const found: FacetCount[] = []
  for (let number = 1; number < counts.length; number++) {
    const count = counts[number] ?? 0
    if (count > 0) found.push({ value: values[number] ?? '', count })
  }
  return found
}

function countBranches(setCounts: Uint32Array, sets: readonly (readonly string[])[]): FacetCount[] {
  const byBranch = new Map<string, number>()
  for (let set = 1; set < setCounts.length; set++) {
    const count = setCounts[set] ?? 0
    if (count === 0) continue
    for (const branch of sets[set] ?? []) byBranch.set(branch, (byBranch.get(branch) ?? 0) + count)
  }
  return Array.from(byBranch, ([value, count]) => ({ value, count }))
}

function mostFrequentFirst(found: FacetCount[]): FacetCount[] {
  return found.sort((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1))
}
