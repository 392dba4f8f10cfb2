import type { TitleSummary } from '../../contract/titles'
import type { AvailabilityService } from './availability.service'
import type { TitleRecord } from './titles.model'
import { presentTitleSummary } from './titles.presenter'
import type { TitlesService } from './titles.service'

interface Deps {
  readonly titles: TitlesService
  readonly availability: AvailabilityService
}

export type TitleSummaries = ReturnType<typeof createTitleSummaries>

/** Titles as lists show them, with what the database says is available now. */
export function createTitleSummaries(deps: Deps) {
  async function of(titles: readonly TitleRecord[]): Promise<TitleSummary[]> {
    const holdings = await deps.availability.of(titles.map(({ _id }) => _id))
    return titles.map((title) => {
      const { copies = 0, available = 0, queue = 0 } = holdings.get(title._id) ?? {}
      return presentTitleSummary(title, { copies, available, queue })
    })
  }

  /** By id; titles that are gone are left out. */
  async function byId(ids: readonly string[]): Promise<ReadonlyMap<string, TitleSummary>> {
    const summaries = await of(await deps.titles.references(ids))
    return new Map(summaries.map((summary) => [summary.id, summary]))
  }

  return { of, byId }
}
