import type { AvailabilityColumns } from './availability'
import type { SearchSort } from './engine'
import { rangeOfPrefix } from './headings'
import type { Matches, Scratch } from './match'
import type { Segment } from './segment'
import type { Vocabulary } from './vocabulary'

/** A title that is what was typed, or begins with it, comes before others that contain the words. */
const EXACT_TITLE_BOOST = 1
const TITLE_PREFIX_BOOST = 0.25
/** Gentle: they decide between titles that the words fit about equally. */
const POPULARITY_BOOST = 0.25
const AVAILABLE_BOOST = 0.05

/** Writes a rank for every match: the greater, the better. A rank by title only means something within its segment. */
export type Ranking = (segment: Segment, matches: Scratch) => void

export function createRanking(
  sort: SearchSort,
  {
    vocabulary,
    availability,
    titleKey,
  }: { vocabulary: Vocabulary; availability: AvailabilityColumns; titleKey: string },
): Ranking {
  const rankings: Readonly<Record<SearchSort, () => Ranking>> = {
    relevance: () => (segment, matches) => {
      markTitleBoosts(segment, titleKey, matches.best)
      rankByRelevance(segment, matches, availability.available)
      clearTitleBoosts(segment, titleKey, matches.best)
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

function rankByRelevance({ columns, slots }: Segment, matches: Scratch, available: Uint32Array): void {
  const { docs, scores, ranks, best, count } = matches
  const signals = columns.popularitySignals
  for (let i = 0; i < count; i++) {
    const doc = docs[i] ?? 0
    const availability = available[slots[doc] ?? 0] === 0 ? 0 : AVAILABLE_BOOST
    ranks[i] = (scores[i] ?? 0) * (1 + (best[doc] ?? 0) + POPULARITY_BOOST * (signals[doc] ?? 0) + availability)
  }
}

/** Within a year the most used first, for signals are below 1. */
function rankByYear({ columns }: Segment, { docs, ranks, count }: Matches, years: Uint16Array): void {
  for (let i = 0; i < count; i++) {
    const doc = docs[i] ?? 0
    ranks[i] = (years[columns.years[doc] ?? 0] ?? 0) + (columns.popularitySignals[doc] ?? 0)
  }
}

function rankByPopularity({ columns }: Segment, { docs, ranks, count }: Matches): void {
  for (let i = 0; i < count; i++) ranks[i] = columns.popularity[docs[i] ?? 0] ?? 0
}

function rankByTitle({ titleRanks }: Segment, { docs, ranks, count }: Matches): void {
  for (let i = 0; i < count; i++) ranks[i] = -(titleRanks[docs[i] ?? 0] ?? 0)
}

/** By doc, for titles that are, or begin with, what was typed. */
function markTitleBoosts({ titles }: Segment, titleKey: string, boosts: Float32Array): void {
  if (titleKey === '') return
  const { from, to } = rangeOfPrefix(titles.keys, titleKey)
  for (let entry = from; entry < to; entry++) {
    const boost = titles.keys[entry] === titleKey ? EXACT_TITLE_BOOST : TITLE_PREFIX_BOOST
    const doc = titles.docs[entry] ?? 0
    boosts[doc] = Math.max(boosts[doc] ?? 0, boost)
  }
}

function clearTitleBoosts({ titles }: Segment, titleKey: string, boosts: Float32Array): void {
  if (titleKey === '') return
  const { from, to } = rangeOfPrefix(titles.keys, titleKey)
  for (let entry = from; entry < to; entry++) boosts[titles.docs[entry] ?? 0] = 0
}
