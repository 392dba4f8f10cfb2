import { addDays, dayOf, type Day } from '../../domain/calendar'
import type { Clock } from '../../infra/clock'
import { cutPage, decodeCursor, encodeCursor } from '../../infra/cursor'
import * as queries from './demand.queries'

interface Deps {
  readonly clock: Clock
  readonly zone: string
}

interface Page {
  readonly from?: Day | undefined
  readonly to?: Day | undefined
  readonly limit: number
  readonly cursor?: string | undefined
}

const daysBack = 30

export type DemandService = ReturnType<typeof createDemandService>

/** What readers want and the library does not have, as far as their searches tell. */
export function createDemandService({ clock, zone }: Deps) {
  async function listNotFound({ limit, cursor, ...span }: Page) {
    const to = span.to ?? dayOf(clock.now(), zone)
    const from = span.from ?? addDays(to, -daysBack)
    const found = await queries.listNotFound({ from, to, after: placeIn(cursor), limit: limit + 1 })
    return cutPage(found, limit, ({ searches, query }) => encodeCursor([searches, query]))
  }

  return { listNotFound }
}

function placeIn(cursor: string | undefined): queries.NotFoundPlace | null {
  if (cursor === undefined) return null
  const [searches, query] = decodeCursor(cursor, 2)
  return { searches: Number(searches), query: String(query) }
}
