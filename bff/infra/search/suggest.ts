import type { Suggestion } from './engine'
import { foldText } from './fold'
import { headingKey } from './heading-key'
import type { Headings } from './headings'
import type { SearchableIndex, Searcher, TitleAt } from './search'
import type { Segment } from './segment'
import { rangeOfPrefix } from './texts'

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

function gather(segments: readonly Segment[], prefix: string, headingsOf: (segment: Segment) => Headings): Candidate[] {
  const byKey = new Map<string, Candidate>()
  for (const segment of segments) {
    const headings = headingsOf(segment)
    const { from, to } = rangeOfPrefix(headings.keys, prefix)
    for (let entry = from; entry < to; entry++) {
      const doc = headings.docs[entry] ?? 0
      if (segment.dead[doc] === 1) continue
      const key = headings.keys.at(entry)
      const before = byKey.get(key)
      byKey.set(key, {
        key,
        text: before?.text ?? headings.texts.at(entry),
        titleId: segment.ids.at(doc),
        popularity: Math.max(before?.popularity ?? 0, segment.columns.popularity[doc] ?? 0),
        recordCount: (before?.recordCount ?? 0) + 1,
      })
    }
  }
  return [...byKey.values()]
}
