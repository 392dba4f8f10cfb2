import { addDays, dayOf } from '../../domain/calendar'
import type { Clock } from '../../infra/clock'
import type { Logger } from '../../infra/logger'
import { createMemo } from '../../infra/memo'
import { foldText } from '../../infra/search/fold'
import { readingsOf, soundsSo, type Reading } from '../../infra/search/pinyin'
import { suggestedFrom } from './demand.rules'
import * as queries from './demand.queries'
import { beginningWith, mostSearched, sortedPastQueries } from './past-queries.rules'

interface Deps {
  readonly clock: Clock
  readonly zone: string
  readonly logger: Logger
}

const daysBack = 30
const mostKept = 5000
/** Suggestions are asked for at every key; what is popular changes by the day. */
const rememberMs = 10 * 60_000

export type PastQueriesService = ReturnType<typeof createPastQueries>

/** Searches that have found something for several readers, kept in memory. */
export function createPastQueries({ clock, zone, logger }: Deps) {
  const popular = createMemo(clock, rememberMs, async () => {
    const since = addDays(dayOf(clock.now(), zone), -daysBack)
    return sortedPastQueries(await queries.listPopular(since, suggestedFrom, mostKept))
  })

  /** By how they begin, or where none does, by how they sound: `sjjg`. None while the database is away. */
  async function suggest(typed: string, limit: number): Promise<readonly string[]> {
    const prefix = foldText(typed).replace(/\s+/gu, ' ').trimStart()
    if (prefix === '' || limit === 0) return []
    const known = await popular.get().catch((error: unknown) => {
      logger.warn({ err: error }, 'past queries could not be read')
      return []
    })
    const found = beginningWith(known, prefix, limit)
    if (found.length > 0) return found
    const readings = readingsOf(prefix)
    return mostSearched(
      known.filter(({ query }) => readings.some((reading) => soundsLike(query, reading))),
      limit,
    )
  }

  return { suggest }
}

function soundsLike(query: string, reading: Reading): boolean {
  return reading.every((syllable, n) => soundsSo(query[n] ?? '', syllable))
}
