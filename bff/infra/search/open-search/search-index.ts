import { z } from 'zod'
import type { CatalogueQuery, CatalogueResult, Facets } from '../engine'
import { NO_FACETS } from '../facets'
import { parseQuery, type Clause } from '../query'
import { readOtherwise, type OtherReading } from '../read-otherwise'
import { FIRST_FOUND, writtenAs, type WrittenTitle } from '../written-as'
import { beginningWith, clausesQuery, NOTHING, type Query } from './clause-queries'
import { facetAggregations, facetsOf, filterQueries, passing } from './filter-queries'
import type { StoredHeadings } from './index-document'
import { encodeTerm } from './index-shape'
import { ranked, sortOf } from './ranking-queries'

/** Asks one index. */
export type AskIndex = (body: Query) => Promise<unknown>

export interface FoundTitle {
  readonly id: string
  readonly summary: string
  readonly availability: CatalogueResult['hits'][number]['availability']
  readonly headings: StoredHeadings
}

export interface FoundTitles {
  readonly total: number
  readonly page: readonly FoundTitle[]
  readonly facets: Facets
  readonly correction?: string
}

const MAX_DEPTH = 10_000
const MAX_PAGE_SIZE = 100

const EVERYTHING: Query = { term: { is_record: true } }
const NO_TITLES: FoundTitles = { total: 0, page: [], facets: NO_FACETS }

/** The way of the embedded engine: what was typed, then its characters wherever they stand, then what else it may mean. */
export async function searchIndex(ask: AskIndex, query: CatalogueQuery): Promise<FoundTitles> {
  if (query.text.trim() === '') return (await askFor(ask, query, { matching: EVERYTHING, titleKey: '' })).found
  const field = query.field ?? 'any'
  const { clauses, relaxed, excluded, titleKey } = parseQuery(query.text, field)
  const find = async (asked: readonly Clause[], as = query, key = titleKey) => {
    const matching = clausesQuery(asked, excluded)
    if (matching === null) return null
    const { isFound, found } = await askFor(ask, as, { matching, titleKey: key })
    return isFound ? found : null
  }
  const asTyped = (await find(clauses)) ?? (relaxed.length > 0 ? await find(relaxed) : null)
  if (asTyped !== null) return asTyped
  for await (const reading of readingsFound(ask, await otherReadings(ask, query.text, field), excluded)) {
    const first = await find(reading.clauses, { ...query, ...FIRST_FOUND }, '')
    const written = writtenAs(query, reading, first?.page.map(writtenTitle) ?? [])
    if (written === undefined && reading.isGuess !== undefined) continue
    const text = written ?? reading.correction
    const found = await find(reading.clauses, query, text === undefined ? '' : parseQuery(text, field).titleKey)
    if (found === null) continue
    return text === undefined || reading.isPinyin === true ? found : { ...found, correction: text }
  }
  return NO_TITLES
}

/** How many readings are tried in one request. */
const TRIED_AT_ONCE = 20

/** Those that some title satisfies, in their order. */
async function* readingsFound(
  ask: AskIndex,
  readings: readonly OtherReading[],
  excluded: readonly (readonly Clause[])[],
): AsyncGenerator<OtherReading> {
  for (let from = 0; from < readings.length; from += TRIED_AT_ONCE) {
    const some = readings.slice(from, from + TRIED_AT_ONCE)
    const counts = await countEach(
      ask,
      some.map(({ clauses }) => clausesQuery(clauses, excluded) ?? NOTHING),
    )
    yield* some.filter((_, n) => (counts[n] ?? 0) > 0)
  }
}

/**
 * Readings ask how many titles bear a word and which words begin with something, and cannot wait for the answer: so they are
 * made again with the answers to all that they asked, until they ask nothing new. Until it is known, a word is taken for one
 * that titles bear, and none begins so.
 */
async function otherReadings(
  ask: AskIndex,
  text: string,
  field: Parameters<typeof readOtherwise>[1],
): Promise<readonly OtherReading[]> {
  const bearers = createAnswers((terms) => countBearers(ask, terms))
  const beginnings = createAnswers((prefixes) => listTerms(ask, prefixes))
  for (;;) {
    const readings = [
      ...readOtherwise(text, field, {
        bearersOf: (term) => bearers.of(term) ?? 1,
        termsWith: (prefix, limit) => (beginnings.of(prefix) ?? []).slice(0, limit),
      }),
    ]
    // a look at both, for each has questions of its own
    const isNew = [await bearers.learn(), await beginnings.learn()]
    if (!isNew.includes(true)) return readings
  }
}

/** Remembers what it was asked and could not say, to learn it in one go. */
function createAnswers<T>(fetch: (questions: readonly string[]) => Promise<readonly T[]>) {
  const known = new Map<string, T>()
  const unknown = new Set<string>()
  return {
    of(question: string): T | undefined {
      if (!known.has(question)) unknown.add(question)
      return known.get(question)
    },
    /** False when there was nothing to learn. */
    async learn(): Promise<boolean> {
      const questions = [...unknown]
      unknown.clear()
      if (questions.length === 0) return false
      const answers = await fetch(questions)
      for (const [n, answer] of answers.entries()) known.set(questions[n] ?? '', answer)
      return true
    },
  }
}

const MAX_TERMS_LISTED = 2_000
const MAX_LISTED_AT_ONCE = 50

const termsAnswer = z.object({
  aggregations: z.record(z.string(), z.object({ buckets: z.array(z.object({ key: z.string() })) })),
})

/** The terms that begin with each of these. */
async function listTerms(ask: AskIndex, prefixes: readonly string[]): Promise<string[][]> {
  const listed: string[][] = []
  for (let from = 0; from < prefixes.length; from += MAX_LISTED_AT_ONCE) {
    const some = prefixes.slice(from, from + MAX_LISTED_AT_ONCE)
    const aggs = Object.fromEntries(
      some.map((prefix, n) => [
        `n${n}`,
        { terms: { field: 'words', include: beginningWith(encodeTerm(prefix)), size: MAX_TERMS_LISTED } },
      ]),
    )
    const { aggregations } = termsAnswer.parse(await ask({ size: 0, aggs }))
    for (const n of some.keys()) listed.push((aggregations[`n${n}`]?.buckets ?? []).map(({ key }) => key))
  }
  return listed
}

const MAX_COUNTED_AT_ONCE = 1_000

async function countBearers(ask: AskIndex, terms: readonly string[]): Promise<number[]> {
  const counted: number[] = []
  for (let from = 0; from < terms.length; from += MAX_COUNTED_AT_ONCE) {
    const some = terms.slice(from, from + MAX_COUNTED_AT_ONCE)
    counted.push(
      ...(await countEach(
        ask,
        some.map((term) => ({ term: { any: encodeTerm(term) } })),
      )),
    )
  }
  return counted
}

const countsAnswer = z.object({
  aggregations: z.object({ counts: z.object({ buckets: z.array(z.object({ doc_count: z.number() })) }) }),
})

/** How many titles each of the questions finds. */
async function countEach(ask: AskIndex, queries: readonly Query[]): Promise<number[]> {
  if (queries.length === 0) return []
  const answer = countsAnswer.parse(await ask({ size: 0, aggs: { counts: { filters: { filters: queries } } } }))
  return answer.aggregations.counts.buckets.map(({ doc_count: count }) => count)
}

function writtenTitle({ headings }: FoundTitle): WrittenTitle {
  return {
    title: () => headings.titles[0]?.[1] ?? '',
    authors: () => headings.authors.map(([, name]) => name),
  }
}

const first = z.tuple([z.number()]).optional()
const titlesAnswer = z.object({
  hits: z.object({
    total: z.object({ value: z.number() }),
    hits: z.array(
      z.object({
        _id: z.string(),
        fields: z.object({
          summary: z.tuple([z.string()]),
          headings: z.tuple([z.string()]),
          copies: first,
          available: first,
          queue: first,
        }),
      }),
    ),
  }),
  aggregations: z.looseObject({ found: z.object({ doc_count: z.number() }) }).optional(),
})

/** What every list of titles shows of them. */
const SHOWN: Query = {
  _source: false,
  stored_fields: ['summary', 'headings'],
  docvalue_fields: ['copies', 'available', 'queue'],
}

/** @returns also whether any title matches, even when the filters refuse it: then the words were not the problem */
async function askFor(
  ask: AskIndex,
  query: CatalogueQuery,
  { matching, titleKey }: { matching: Query; titleKey: string },
): Promise<{ isFound: boolean; found: FoundTitles }> {
  const filters = filterQueries(query.filters)
  const answer = titlesAnswer.parse(
    await ask({
      ...SHOWN,
      ...pageOf(query),
      query: query.sort === 'relevance' ? ranked(matching, titleKey) : matching,
      ...(filters.size > 0 ? { post_filter: passing(filters) } : {}),
      aggs: { found: { filter: { match_all: {} } }, ...facetAggregations(query, filters) },
      sort: sortOf(query.sort),
      track_total_hits: true,
    }),
  )
  const { hits, aggregations } = answer
  return {
    isFound: (aggregations?.found.doc_count ?? 0) > 0,
    found: { total: hits.total.value, page: hits.hits.map(titleOf), facets: facetsOf(aggregations) },
  }
}

function titleOf({ _id: id, fields }: z.infer<typeof titlesAnswer>['hits']['hits'][number]): FoundTitle {
  const { summary, copies, available, queue } = fields
  return {
    id,
    summary: summary[0],
    availability: { copies: copies?.[0] ?? 0, available: available?.[0] ?? 0, queue: queue?.[0] ?? 0 },
    get headings() {
      return headingsIn(fields.headings[0])
    },
  }
}

export function headingsIn(stored: string): StoredHeadings {
  // written by `documentOf`, and by nobody else
  return JSON.parse(stored) as StoredHeadings
}

function pageOf(query: CatalogueQuery): { from: number; size: number } {
  const size = Math.min(MAX_PAGE_SIZE, Math.max(0, Math.trunc(query.size)))
  const from = (Math.max(1, Math.trunc(query.page)) - 1) * size
  return from >= MAX_DEPTH ? { from: 0, size: 0 } : { from, size: Math.min(size, MAX_DEPTH - from) }
}
