import { POPULARITY_UNIT } from './columns'
import type { SearchSort } from './engine'
import type { Matches, Scratch } from './match'
import type { Segment } from './segment'
import { rangeOfPrefix } from './texts'
import type { Vocabulary } from './vocabulary'

/** A title that is what was typed, or begins with it, comes before others that contain the words. */
export const EXACT_TITLE_BOOST = 1
export const TITLE_PREFIX_BOOST = 0.25
/** Gentle: they decide between titles that the words fit about equally. */
export const POPULARITY_BOOST = 0.25
export const AVAILABLE_BOOST = 0.05

/** Writes a rank for every match: the greater, the better. A rank by title only means something within its segment. */
export type Ranking = (segment: Segment, matches: Scratch) => void

export function createRanking(
  sort: SearchSort,
  { vocabulary, titleKey }: { vocabulary: Vocabulary; titleKey: string },
): Ranking {
  const rankings: Readonly<Record<SearchSort, () => Ranking>> = {
    relevance: () => (segment, matches) => {
      const boosts = markTitleBoosts(segment, titleKey, matches.best)
      rankByRelevance(segment, matches)
      boosts.clear()
    },
    newest: () => {
      const years = Uint16Array.from(vocabulary.years.values, Number)
      return (segment, matches) => {
        rankByYear(segment, matches, years)
      }
    },
    popular: () => rankByPopularity,
    title: () => rankByTitle,
  }
  return rankings[sort]()
}

function rankByRelevance({ columns: { popularity }, live: { available } }: Segment, matches: Scratch): void {
  const { docs, scores, ranks, best, count } = matches
  const unit = POPULARITY_BOOST / POPULARITY_UNIT
  for (let i = 0; i < count; i++) {
    const doc = docs[i] ?? 0
    const signals = unit * (popularity[doc] ?? 0) + (available[doc] === 0 ? 0 : AVAILABLE_BOOST)
    ranks[i] = (scores[i] ?? 0) * (1 + (best[doc] ?? 0) + signals)
  }
}

/** Within a year the most used first, for popularity is below 1. */
function rankByYear({ columns }: Segment, { docs, ranks, count }: Matches, years: Uint16Array): void {
  const { year, popularity } = columns
  for (let i = 0; i < count; i++) {
    const doc = docs[i] ?? 0
    ranks[i] = (years[year[doc] ?? 0] ?? 0) + (popularity[doc] ?? 0) / (POPULARITY_UNIT + 1)
  }
}

function rankByPopularity({ columns: { popularity } }: Segment, { docs, ranks, count }: Matches): void {
  for (let i = 0; i < count; i++) ranks[i] = popularity[docs[i] ?? 0] ?? 0
}

function rankByTitle({ titleRanks }: Segment, { docs, ranks, count }: Matches): void {
  for (let i = 0; i < count; i++) ranks[i] = -(titleRanks[docs[i] ?? 0] ?? 0)
}

/** A title may have several entries: the best counts. */
function markTitleBoosts({ titles }: Segment, titleKey: string, boosts: Float32Array): { clear(): void } {
  const { from, to } = titleKey === '' ? { from: 0, to: 0 } : rangeOfPrefix(titles.keys, titleKey)
  for (let entry = from; entry < to; entry++) {
    const boost = titles.keys.at(entry) === titleKey ? EXACT_TITLE_BOOST : TITLE_PREFIX_BOOST
    const doc = titles.docs[entry] ?? 0
    boosts[doc] = Math.max(boosts[doc] ?? 0, boost)
  }
  return {
    clear() {
      for (let entry = from; entry < to; entry++) boosts[titles.docs[entry] ?? 0] = 0
    },
  }
}
