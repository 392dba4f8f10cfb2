import { POPULARITY_UNIT, YEAR_SHIFT } from './columns'
import type { SearchSort } from './engine'
import { advance, FAR_MORE, isMarked, mark, type Matches, type Scratch } from './scratch'
import type { Segment } from './segment'
import { rangeOfPrefix } from './texts'
import { ROUNDING, selectTop, type Top } from './top'
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
      return selectTop(matches, depth, {
        ceiling: SIGNALS_CEILING,
        ceilings: { docs: matches.docs, coarse: segment.coarsePopularity, values: LARGEST_FACTORS },
        rankOf: relevance(segment, matches),
      })
    },
    newest: () => byRank(yearOf(vocabulary)),
    popular: () => byRank(popularityOf),
    title: () => byRank(titlePlaceOf),
  }
  return rankings[sort]()
}

/** By coarse popularity: no title of that has a larger factor. */
const LARGEST_FACTORS = Float64Array.from(
  { length: 256 },
  (_, coarse) => 1 + (POPULARITY_BOOST * (coarse + 1)) / 256 + AVAILABLE_BOOST,
)

function relevance({ columns: { popularity }, live: { available } }: Segment, { docs, scores }: Matches) {
  const unit = POPULARITY_BOOST / POPULARITY_UNIT
  return (i: number) => {
    const doc = docs[i] ?? 0
    const signals = unit * (popularity[doc] ?? 0) + (available[doc] === 0 ? 0 : AVAILABLE_BOOST)
    return (scores[i] ?? 0) * (1 + signals)
  }
}

/** What is not sorted by the words is looked at by its rank in place of its score. */
function byRank(rankOf: (segment: Segment) => (doc: number) => number): Ranking {
  return (segment, { docs, scores, count }, depth) => {
    const rank = rankOf(segment)
    for (let i = 0; i < count; i++) scores[i] = rank(docs[i] ?? 0)
    return selectTop({ scores, count }, depth, { ceiling: ROUNDING, rankOf: (i) => rank(docs[i] ?? 0) })
  }
}

/** Within a year the most used first, for popularity is below 1. */
function yearOf(vocabulary: Vocabulary): (segment: Segment) => (doc: number) => number {
  const years = Uint16Array.from(vocabulary.years.values, Number)
  return ({ columns: { kindAndYear, popularity } }) =>
    (doc) =>
      (years[(kindAndYear[doc] ?? 0) >>> YEAR_SHIFT] ?? 0) + (popularity[doc] ?? 0) / (POPULARITY_UNIT + 1)
}

function popularityOf({ columns: { popularity } }: Segment): (doc: number) => number {
  return (doc) => popularity[doc] ?? 0
}

/** The first title has the highest rank; no rank is negative. */
function titlePlaceOf({ titles, titleRanks }: Segment): (doc: number) => number {
  return (doc) => titles.keys.length - (titleRanks[doc] ?? 0)
}

function boostTitles({ titles: { keys, docs } }: Segment, titleKey: string, matches: Scratch): void {
  if (titleKey === '') return
  const { from, to } = rangeOfPrefix(keys, titleKey)
  // the key itself comes before all that go on after it
  let longer = from
  while (longer < to && keys.lengthOf(longer) === titleKey.length) longer++
  boost(docs.subarray(from, to), 1 + TITLE_PREFIX_BOOST, matches)
  boost(docs.subarray(from, longer), (1 + EXACT_TITLE_BOOST) / (1 + TITLE_PREFIX_BOOST), matches)
}

/** A title may be there several times, and counts once. */
function boost(titles: Uint32Array, factor: number, matches: Scratch): void {
  if (titles.length * FAR_MORE < matches.count) boostFew(titles, factor, matches)
  else boostMany(titles, factor, matches)
}

function boostFew(titles: Uint32Array, factor: number, { docs, scores, count: end }: Scratch): void {
  for (const doc of new Set(titles)) {
    const at = advance(docs, { from: 0, end, doc })
    if (at < end && docs[at] === doc) scores[at] = (scores[at] ?? 0) * factor
  }
}

function boostMany(titles: Uint32Array, factor: number, { docs, scores, marks, count }: Scratch): void {
  for (const doc of titles) mark(marks, doc)
  for (let i = 0; i < count; i++) if (isMarked(marks, docs[i] ?? 0)) scores[i] = (scores[i] ?? 0) * factor
  marks.fill(0)
}
