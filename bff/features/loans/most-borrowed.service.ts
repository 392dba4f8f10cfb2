import type { Clock } from '../../infra/clock'
import { createMemo } from '../../infra/memo'
import type { TitleSummaries } from '../titles/summaries.service'
import { listMostLent } from './most-borrowed.queries'

interface Deps {
  readonly clock: Clock
  readonly summaries: TitleSummaries
}

const daysBack = 90
const hourMs = 3_600_000
/** More than is shown, for those that are gone. */
const longest = 40

export type MostBorrowed = ReturnType<typeof createMostBorrowed>

/** What is lent most of late. Counted once an hour; what is on the shelf of it is told as of now. */
export function createMostBorrowed({ clock, summaries }: Deps) {
  const most = createMemo(clock, hourMs, () =>
    listMostLent(new Date(clock.now().getTime() - daysBack * 24 * hourMs), longest),
  )

  async function list(limit: number) {
    const ids = await most.get()
    const known = await summaries.byId(ids)
    // titles that are gone from the catalogue are left out
    return ids.flatMap((id) => known.get(id) ?? []).slice(0, limit)
  }

  return { list }
}
