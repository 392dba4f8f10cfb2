import type { CatalogueQuery, SearchEngine } from '../../bff/infra/search/engine'
import { createInProcessEngine } from '../../bff/infra/search/in-process-engine'
import { connectCluster } from '../../bff/infra/search/open-search/cluster'
import { createOpenSearchEngine } from '../../bff/infra/search/open-search/open-search-engine'
import { NoJavaError } from '../search-server/jars'
import { startSearchServer } from '../search-server/start-search-server'
import { generateCatalogue, type GeneratedTitle } from './generate-catalogue'
import { percentiles } from './load'
import { askLucene, type LuceneAnswer } from './lucene-baseline'
import { mixedQueries, QUERY_CLASSES } from './search-engine'

export interface Reporting {
  readonly say: (line: string) => void
  readonly promise: (isKept: boolean, text: string) => void
}

export interface Asked {
  readonly name: string
  readonly query: CatalogueQuery
}

interface Answers {
  readonly byQuery: ReadonlyMap<Asked, { readonly ms: number; readonly total: number }>
  readonly classes: readonly string[]
}

const QUERIES_A_CLASS = 300
/** Before anything is timed, so that both have compiled what they run. */
const WARM_UP = 1_800
const HEAP_MB = 2_048
const MERGE_MS = 600_000

/** The embedded engine, OpenSearch and bare Lucene on this machine: the same titles, the same questions, one by one. */
export async function benchSideBySide(titleCount: number, reporting: Reporting): Promise<void> {
  reporting.say(`\nSide by side: ${titleCount} titles, one question at a time, 20 records with facets`)
  const titles = generateCatalogue(titleCount)
  const queries = mixedQueries(titles, QUERIES_A_CLASS * Object.keys(QUERY_CLASSES).length)
  const embedded = createInProcessEngine()
  await fill(embedded, titles, { name: 'the embedded engine', ...reporting })
  const ours = await askAll(embedded, queries)
  await whereJavaIs(reporting, async () => {
    compareWithLucene(ours, await askLucene(titles, queries, WARM_UP), reporting)
  })
  await whereJavaIs(reporting, () => compareWithOpenSearch(ours, { titles, queries }, reporting))
}

async function whereJavaIs({ say }: Reporting, compare: () => Promise<void>): Promise<void> {
  try {
    await compare()
  } catch (error) {
    if (!(error instanceof NoJavaError)) throw error
    say(`  not measured: ${error.message}`)
  }
}

/** Where Lucene was asked other words, because the typed ones found nothing, there is nothing to compare. */
function compareWithLucene(ours: Answers, theirs: readonly LuceneAnswer[], { promise }: Reporting): void {
  const comparable = theirs.filter(({ asked, total }) => ours.byQuery.get(asked)?.total === total)
  const share = comparable.length / ours.byQuery.size
  promise(share > 0.9, `Lucene finds as many titles for ${(100 * share).toFixed(1)}% of the questions (over 90%)`)
  let [oursMs, theirsMs] = [0, 0]
  for (const name of ours.classes) {
    const own: number[] = []
    const other: number[] = []
    for (const { asked, ms } of comparable) {
      if (asked.name !== name) continue
      own.push(ours.byQuery.get(asked)?.ms ?? 0)
      other.push(ms)
    }
    oursMs += sum(own)
    theirsMs += sum(other)
    const [one, two] = [percentiles(own), percentiles(other)]
    promise(one.p50Ms <= 1.5 * two.p50Ms, `${name}: ${figures(one)}; Lucene ${figures(two)} (p50 within 1.5×)`)
  }
  promise(
    oursMs < theirsMs,
    `all of them with facets: ${(oursMs / theirsMs).toFixed(2)} of the time of Lucene (faster)`,
  )
}

async function compareWithOpenSearch(
  ours: Answers,
  { titles, queries }: { readonly titles: readonly GeneratedTitle[]; readonly queries: readonly Asked[] },
  reporting: Reporting,
): Promise<void> {
  const server = await startSearchServer({ heapMb: HEAP_MB, progress: reporting.say })
  const cluster = connectCluster({ url: server.url })
  try {
    const engine = createOpenSearchEngine({ cluster })
    await fill(engine, titles, { name: 'OpenSearch', ...reporting })
    // at its best, as after a quiet night
    const querystring = { max_num_segments: '1' }
    await cluster.ask({ method: 'POST', path: '/_forcemerge', querystring, timeoutMs: MERGE_MS })
    const theirs = await askAll(engine, queries)
    const different = queries.filter((asked) => ours.byQuery.get(asked)?.total !== theirs.byQuery.get(asked)?.total)
    const [first] = different
    const what = first === undefined ? '' : `: not for ${different.length}, one of them ${JSON.stringify(first)}`
    reporting.promise(first === undefined, `both find as many titles for each of ${queries.length} questions${what}`)
    for (const name of ours.classes) {
      const [one, two] = [ours, theirs].map((answers) => percentiles(timesOf(answers, name)))
      if (one === undefined || two === undefined) continue
      const isFaster = one.p50Ms < two.p50Ms && one.p99Ms < two.p99Ms
      reporting.promise(isFaster, `${name}: ${figures(one)}; OpenSearch ${figures(two)} (faster)`)
    }
  } finally {
    await cluster.close()
    await server.stop()
  }
}

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0)
const shown = (value: number) => value.toFixed(value < 1 ? 3 : 2)
const figures = ({ p50Ms, p99Ms }: { p50Ms: number; p99Ms: number }) => `p50 ${shown(p50Ms)}, p99 ${shown(p99Ms)} ms`

function timesOf({ byQuery }: Answers, name: string): number[] {
  return [...byQuery].flatMap(([asked, { ms }]) => (asked.name === name ? [ms] : []))
}

async function fill(
  engine: SearchEngine,
  titles: readonly GeneratedTitle[],
  { name, say }: { readonly name: string; readonly say: (line: string) => void },
): Promise<void> {
  const startedAt = performance.now()
  // what makes up a title is analysed once, if it comes last
  await engine.setAvailability(titles.map(({ availability }) => availability))
  await engine.put(titles.map(({ record }) => record))
  say(`  ${name} reads them in ${((performance.now() - startedAt) / 1000).toFixed(1)} s`)
}

async function askAll(engine: SearchEngine, queries: readonly Asked[]): Promise<Answers> {
  for (const { query } of queries.slice(0, WARM_UP)) await engine.search(query)
  const byQuery = new Map<Asked, { ms: number; total: number }>()
  for (const asked of queries) {
    const startedAt = performance.now()
    const { total } = await engine.search(asked.query)
    byQuery.set(asked, { ms: performance.now() - startedAt, total })
  }
  return { byQuery, classes: [...new Set(queries.map(({ name }) => name))] }
}
