import type { Suggestion } from './engine'
import { foldText } from './fold'
import { headingKey } from './heading-key'
import type { Headings } from './headings'
import type { SearchableIndex, Searcher, TitleAt } from './search'
import type { Segment } from './segment'
import { rangeOfPrefix } from './texts'
import { ROUNDING, selectTop } from './top'

export const MAX_PREFIX_LENGTH = 100

/** What several records have in common: the same title or name under one key. */
export interface Candidate {
  readonly key: string
  readonly text: string
  readonly titleId: string
  /** Of the most used record. */
  readonly popularity: number
  readonly recordCount: number
}

export interface SuggestionRequest {
  readonly prefix: string
  readonly limit: number
  readonly searcher: Searcher
}

/**
 * Titles that begin with what was typed, and names; then, while there is room, titles that contain the words. What is typed
 * exactly comes first, then what is used most.
 */
export function suggest(index: SearchableIndex, { prefix, limit, searcher }: SuggestionRequest): Suggestion[] {
  const typed = prefix.slice(0, MAX_PREFIX_LENGTH)
  const key = headingKey(foldText(typed))
  if (key === '' || limit <= 0) return []
  const beginning = best(
    gather(index.segments, key, (segment) => segment.titles),
    key,
    limit,
  )
  const names = best(
    gather(index.segments, key, (segment) => segment.authors),
    key,
    limit,
  )
  const authors = names.map(({ text }): Suggestion => ({ kind: 'author', text }))
  const titles = new Map<string, Suggestion>()
  for (const { key, text, titleId, recordCount } of beginning) {
    // Several editions bear one title: the completion then leads to a search, not to one of them.
    titles.set(key, { kind: 'title', text, ...(recordCount === 1 ? { titleId } : {}) })
  }
  if (titles.size + authors.length < limit) {
    for (const { segment, doc } of titlesContaining(index, { typed, limit, searcher })) {
      const rank = segment.titleRanks[doc] ?? 0
      const key = segment.titles.keys.at(rank)
      if (titles.has(key)) continue
      const text = segment.titles.texts.at(rank)
      titles.set(key, { kind: 'title', text, titleId: segment.ids.at(doc) })
    }
  }
  return mix([...titles.values()], authors, limit)
}

function titlesContaining(
  index: SearchableIndex,
  { typed, limit, searcher }: { typed: string; limit: number; searcher: Searcher },
): readonly TitleAt[] {
  const query = {
    text: typed,
    field: 'title',
    filters: {},
    sort: 'relevance',
    page: 1,
    size: limit,
    facets: false,
  } as const
  return searcher.run(index, query).page
}

/** Titles first, then names, a third of them at most; what one has too few of, the other fills. */
export function mix(titles: readonly Suggestion[], authors: readonly Suggestion[], limit: number): Suggestion[] {
  const authorCount = Math.min(authors.length, Math.max(Math.floor(limit / 3), limit - titles.length))
  return [...titles.slice(0, limit - authorCount), ...authors.slice(0, authorCount)]
}

export function best(candidates: Candidate[], typedKey: string, limit: number): Candidate[] {
  const isExact = ({ key }: Candidate) => Number(key === typedKey)
  return candidates
    .sort((a, b) => isExact(b) - isExact(a) || b.popularity - a.popularity || b.recordCount - a.recordCount)
    .slice(0, limit)
}

/** Of a short beginning there are tens of thousands: only the most used are looked at closer. */
const LOOKED_AT = 256

function gather(segments: readonly Segment[], prefix: string, headingsOf: (segment: Segment) => Headings): Candidate[] {
  const byKey = new Map<string, Candidate>()
  for (const segment of segments) {
    const headings = headingsOf(segment)
    for (const key of likelyKeys(segment, headings, prefix)) {
      const own = candidateOf(segment, headings, key)
      const before = byKey.get(key)
      if (own.recordCount === 0) continue
      byKey.set(key, {
        ...own,
        text: before?.text ?? own.text,
        popularity: Math.max(before?.popularity ?? 0, own.popularity),
        recordCount: (before?.recordCount ?? 0) + own.recordCount,
      })
    }
  }
  return [...byKey.values()]
}

/** Keys with the prefix: the prefix itself, and those of the most used titles. */
function likelyKeys({ columns, dead }: Segment, { keys, docs }: Headings, prefix: string): Set<string> {
  const { from, to } = rangeOfPrefix(keys, prefix)
  const scores = new Float32Array(to - from)
  const entries = new Uint32Array(to - from)
  let count = 0
  for (let entry = from; entry < to; entry++) {
    const doc = docs[entry] ?? 0
    if (dead[doc] === 1) continue
    scores[count] = columns.popularity[doc] ?? 0
    entries[count++] = entry
  }
  const { positions } = selectTop({ scores, count }, LOOKED_AT, {
    ceiling: ROUNDING,
    rankOf: (i) => columns.popularity[docs[entries[i] ?? 0] ?? 0] ?? 0,
  })
  const found = Array.from(positions, (position) => keys.at(entries[position] ?? 0))
  return new Set(from < to && keys.at(from) === prefix ? [prefix, ...found] : found)
}

/** Equal keys stand side by side. */
function candidateOf({ columns, dead, ids }: Segment, { keys, texts, docs }: Headings, key: string): Candidate {
  const candidate = { key, text: '', titleId: '', popularity: 0, recordCount: 0 }
  for (let entry = keys.lowerBound(key); entry < keys.length && keys.at(entry) === key; entry++) {
    const doc = docs[entry] ?? 0
    if (dead[doc] === 1) continue
    if (candidate.recordCount === 0) candidate.text = texts.at(entry)
    candidate.titleId = ids.at(doc)
    candidate.popularity = Math.max(candidate.popularity, columns.popularity[doc] ?? 0)
    candidate.recordCount++
  }
  return candidate
}
