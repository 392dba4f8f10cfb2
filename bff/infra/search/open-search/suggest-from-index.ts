import { z } from 'zod'
import type { Suggestion } from '../engine'
import { best, MAX_PREFIX_LENGTH, mix, type Candidate } from '../suggest'
import { beginningWith, type Query } from './clause-queries'
import { keyOf, type StoredHeading, type StoredHeadings } from './index-document'
import { headingsIn, searchIndex, type AskIndex } from './search-index'

/** Signs that grow when they are folded would make an expression that OpenSearch refuses. */
const MAX_KEY_LENGTH = 2 * MAX_PREFIX_LENGTH

const bucketsAnswer = z.object({
  buckets: z.array(
    z.object({
      key: z.string(),
      doc_count: z.number(),
      popularity: z.object({ value: z.number().nullable() }),
      one: z.object({
        hits: z.object({
          hits: z.array(z.object({ _id: z.string(), fields: z.object({ headings: z.tuple([z.string()]) }) })),
        }),
      }),
    }),
  ),
})
const headingsAnswer = z.object({
  aggregations: z.object({
    titles: bucketsAnswer,
    'titles exactly': bucketsAnswer,
    authors: bucketsAnswer,
    'authors exactly': bucketsAnswer,
  }),
})

/** What the embedded engine suggests: titles and names that begin so, then titles that contain the words. */
export async function suggestFromIndex(ask: AskIndex, prefix: string, limit: number): Promise<Suggestion[]> {
  const typed = prefix.slice(0, MAX_PREFIX_LENGTH)
  const key = keyOf(typed).slice(0, MAX_KEY_LENGTH)
  if (key === '' || limit <= 0) return []
  const answer = headingsAnswer.parse(await ask(headingsBeginning(key, limit)))
  const { titles: beginning, authors: names, ...exact } = answer.aggregations
  const authors = best(candidates([exact['authors exactly'], names], 'authors'), key, limit).map(
    ({ text }): Suggestion => ({ kind: 'author', text }),
  )
  const titles = new Map<string, Suggestion>()
  for (const one of best(candidates([exact['titles exactly'], beginning], 'titles'), key, limit)) {
    const { text, titleId, recordCount } = one
    // several editions bear one title: the completion then leads to a search, not to one of them
    titles.set(one.key, { kind: 'title', text, ...(recordCount === 1 ? { titleId } : {}) })
  }
  if (titles.size + authors.length < limit) {
    for (const { id, headings } of await titlesContaining(ask, typed, limit)) {
      const [key, text] = headings.titles[0] ?? ['', '']
      if (!titles.has(key)) titles.set(key, { kind: 'title', text, titleId: id })
    }
  }
  return mix([...titles.values()], authors, limit)
}

async function titlesContaining(ask: AskIndex, text: string, limit: number) {
  const query = { text, field: 'title', filters: {}, sort: 'relevance', page: 1, size: limit, facets: false } as const
  return (await searchIndex(ask, query)).page
}

/** The most used of those that begin so, and the one that is so, which may be little used. */
function headingsBeginning(key: string, limit: number): Query {
  const fields = ['title_keys', 'author_keys']
  const keysOf = (field: string, include: string | readonly string[]): Query => ({
    terms: { field, include, size: limit, order: [{ popularity: 'desc' }, { _count: 'desc' }, { _key: 'asc' }] },
    aggs: {
      popularity: { max: { field: 'popularity' } },
      one: { top_hits: { size: 1, _source: false, stored_fields: ['headings'], sort: [{ id: 'asc' }] } },
    },
  })
  const beginning = beginningWith(key)
  return {
    size: 0,
    query: {
      bool: { filter: [{ bool: { should: fields.map((field) => ({ prefix: { [field]: { value: key } } })) } }] },
    },
    aggs: {
      titles: keysOf('title_keys', beginning),
      'titles exactly': keysOf('title_keys', [key]),
      authors: keysOf('author_keys', beginning),
      'authors exactly': keysOf('author_keys', [key]),
    },
  }
}

function candidates(found: readonly z.infer<typeof bucketsAnswer>[], kind: keyof StoredHeadings): Candidate[] {
  const byKey = new Map<string, Candidate>()
  for (const { key, doc_count: recordCount, popularity, one } of found.flatMap(({ buckets }) => buckets)) {
    const [hit] = one.hits.hits
    if (hit === undefined || byKey.has(key)) continue
    const headings: readonly StoredHeading[] = headingsIn(hit.fields.headings[0])[kind]
    const text = headings.find(([own]) => own === key)?.[1] ?? key
    byKey.set(key, { key, text, titleId: hit._id, popularity: popularity.value ?? 0, recordCount })
  }
  return [...byKey.values()]
}
