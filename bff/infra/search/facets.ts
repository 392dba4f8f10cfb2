import { AVAILABLE_SHIFT, BRANCHES_MASK, FACETS_OF_DOC } from './availability'
import { KIND_MASK, YEAR_SHIFT } from './columns'
import type { FacetCount, FacetName, Facets } from './engine'
import { FACET_BITS } from './filters'
import { addCounts } from './kept-counts'
import type { Matches } from './scratch'
import type { Segment } from './segment'
import type { Kind, Vocabulary } from './vocabulary'

export interface FacetCounter {
  /** Counts the matches of one segment, each in the facets whose filters alone refuse it; in all if none does. */
  count(segment: Segment, matches: Matches, question: CountedQuestion): void
  result(): Facets
}

export interface CountedQuestion {
  /** Whether `matches.refused` says anything. */
  readonly isFiltered: boolean
  /** The same for the same matches and filters; undefined where filters ask for what changes by the minute. */
  readonly key: () => string | undefined
}

export const NO_FACETS: Facets = { branch: [], language: [], class: [], form: [], year: [] }

/**
 * Where counts lie in one array. A region has the counts of all kinds, years and sets of branches, one after another, for
 * the titles that are refused by no filter, or by that of one facet alone.
 */
interface Layout {
  readonly years: number
  readonly branches: number
  /** Length of a region. */
  readonly width: number
}

/** By `refused`: the region; none where several filters refuse, or the one of no facet. Region 1 is the twin of region 0. */
const REGIONS = Int8Array.from({ length: 64 }, (_, refused) => {
  const facet = Object.values<number>(FACET_BITS).indexOf(refused)
  return refused === 0 ? 0 : facet === -1 ? -1 : facet + 2
})
const REGION_COUNT = 2 + Object.keys(FACET_BITS).length

/** With `onlyAvailable`, branches count where something is available rather than where a copy belongs. */
export function createFacetCounter(vocabulary: Vocabulary, onlyAvailable: boolean): FacetCounter {
  const { kinds } = vocabulary.kinds
  const { sets } = vocabulary.branches
  const years = vocabulary.years.values
  const layout = {
    years: kinds.length,
    branches: kinds.length + years.length,
    width: kinds.length + years.length + sets.length,
  }
  const counts = new Uint32Array(layout.width * REGION_COUNT)
  const countsOf = (facet: FacetName, start: number) => {
    const own = layout.width * (REGIONS[FACET_BITS[facet]] ?? 0) + start
    const twin = layout.width + start
    return (number: number) =>
      (counts[start + number] ?? 0) + (counts[twin + number] ?? 0) + (counts[own + number] ?? 0)
  }
  const byKind = (facet: FacetName, name: keyof Kind) =>
    mostFrequentFirst(sumUp(kinds, countsOf(facet, 0), (kind) => [kind[name]]))
  return {
    count(segment, matches, { isFiltered, key }) {
      const { facets } = segment.live
      const shift = onlyAvailable ? AVAILABLE_SHIFT : 0
      // numbers of values grow with the vocabulary, and counts lie elsewhere then
      const placedKey = () => key()?.concat(`|${layout.years}|${layout.branches}|${layout.width}`)
      addCounts(counts, { segment, hits: matches.count, key: placedKey }, (into) => {
        const tally = { counts: into, layout, shift }
        if (isFiltered) countFiltered(facets, matches, tally)
        else countAll(facets, matches, tally)
      })
    },
    result: () => ({
      branch: mostFrequentFirst(sumUp(sets, countsOf('branch', layout.branches), (set) => set)),
      language: byKind('language', 'language'),
      class: byKind('class', 'letter'),
      form: byKind('form', 'form'),
      year: sumUp(years, countsOf('year', layout.years), (year) => [year]).sort(
        (a, b) => Number(b.value) - Number(a.value),
      ),
    }),
  }
}

interface Tally {
  readonly counts: Uint32Array
  readonly layout: Layout
  /** Of the set of branches that is counted. */
  readonly shift: number
}

/**
 * Two titles at a time, each into a region of its own: an increment then need not wait for the one before it, which is often of
 * the same number. That is half of the time that facets take.
 */
function countAll(facets: Uint32Array, { docs, count }: Matches, { counts, layout, shift }: Tally): void {
  const { years, branches, width } = layout
  const odd = count & 1
  for (let i = odd; i < count; i += 2) {
    const own = FACETS_OF_DOC * (docs[i] ?? 0)
    const twin = FACETS_OF_DOC * (docs[i + 1] ?? 0)
    const ownBoth = facets[own] ?? 0
    const twinBoth = facets[twin] ?? 0
    const ownSet = ((facets[own + 1] ?? 0) >>> shift) & BRANCHES_MASK
    const twinSet = ((facets[twin + 1] ?? 0) >>> shift) & BRANCHES_MASK
    increment(counts, ownBoth & KIND_MASK)
    increment(counts, width + (twinBoth & KIND_MASK))
    increment(counts, years + (ownBoth >>> YEAR_SHIFT))
    increment(counts, width + years + (twinBoth >>> YEAR_SHIFT))
    increment(counts, branches + ownSet)
    increment(counts, width + branches + twinSet)
  }
  if (odd === 1) countOne(facets, docs[0] ?? 0, { counts, layout, shift, start: 0 })
}

/** A facet counts what no filter but its own refuses. */
function countFiltered(facets: Uint32Array, { docs, count, refused }: Matches, tally: Tally): void {
  const regions = Array.from({ length: REGION_COUNT }, (_, region) => ({
    ...tally,
    start: region * tally.layout.width,
  }))
  for (let i = 0; i < count; i++) {
    const region = regions[REGIONS[refused[i] ?? 0] ?? 0]
    if (region !== undefined) countOne(facets, docs[i] ?? 0, region)
  }
}

function countOne(
  facets: Uint32Array,
  doc: number,
  { counts, layout, shift, start }: Tally & { readonly start: number },
): void {
  const both = facets[FACETS_OF_DOC * doc] ?? 0
  const set = ((facets[FACETS_OF_DOC * doc + 1] ?? 0) >>> shift) & BRANCHES_MASK
  increment(counts, start + (both & KIND_MASK))
  increment(counts, start + layout.years + (both >>> YEAR_SHIFT))
  increment(counts, start + layout.branches + set)
}

function increment(counts: Uint32Array, at: number): void {
  counts[at] = (counts[at] ?? 0) + 1
}

/** Titles without a value are in no row. */
function sumUp<T>(
  items: readonly T[],
  countOf: (number: number) => number,
  valuesOf: (item: T) => readonly string[],
): FacetCount[] {
  const sums = new Map<string, number>()
  for (const [number, item] of items.entries()) {
    const count = countOf(number)
    if (count === 0) continue
    for (const value of valuesOf(item)) if (value !== '') sums.set(value, (sums.get(value) ?? 0) + count)
  }
  return Array.from(sums, ([value, count]) => ({ value, count }))
}

function mostFrequentFirst(found: FacetCount[]): FacetCount[] {
  return found.sort((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1))
}
