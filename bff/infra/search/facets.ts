import type { AvailabilityColumns } from './availability'
import type { FacetCount, Facets } from './engine'
import { FACET_BITS } from './filters'
import type { Matches } from './match'
import { ROW, ROW_LENGTH, type Rows } from './rows'
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
  const counts: Counts = {
    branches: new Uint32Array(branches.sets.length),
    languages: new Uint32Array(languages.values.length),
    forms: new Uint32Array(forms.values.length),
    classLetters: new Uint32Array(classLetters.values.length),
    years: new Uint32Array(years.values.length),
  }
  return {
    count({ rows }, matches, isFiltered) {
      if (isFiltered) countUnrefused(rows, matches, { counts, branchesBySlot: availability?.branches })
      else countAll(rows, matches, counts)
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

/** By number of the value. */
type Counts = Readonly<Record<'branches' | 'languages' | 'forms' | 'classLetters' | 'years', Uint32Array>>

function countAll(rows: Rows, { docs, count }: Matches, counts: Counts): void {
  const { branches, languages, forms, classLetters, years } = counts
  for (let i = 0; i < count; i++) {
    const row = (docs[i] ?? 0) * ROW_LENGTH
    increment(languages, rows[row + ROW.language] ?? 0)
    increment(forms, rows[row + ROW.form] ?? 0)
    increment(classLetters, rows[row + ROW.classLetter] ?? 0)
    increment(years, rows[row + ROW.year] ?? 0)
    increment(branches, rows[row + ROW.branches] ?? 0)
  }
}

/** A facet counts what no other filter refuses. What is counted by availability is filtered by it, so it always comes here. */
function countUnrefused(
  rows: Rows,
  { docs, count, refused }: Matches,
  { counts, branchesBySlot }: { counts: Counts; branchesBySlot: Uint32Array | undefined },
): void {
  for (let i = 0; i < count; i++) {
    const bits = refused[i] ?? 0
    const row = (docs[i] ?? 0) * ROW_LENGTH
    if ((bits & ~FACET_BITS.language) === 0) increment(counts.languages, rows[row + ROW.language] ?? 0)
    if ((bits & ~FACET_BITS.form) === 0) increment(counts.forms, rows[row + ROW.form] ?? 0)
    if ((bits & ~FACET_BITS.class) === 0) increment(counts.classLetters, rows[row + ROW.classLetter] ?? 0)
    if ((bits & ~FACET_BITS.year) === 0) increment(counts.years, rows[row + ROW.year] ?? 0)
    if ((bits & ~FACET_BITS.branch) !== 0) continue
    const held = rows[row + ROW.branches] ?? 0
    increment(counts.branches, branchesBySlot === undefined ? held : (branchesBySlot[rows[row + ROW.slot] ?? 0] ?? 0))
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
