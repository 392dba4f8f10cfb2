import type {
  CatalogueQuery,
  CatalogueResult,
  IndexRecord,
  LiveAvailability,
  SearchEngine,
} from '../../../bff/infra/search/engine'
import { createInProcessEngine } from '../../../bff/infra/search/in-process-engine'
import { connectCluster, type Cluster } from '../../../bff/infra/search/open-search/cluster'
import { createOpenSearchEngine } from '../../../bff/infra/search/open-search/open-search-engine'

export type Engine = SearchEngine

/** What both engines promise is run over either: with the address of an OpenSearch server, over that one. */
const serverUrl = process.env['SEARCH_TEST_URL']
let cluster: Cluster | undefined
let engineCount = 0

// the embedded engine is also put to work where there is no jest
if (serverUrl !== undefined) afterAll(() => cluster?.close())

/** An engine with nothing in it yet. */
export function emptyEngine(): Engine {
  if (serverUrl === undefined) return createInProcessEngine()
  cluster ??= connectCluster({ url: serverUrl })
  return createOpenSearchEngine({ cluster, name: `test-${process.pid}-${Date.now()}-${engineCount++}` })
}

/** What part of a long test is run: every write to a server waits for its disk. */
export const EFFORT = serverUrl === undefined ? 1 : 0.2

/** Not a measure of speed, whatever else the machine does: hostile text must not keep an engine busy. */
export const QUICKLY_MS = 2_000

/** A plain Chinese book; a test states what matters to it. */
export function titleRecord(record: Partial<IndexRecord> & { id: string }): IndexRecord {
  return {
    title: '无题',
    authors: [],
    subjects: [],
    isbns: [],
    callNumbers: [],
    language: 'chi',
    form: 'book',
    branches: ['main'],
    popularity: 0,
    summary: record.id,
    ...record,
  }
}

export function availabilityOf(change: Partial<LiveAvailability> & { id: string }): LiveAvailability {
  return { copies: 1, available: 0, queue: 0, availableBranches: [], ...change }
}

export async function engineWith(records: readonly IndexRecord[]): Promise<Engine> {
  const engine = emptyEngine()
  await engine.put(records)
  return engine
}

/** Made when it is asked for the first time; for tests that only search. */
export function keptEngine(make: () => Promise<Engine>): () => Promise<Engine> {
  let kept: Promise<Engine> | undefined
  return () => (kept ??= make())
}

export async function search(
  engine: Engine,
  text: string,
  query: Partial<CatalogueQuery> = {},
): Promise<CatalogueResult> {
  return engine.search({ text, filters: {}, sort: 'relevance', page: 1, size: 20, facets: true, ...query })
}

/** Ids of the first hits, best first. */
export async function idsFound(engine: Engine, text: string, query: Partial<CatalogueQuery> = {}): Promise<string[]> {
  const { hits } = await search(engine, text, query)
  return hits.map((hit) => hit.id)
}
