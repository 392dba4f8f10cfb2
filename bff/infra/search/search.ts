import type { CatalogueQuery, Facets } from './engine'
import { createFacetCounter, NO_FACETS } from './facets'
import { compileFilters } from './filters'
import { dropBearers, matchClauses } from './match'
import { parseQuery, type Clause } from './query'
import { createRanking } from './ranking'
import { lexiconOf } from './lexicon'
import { readOtherwise } from './read-otherwise'
import { createScratch, type Scratch } from './scratch'
import { FIRST_FOUND, writtenAs, type WrittenTitle } from './written-as'
import type { Segment } from './segment'
import type { Vocabulary } from './vocabulary'
import { locate, weigh } from './weigh'

/** What a search reads: it runs from begin to end without a pause, so nothing of this changes under it. */
export interface SearchableIndex {
  readonly segments: readonly Segment[]
  readonly vocabulary: Vocabulary
}

/** Where a title stands: a doc of a segment. */
export interface TitleAt {
  readonly segment: Segment
  readonly doc: number
}

export interface RankedTitles {
  readonly total: number
  /** The page asked for. */
  readonly page: readonly TitleAt[]
  readonly facets: Facets
  /** The text that was searched instead. */
  readonly correction?: string
}

/** Nobody reads so far, and a heap of that size is quick. */
const MAX_DEPTH = 10_000
const MAX_PAGE_SIZE = 100

export interface Searcher {
  run(index: SearchableIndex, query: CatalogueQuery): RankedTitles
}

/** Keeps working memory between searches; one search at a time. */
export function createSearcher(): Searcher {
  let scratch = createScratch(0)
  return {
    run(index, query) {
      const largest = Math.max(0, ...index.segments.map((segment) => segment.docCount))
      if (scratch.docs.length < largest) scratch = createScratch(largest)
      return runQuery(index, query, scratch)
    },
  }
}

function runQuery(index: SearchableIndex, query: CatalogueQuery, scratch: Scratch): RankedTitles {
  const collector = createCollector(index, query)
  if (query.text.trim() === '') {
    for (const segment of index.segments) {
      matchAll(segment, scratch)
      collector.collect(segment, scratch, NO_WORDS)
    }
    return collector.result()
  }
  const { clauses, relaxed, excluded, titleKey } = parseQuery(query.text, query.field ?? 'any')
  const collect = (asked: readonly Clause[], key: string, into: Collector) =>
    collectMatches({ index, clauses: asked, excluded, titleKey: key, scratch, collector: into })
  const isFoundBy = (asked: readonly Clause[]) => collect(asked, titleKey, collector)
  if (isFoundBy(clauses) || (relaxed.length > 0 && isFoundBy(relaxed))) return collector.result()
  for (const reading of readOtherwise(query.text, query.field ?? 'any', lexiconOf(index.segments))) {
    const first = createCollector(index, { ...query, ...FIRST_FOUND })
    if (!collect(reading.clauses, '', first)) continue
    const written = writtenAs(query, reading, first.result().page.map(writtenTitle))
    if (written === undefined && reading.isGuess !== undefined) continue
    const text = written ?? reading.correction
    collect(reading.clauses, text === undefined ? '' : parseQuery(text, query.field ?? 'any').titleKey, collector)
    const result = collector.result()
    return text === undefined || reading.isPinyin === true ? result : { ...result, correction: text }
  }
  return collector.result()
}

function writtenTitle(at: TitleAt): WrittenTitle {
  const { segment, doc } = at
  return { title: () => segment.titles.texts.at(segment.titleRanks[doc] ?? 0), authors: () => authorsOf(at) }
}

/** Nothing leads from a title to its names, so all are looked through. */
function authorsOf({ segment: { authors }, doc }: TitleAt): string[] {
  const names: string[] = []
  for (let entry = authors.docs.indexOf(doc); entry !== -1; entry = authors.docs.indexOf(doc, entry + 1)) {
    names.push(authors.texts.at(entry))
  }
  return names
}

/** True if any title satisfies the clauses, even when the filters refuse it: then the words were not the problem. */
function collectMatches(search: {
  index: SearchableIndex
  clauses: readonly Clause[]
  excluded: readonly (readonly Clause[])[]
  titleKey: string
  scratch: Scratch
  collector: Collector
}): boolean {
  const { index, clauses, excluded, titleKey, scratch, collector } = search
  const { segments } = index
  const size = segments.reduce((sum, segment) => sum + segment.docCount, 0)
  const located = segments.map(({ postings }) => clauses.map((clause) => locate(postings, clause)))
  const weighed = weigh(clauses, located, size)
  let isFound = false
  const words = () => JSON.stringify([clauses, excluded])
  for (const [i, segment] of segments.entries()) {
    matchClauses(segment.postings, weighed[i] ?? [], scratch)
    for (const group of excluded) {
      const bearing = group.map((clause) => locate(segment.postings, clause))
      dropBearers(segment.postings, weigh(group, [bearing], size)[0] ?? [], scratch)
    }
    isFound = collector.collect(segment, scratch, { titleKey, words }) || isFound
  }
  return isFound
}

function matchAll(segment: Segment, scratch: Scratch): void {
  scratch.count = segment.docCount
  for (let doc = 0; doc < segment.docCount; doc++) {
    scratch.docs[doc] = doc
    scratch.scores[doc] = 1
  }
}

interface Question {
  readonly titleKey: string
  /** What was asked for, written down. */
  readonly words: () => string
}

const NO_WORDS: Question = { titleKey: '', words: () => '' }

interface Collector {
  /** Takes the matches of one segment through filters, facets and ranking. True if any of them is alive. */
  collect(segment: Segment, matches: Scratch, question: Question): boolean
  result(): RankedTitles
}

interface RankedTitle extends TitleAt {
  readonly rank: number
}

function createCollector({ vocabulary }: SearchableIndex, query: CatalogueQuery): Collector {
  const filters = compileFilters(query.filters, vocabulary)
  const onlyAvailable = query.filters.available === true
  const counter = query.facets ? createFacetCounter(vocabulary, onlyAvailable) : undefined
  const { offset, size } = pageOf(query)
  const depth = size === 0 || offset >= MAX_DEPTH ? 0 : Math.min(offset + size, MAX_DEPTH)
  const found: RankedTitle[] = []
  let total = 0

  return {
    collect(segment, matches, { titleKey, words }) {
      if (segment.liveCount < segment.docCount) dropDead(segment, matches)
      const isFound = matches.count > 0
      const isFiltered = filters.length > 0
      if (isFiltered) matches.refused.fill(0, 0, matches.count)
      for (const filter of filters) filter(segment, matches)
      counter?.count(segment, matches, {
        isFiltered,
        key: () => (onlyAvailable ? undefined : words() + JSON.stringify(query.filters)),
      })
      if (isFiltered) dropRefused(matches)
      total += matches.count
      const { positions, ranks } = createRanking(query.sort, { vocabulary, titleKey })(segment, matches, depth)
      positions.forEach((position, i) => {
        found.push({ segment, doc: matches.docs[position] ?? 0, rank: ranks[i] ?? 0 })
      })
      return isFound
    },
    result: () => ({
      total,
      page: found.sort(query.sort === 'title' ? compareTitles : compareRanks).slice(offset, offset + size),
      facets: counter?.result() ?? NO_FACETS,
    }),
  }
}

function dropDead({ dead }: Segment, matches: Scratch): void {
  const { docs, scores, count } = matches
  let kept = 0
  for (let i = 0; i < count; i++) {
    const doc = docs[i] ?? 0
    if (dead[doc] !== 0) continue
    docs[kept] = doc
    scores[kept++] = scores[i] ?? 0
  }
  matches.count = kept
}

function dropRefused(matches: Scratch): void {
  const { docs, scores, refused, count } = matches
  let kept = 0
  for (let i = 0; i < count; i++) {
    if (refused[i] !== 0) continue
    docs[kept] = docs[i] ?? 0
    scores[kept++] = scores[i] ?? 0
  }
  matches.count = kept
}

function pageOf(query: CatalogueQuery): { offset: number; size: number } {
  const size = Math.min(MAX_PAGE_SIZE, Math.max(0, Math.trunc(query.size)))
  return { size, offset: (Math.max(1, Math.trunc(query.page)) - 1) * size }
}

function compareRanks(a: RankedTitle, b: RankedTitle): number {
  return b.rank - a.rank
}

/** Ranks are places within one segment; only keys compare across. */
function compareTitles(a: RankedTitle, b: RankedTitle): number {
  const left = titleKeyAt(a)
  const right = titleKeyAt(b)
  if (left === right) return 0
  return left < right ? -1 : 1
}

function titleKeyAt({ segment: { titles, titleRanks }, doc }: TitleAt): string {
  return titles.keys.at(titleRanks[doc] ?? 0)
}
