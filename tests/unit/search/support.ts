import type {
  CatalogueQuery,
  CatalogueResult,
  IndexRecord,
  LiveAvailability,
  SearchEngine,
} from '../../../bff/infra/search/engine'
import { createInProcessEngine } from '../../../bff/infra/search/in-process-engine'

export type Engine = SearchEngine

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
  const engine = createInProcessEngine()
  await engine.put(records)
  return engine
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
