import { addDays, dayOf, instantAt } from '../../domain/calendar'
import type { Clock } from '../../infra/clock'
import type { Logger } from '../../infra/logger'
import type { CatalogueQuery, CatalogueResult } from '../../infra/search/engine'
import { foldText } from '../../infra/search/fold'
import { countedQuery, isWish } from './demand.rules'
import * as queries from './demand.queries'

interface Deps {
  readonly clock: Clock
  readonly zone: string
  readonly logger: Logger
}

/** Searches are gathered so long, so that a busy hour costs one write in a while and a search never waits for one. */
const gatherMs = 5000
/** More different queries at once are not counted: this is a figure, and memory is not to be filled from outside. */
const mostQueries = 2000
const keptDays = 180

interface Gathered {
  readonly searches: number
  readonly isFound: boolean
}

export type SearchCounts = ReturnType<typeof createSearchCounts>

/** What readers search, as counts per query and day and nothing else: no reader, no address, no order (X1). */
export function createSearchCounts({ clock, zone, logger }: Deps) {
  const gathered = new Map<string, Gathered>()
  let timer: NodeJS.Timeout | null = null
  let writing: Promise<void> = Promise.resolve()

  /** What was searched instead counts, where there is such a thing: the other was a slip. */
  function note(asked: CatalogueQuery, { total, correction }: Pick<CatalogueResult, 'total' | 'correction'>): void {
    if (!isWish(asked)) return
    const query = countedQuery(foldText(correction ?? asked.text))
    if (query === null) return
    add(query, { searches: 1, isFound: total > 0 })
    timer ??= setTimeout(() => void flush(), gatherMs).unref()
  }

  function add(query: string, { searches, isFound }: Gathered): void {
    const known = gathered.get(query)
    if (known === undefined && gathered.size >= mostQueries) return
    gathered.set(query, { searches: searches + (known?.searches ?? 0), isFound })
  }

  /** Writes what is gathered. @returns when everything gathered so far is in the database, or given up */
  function flush(): Promise<void> {
    if (timer) clearTimeout(timer)
    timer = null
    const counts = [...gathered]
    gathered.clear()
    if (counts.length > 0) writing = writing.then(() => write(counts))
    return writing
  }

  async function write(counts: readonly (readonly [query: string, Gathered])[]): Promise<void> {
    const day = dayOf(clock.now(), zone)
    const expiresAt = instantAt(addDays(day, keptDays), '00:00', zone)
    try {
      await queries.addSearches(counts.map(([query, count]) => ({ query, day, expiresAt, ...count })))
    } catch (error) {
      logger.warn({ err: error, queries: counts.length }, 'searches could not be counted')
    }
  }

  return { note, flush }
}
