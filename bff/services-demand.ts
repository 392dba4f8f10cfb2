import { createDemandService } from './features/demand/demand.service'
import { createPastQueries } from './features/demand/past-queries.service'
import { createSearchCounts } from './features/demand/search-counts.service'
import type { Clock } from './infra/clock'
import type { Logger } from './infra/logger'

interface Parts {
  readonly clock: Clock
  readonly zone: string
  readonly logger: Logger
}

/** What readers search for: counted, and told to those who buy and to those who type. */
export function createDemand({ clock, zone, logger }: Parts) {
  return {
    searchCounts: createSearchCounts({ clock, zone, logger }),
    pastQueries: createPastQueries({ clock, zone, logger }),
    demand: createDemandService({ clock, zone }),
  }
}
