import type { CatalogueService } from '../features/titles/catalogue.service'
import { followChanges } from '../infra/changes'
import type { Logger } from '../infra/logger'

interface Deps {
  readonly catalogue: CatalogueService
  readonly logger: Logger
}

/** Changes are gathered this long, so that a busy moment costs one read. */
const gatherMs = 100
const batchSize = 500

export interface SearchFeed {
  /** A title whose availability this process has just changed. */
  readonly touch: (titleId: string) => void
  /** Reads the catalogue into the engine and follows it from then on. */
  start(progress?: (done: number) => void): Promise<number>
  stop(): Promise<void>
}

/**
 * Keeps the search engine beside the database. Every command on a title's copies or queue raises its lane, so the lanes
 * tell whose availability has moved, whichever instance did it; titles tell of their records.
 */
export function createSearchFeed(deps: Deps): SearchFeed {
  const moved = new Set<string>()
  const changed = new Set<string>()
  let isStarted = false
  let mustRebuild = false
  let timer: NodeJS.Timeout | null = null
  let flushing: Promise<void> = Promise.resolve()
  let stopFollowing: () => Promise<void> = () => Promise.resolve()

  function schedule(): void {
    if (!isStarted || timer) return
    timer = setTimeout(() => {
      timer = null
      flushing = flushing.then(flush)
    }, gatherMs)
  }

  async function flush(): Promise<void> {
    try {
      if (mustRebuild) {
        mustRebuild = false
        await deps.catalogue.build()
      }
      for (const batch of takeBatches(changed)) await deps.catalogue.refreshTitles(batch)
      for (const batch of takeBatches(moved)) await deps.catalogue.refreshAvailability(batch)
    } catch (error) {
      // the database is away: what was gathered is read again with everything else
      mustRebuild = true
      deps.logger.warn({ err: error }, 'the search index could not follow')
      setTimeout(schedule, 1000).unref()
    }
  }

  function touch(titleId: string): void {
    moved.add(titleId)
    schedule()
  }

  async function start(progress?: (done: number) => void): Promise<number> {
    stopFollowing = await followChanges({
      collections: ['lanes', 'titles', 'settings'],
      onChange: (collection, id) => {
        if (collection === 'titles') changed.add(id)
        if (collection === 'lanes') moved.add(titleOfLane(id))
        // `npm run reindex` asks every instance to read everything anew
        if (collection === 'settings' && id === 'search') mustRebuild = true
        schedule()
      },
      onGap: () => {
        mustRebuild = true
        schedule()
      },
      logger: deps.logger,
    })
    const count = await deps.catalogue.build(progress)
    isStarted = true
    schedule()
    return count
  }

  async function stop(): Promise<void> {
    if (timer) clearTimeout(timer)
    await stopFollowing()
    await flushing
  }

  return { touch, start, stop }
}

/** A lane is `<title>` or `<title>/<part>`. */
function titleOfLane(lane: string): string {
  return lane.split('/')[0] ?? lane
}

function takeBatches(ids: Set<string>): string[][] {
  const all = [...ids]
  ids.clear()
  const batches: string[][] = []
  for (let start = 0; start < all.length; start += batchSize) batches.push(all.slice(start, start + batchSize))
  return batches
}
