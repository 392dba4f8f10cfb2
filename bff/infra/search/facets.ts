import type { AvailabilityColumns } from './availability'
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

/** With `availability`, branches count where something is available rather than where a copy belongs. */
export function createFacetCounter(
  vocabulary: Vocabulary,
  availability: AvailabilityColumns | undefined,
): FacetCounter {
  const { languages, forms, classLetters, years, branches } = vocabulary
  const branchSets = new Uint32Array(branches.sets.length)
  const languageCounts = new Uint32Array(languages.values.length)
  const formCounts = new Uint32Array(forms.values.length)
  const classCounts = new Uint32Array(classLetters.values.length)
  const yearCounts = new Uint32Array(years.values.length)

  return {
    count({ columns, slots }, matches, isFiltered) {
      const countValues = isFiltered ? countUnrefused : countAll
      countValues(matches, { column: columns.languages, counts: languageCounts, bit: FACET_BITS.language })
      countValues(matches, { column: columns.forms, counts: formCounts, bit: FACET_BITS.form })
      countValues(matches, { column: columns.classLetters, counts: classCounts, bit: FACET_BITS.class })
      countValues(matches, { column: columns.years, counts: yearCounts, bit: FACET_BITS.year })
      if (availability === undefined) {
        countValues(matches, { column: columns.branches, counts: branchSets, bit: FACET_BITS.branch })
      } else countAvailable(matches, { column: availability.branches, counts: branchSets, slots })
    },
    result: () => ({
      branch: mostFrequentFirst(countBranches(branchSets, branches.sets)),
      language: mostFrequentFirst(rows(languageCounts, languages.values)),
      class: mostFrequentFirst(rows(classCounts, classLetters.values)),
      form: mostFrequentFirst(rows(formCounts, forms.values)),
      year: rows(yearCounts, years.values).sort((a, b) => Number(b.value) - Number(a.value)),
    }),
  }
}

interface Column {
  readonly column: Uint32Array
  readonly counts: Uint32Array
  readonly bit: number
}

function countAll({ docs, count }: Matches, { column, counts }: Column): void {
  for (let i = 0; i < count; i++) {
    const value = column[docs[i] ?? 0] ?? 0
    counts[value] = (counts[value] ?? 0) + 1
  }
}

function countUnrefused({ docs, count, refused }: Matches, { column, counts, bit }: Column): void {
  const others = ~bit
  for (let i = 0; i < count; i++) {
    if (((refused[i] ?? 0) & others) !== 0) continue
    const value = column[docs[i] ?? 0] ?? 0
    counts[value] = (counts[value] ?? 0) + 1
  }
}

/** Availability goes by slot. The filter that asks for it is always one. */
function countAvailable(
  { docs, count, refused }: Matches,
  { column, counts, slots }: { column: Uint32Array; counts: Uint32Array; slots: Uint32Array },
): void {
  const others = ~FACET_BITS.branch
  for (let i = 0; i < count; i++) {
    if (((refused[i] ?? 0) & others) !== 0) continue
    const set = column[slots[docs[i] ?? 0] ?? 0] ?? 0
    counts[set] = (counts[set] ?? 0) + 1
  }
}

/** Titles without a value (number 0) are in no row. */
function rows(counts: Uint32Array, values: readonly string[]): FacetCount[] {
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
