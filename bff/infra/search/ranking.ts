import { POPULARITY_UNIT, YEAR_SHIFT } from './columns'
import type { SearchSort } from './engine'
import { isMarked, mark, type Matches, type Scratch } from './scratch'
import type { Segment } from './segment'
import { rangeOfPrefix } from './texts'
import { selectTop, type Top } from './top'
import type { Vocabulary } from './vocabulary'

/** A title that is what was typed, or begins with it, comes before others that contain the words. */
export const EXACT_TITLE_BOOST = 1
export const TITLE_PREFIX_BOOST = 0.25
/** Gentle: they decide between titles that the words fit about equally. */
export const POPULARITY_BOOST = 0.25
export const AVAILABLE_BOOST = 0.05

const SIGNALS_CEILING = 1 + POPULARITY_BOOST + AVAILABLE_BOOST

/** Chooses the best matches of a segment. A rank by title only means something within its segment. */
export type Ranking = (segment: Segment, matches: Scratch, depth: number) => Top

export function createRanking(
  sort: SearchSort,
  { vocabulary, titleKey }: { vocabulary: Vocabulary; titleKey: string },
): Ranking {
  const rankings: Readonly<Record<SearchSort, () => Ranking>> = {
    relevance: () => (segment, matches, depth) => {
      boostTitles(segment, titleKey, matches)
      return selectTop(matches, depth, { ceiling: SIGNALS_CEILING, rankOf: relevance(segment, matches) })
    },
    newest: () => {
      const years = Uint16Array.from(vocabulary.years.values, Number)
      return byRank((segment, matches) => {
        rankByYear(segment, matches, years)
      })
    },
    popular: () => byRank(rankByPopularity),
    title: () => byRank(rankByTitle),
  }
  return rankings[sort]()
}

function relevance({ columns: { popularity }, live: { available } }: Segment, { docs, scores }: Matches) {
  const unit = POPULARITY_BOOST / POPULARITY_UNIT
  return (i: number) => {
    const doc = docs[i] ?? 0
    const signals = unit * (popularity[doc] ?? 0) + (available[doc] === 0 ? 0 : AVAILABLE_BOOST)
    return (scores[i] ?? 0) * (1 + signals)
  }
}

/** What is not sorted by the words is sorted by what is written in place of their scores. */
function byRank(write: (segment: Segment, matches: Matches) => void): Ranking {
  return (segment, matches, depth) => {
    write(segment, matches)
    return selectTop(matches, depth, { ceiling: 1, rankOf: (i) => matches.scores[i] ?? 0 })
  }
}

/** Within a year the most used first, for popularity is below 1. */
function rankByYear({ columns }: Segment, { docs, scores, count }: Matches, years: Uint16Array): void {
  const { kindAndYear, popularity } = columns
  for (let i = 0; i < count; i++) {
    const doc = docs[i] ?? 0
    scores[i] = (years[(kindAndYear[doc] ?? 0) >>> YEAR_SHIFT] ?? 0) + (popularity[doc] ?? 0) / (POPULARITY_UNIT + 1)
  }
}

function rankByPopularity({ columns: { popularity } }: Segment, { docs, scores, count }: Matches): void {
  for (let i = 0; i < count; i++) scores[i] = popularity[docs[i] ?? 0] ?? 0
}

function rankByTitle({ titleRanks }: Segment, { docs, scores, count }: Matches): void {
  for (let i = 0; i < count; i++) scores[i] = -(titleRanks[docs[i] ?? 0] ?? 0)
}

/** A title may have several entries: the best counts. */
function boostTitles({ titles: { keys, docs: bearers } }: Segment, titleKey: string, matches: Scratch): void {
  const { from, to } = titleKey === '' ? { from: 0, to: 0 } : rangeOfPrefix(keys, titleKey)
  if (from === to) return
  const { docs, scores, marks, count } = matches
  const exact = new Set<number>()
  for (let entry = from; entry < to; entry++) {
    const doc = bearers[entry] ?? 0
    mark(marks, doc)
    if (keys.lengthOf(entry) === titleKey.length) exact.add(doc)
  }
  for (let i = 0; i < count; i++) {
    const doc = docs[i] ?? 0
    if (!isMarked(marks, doc)) continue
    scores[i] = (scores[i] ?? 0) * (1 + (exact.has(doc) ? EXACT_TITLE_BOOST : TITLE_PREFIX_BOOST))
  }
  for (let entry = from; entry < to; entry++) marks[(bearers[entry] ?? 0) >>> 5] = 0
}
