import type { CatalogueService } from '../features/titles/catalogue.service'
import { followChanges, type Following } from '../infra/changes'
import type { Logger } from '../infra/logger'

interface Deps {
  readonly catalogue: CatalogueService
  readonly logger: Logger
}

/** Changes are gathered this long, so that a busy moment costs one read. */
const gatherMs = 100
const batchSize = 500
/** The index is stored this often; what happens in between is told again after a crash. */
const markMs = 60_000

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
  let following: Following | null = null
  let marking: NodeJS.Timeout | null = null
  /** What the engine has not stored yet. */
  let unmarked: string | null = null

  function schedule(): void {
    if (!isStarted || timer) return
    timer = setTimeout(() => {
      timer = null
      flushing = flushing.then(flush)
    }, gatherMs)
  }

  async function flush(): Promise<void> {
    // all that was told until here is gathered by now
    const place = following?.place() ?? null
    try {
      if (mustRebuild) {
        mustRebuild = false
        await deps.catalogue.build()
      }
      for (const batch of takeBatches(changed)) await deps.catalogue.refreshTitles(batch)
      for (const batch of takeBatches(moved)) await deps.catalogue.refreshAvailability(batch)
      // none while the stream has just broken off: what is stored stays valid
      if (place !== '') unmarked = place
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

  /** Tells the engine to store itself, once everything up to a place is in it. */
  async function mark(): Promise<void> {
    if (unmarked === null) return
    const place = unmarked
    unmarked = null
    await deps.catalogue.mark(place).catch((error: unknown) => {
      deps.logger.warn({ err: error }, 'the search index could not be stored')
    })
  }

  async function start(progress?: (done: number) => void): Promise<number> {
    const from = await deps.catalogue.restore()
    following = await followChanges({
      from,
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
    if (from === null) {
      unmarked = following.place()
      await deps.catalogue.build(progress)
      await mark()
    }
    isStarted = true
    schedule()
    marking = setInterval(() => {
      flushing = flushing.then(mark)
    }, markMs).unref()
    return deps.catalogue.size()
  }

  async function stop(): Promise<void> {
    if (timer) clearTimeout(timer)
    if (marking) clearInterval(marking)
    await following?.stop()
    await flushing
    await mark()
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
