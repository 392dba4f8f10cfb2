import { createHash } from 'node:crypto'
import { z } from 'zod'
import type { IndexRecord, SearchEngine } from '../engine'
import { cutWords } from '../words'
import { away, isIndexMissing, isIndexThere, type Cluster, type ClusterRequest } from './cluster'
import { availabilityPart, documentOf } from './index-document'
import { INDEX_SHAPE } from './index-shape'
import { searchIndex, type AskIndex } from './search-index'
import { suggestFromIndex } from './suggest-from-index'

interface Options {
  readonly cluster: Cluster
  /** Indexes are named `<name>-<version>`; catalogues that share a cluster need not have names of their own. */
  readonly name?: string
}

/** Titles that are sent in one request. */
const BATCH = 1_000
const WRITE_MS = 60_000

type Line = Readonly<Record<string, unknown>>

/**
 * The search engine on other machines: an OpenSearch cluster holds the index, and all instances of the service share it.
 * Words are cut and compared by the same code as in the embedded engine, so either finds the same titles.
 */
export function createOpenSearchEngine({ cluster, name = 'rentu-titles' }: Options): SearchEngine {
  let alias = aliasOf(name, '')
  let isThere: Promise<void> | null = null
  /** The end of all writes so far; the next one waits for it. */
  let writes: Promise<void> = Promise.resolve()
  let titleCount = 0

  const whenThere = () => {
    isThere ??= createIndex(cluster, alias).catch((error: unknown) => {
      isThere = null
      throw error
    })
    return isThere
  }

  const request = async (wanted: ClusterRequest) => {
    await whenThere()
    try {
      return await cluster.ask(wanted)
    } catch (error) {
      throw isIndexMissing(error) ? gone(error) : error
    }
  }

  /** Somebody has removed the index: it is made anew, and whoever feeds us hears of this and reads everything again. */
  const gone = (error: unknown) => {
    isThere = null
    return away(error)
  }

  const ask: AskIndex = (body) =>
    request({
      method: 'POST',
      path: `/${alias}/_search`,
      querystring: { allow_partial_search_results: 'false' },
      body,
    })

  const count = async () => {
    titleCount = countAnswer.parse(
      await request({ method: 'POST', path: `/${alias}/_count`, body: { query: { term: { is_record: true } } } }),
    ).count
  }

  const inTurn = (write: () => Promise<void>): Promise<void> => {
    const done = writes.then(write)
    // a write that failed has told its caller; the next one is not its victim
    writes = done.catch(() => undefined)
    return done
  }

  /** Sends the changes, then shows them all at once. */
  const change = async (batches: Iterable<readonly Line[]>) => {
    let isChanged = false
    for (const lines of batches) {
      isChanged = true
      await sendBatch(lines)
    }
    if (!isChanged) return
    await request({ method: 'POST', path: `/${alias}/_refresh`, timeoutMs: WRITE_MS })
    await count()
  }

  const sendBatch = async (lines: readonly Line[]) => {
    // never by accident an index of another shape
    const querystring = { require_alias: 'true' }
    const answer = bulkAnswer.parse(
      await request({ method: 'POST', path: `/${alias}/_bulk`, querystring, lines, timeoutMs: WRITE_MS }),
    )
    if (!answer.errors) return
    const refused = answer.items.flatMap(failureIn)
    const [first] = refused
    if (first === undefined) return
    const error = new Error(`the search index refused ${refused.length} changes: ${first}`)
    throw first.includes('index_not_found_exception') ? gone(error) : error
  }

  const remove = (ids: readonly string[]) => change(batchesOf(ids, (id) => [{ delete: { _id: id } }]))

  return {
    async search(query) {
      const { page, ...found } = await searchIndex(ask, query)
      return { ...found, hits: page.map(({ id, summary, availability }) => ({ id, summary, availability })) }
    },
    suggest: (prefix, limit) => suggestFromIndex(ask, prefix, limit),
    put: (records) => inTurn(() => change(batchesOf(records, (record) => updateLines(record.id, documentOf(record))))),
    remove: (ids) => inTurn(() => remove(ids)),
    setAvailability: (changes) =>
      inTurn(() => change(batchesOf(changes, (one) => updateLines(one.id, availabilityPart(one))))),
    keepOnly: (ids) =>
      inTurn(async () => {
        const others: string[] = []
        for await (const id of allIds(ask)) if (!ids.has(id)) others.push(id)
        await remove(others)
      }),
    async mark(place) {
      await inTurn(() => writeMark(request, alias, place))
    },
    async restore(version) {
      // a second, better now than in somebody's first search
      cutWords('')
      alias = aliasOf(name, version)
      isThere = null
      const place = await readMark(request, alias)
      await count()
      return place
    },
    size: () => titleCount,
    isUsable: () => cluster.isUsable(),
  }
}

const countAnswer = z.object({ count: z.number() })
const bulkAnswer = z.object({
  errors: z.boolean(),
  items: z.array(z.record(z.string(), z.object({ status: z.number(), error: z.unknown().optional() }))),
})

/** What was not there to be removed is no failure. */
function failureIn(item: z.infer<typeof bulkAnswer>['items'][number]): string[] {
  return Object.values(item).flatMap(({ status, error }) =>
    status >= 300 && error !== undefined ? [JSON.stringify(error)] : [],
  )
}

/** What does not fit the records of this version, or how they are indexed, is another index beside this one. */
function aliasOf(name: string, version: string): string {
  const probe = JSON.stringify([version, INDEX_SHAPE, documentOf(PROBE)])
  return `${name}-${createHash('sha256').update(probe).digest('hex').slice(0, 16)}`
}

/** With words of every kind in it: when they are cut or numbered in another way, its document shows it. */
const PROBE: IndexRecord = {
  ...{
    id: '',
    title: '題名：重慶的长江 in C++ 11',
    authors: ['Gödel, K.'],
    subjects: ['数据结构'],
    isbns: ['7302147515'],
  },
  ...{ callNumbers: ['TP311.12/Y158'], language: 'chi', form: 'book', branches: [], popularity: 1, summary: '' },
}

/** Everybody speaks to the alias, so that nothing but this makes an index. */
async function createIndex(cluster: Cluster, alias: string): Promise<void> {
  const body = { ...INDEX_SHAPE, aliases: { [alias]: {} } }
  const index = `${alias}-index`
  try {
    await cluster.ask({ method: 'PUT', path: `/${index}`, body, timeoutMs: WRITE_MS })
  } catch (error) {
    if (!isIndexThere(error)) throw error
    // another instance may have made it this very moment: it answers once its shards have started
    const querystring = { wait_for_status: 'yellow' }
    await cluster.ask({ method: 'GET', path: `/_cluster/health/${index}`, querystring, timeoutMs: WRITE_MS })
  }
}

/** Availability and record come each on its own; whichever is first makes the document. */
function updateLines(id: string, part: Record<string, unknown>): Line[] {
  return [{ update: { _id: id, retry_on_conflict: 5 } }, { doc: part, doc_as_upsert: true }]
}

function* batchesOf<T>(items: readonly T[], linesOf: (item: T) => Line[]): Generator<Line[]> {
  for (let from = 0; from < items.length; from += BATCH) yield items.slice(from, from + BATCH).flatMap(linesOf)
}

const MAX_IDS_AT_ONCE = 10_000
const idsAnswer = z.object({ hits: z.object({ hits: z.array(z.object({ _id: z.string() })) }) })

async function* allIds(ask: AskIndex): AsyncGenerator<string> {
  let after: string | undefined
  for (;;) {
    const from = after === undefined ? {} : { search_after: [after] }
    const body = { size: MAX_IDS_AT_ONCE, _source: false, sort: [{ id: 'asc' }], query: { exists: { field: 'id' } } }
    const { hits } = idsAnswer.parse(await ask({ ...body, ...from })).hits
    yield* hits.map(({ _id }) => _id)
    after = hits.at(-1)?._id
    if (after === undefined) return
  }
}

const mappingAnswer = z.record(
  z.string(),
  z.object({ mappings: z.object({ _meta: z.object({ place: z.string() }).optional() }) }),
)

type Request = (wanted: ClusterRequest) => Promise<unknown>

async function writeMark(request: Request, alias: string, place: string): Promise<void> {
  await request({ method: 'PUT', path: `/${alias}/_mapping`, body: { _meta: { place } }, timeoutMs: WRITE_MS })
}

async function readMark(request: Request, alias: string): Promise<string | null> {
  const answer = mappingAnswer.parse(await request({ method: 'GET', path: `/${alias}/_mapping` }))
  return Object.values(answer)[0]?.mappings._meta?.place ?? null
}
