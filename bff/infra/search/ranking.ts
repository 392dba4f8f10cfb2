import type { AvailabilityTable } from './availability'
import type { SearchSort } from './engine'
import { rangeOfPrefix } from './headings'
import type { Segment } from './segment'

/** A title that is what was typed, or begins with it, comes before others that contain the words. */
const EXACT_TITLE_BOOST = 1
const TITLE_PREFIX_BOOST = 0.25
/** Gentle: they decide between titles that the words fit about equally. */
const POPULARITY_BOOST = 0.25
const AVAILABLE_BOOST = 0.05

/** Greater is better. Of the title rank only the order within one segment means anything. */
export type RankTitle = (doc: number, textScore: number) => number

export function createRanking(
  { columns, slots, titleRanks }: Segment,
  {
    sort,
    availability,
    boosts,
  }: {
    sort: SearchSort
    availability: AvailabilityTable
    /** By doc, of the title as a whole. */
    boosts: Float32Array
  },
): RankTitle {
  const signals = columns.popularitySignals
  const byRelevance: RankTitle = (doc, textScore) => {
    const isAvailable = availability.availableOf(slots[doc] ?? 0) > 0
    const popularity = POPULARITY_BOOST * (signals[doc] ?? 0)
    return textScore * (1 + (boosts[doc] ?? 0) + popularity + (isAvailable ? AVAILABLE_BOOST : 0))
  }
  const rankings: Readonly<Record<SearchSort, RankTitle>> = {
    relevance: byRelevance,
    // The most used first within a year, for signals are below 1; the newest first among the equally used.
    newest: (doc) => (columns.years[doc] ?? 0) + (signals[doc] ?? 0),
    popular: (doc) => (columns.popularity[doc] ?? 0) + (columns.years[doc] ?? 0) * 1e-5,
    title: (doc) => -(titleRanks[doc] ?? 0),
  }
  return rankings[sort]
}

/** Writes the boosts of titles that are, or begin with, what was typed; `clear` takes them out again. */
export function markTitleBoosts({ titles }: Segment, titleKey: string, boosts: Float32Array): { clear(): void } {
  const { from, to } = titleKey === '' ? { from: 0, to: 0 } : rangeOfPrefix(titles.keys, titleKey)
  for (let entry = from; entry < to; entry++) {
    const boost = titles.keys[entry] === titleKey ? EXACT_TITLE_BOOST : TITLE_PREFIX_BOOST
    const doc = titles.docs[entry] ?? 0
    boosts[doc] = Math.max(boosts[doc] ?? 0, boost)
  }
  return {
    clear: () => {
      for (let entry = from; entry < to; entry++) boosts[titles.docs[entry] ?? 0] = 0
    },
  }
}
