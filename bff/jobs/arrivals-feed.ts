import type { PlacesService } from '../features/places/places.service'
import { followChanges, type Following } from '../infra/changes'
import type { Logger } from '../infra/logger'

interface Deps {
  readonly listPointsOf: (visitIds: readonly string[]) => Promise<readonly string[]>
  readonly places: PlacesService
  readonly logger: Logger
}

type Tell = (pickupPointId: string) => void

/** Changes are gathered this long, so that a busy minute costs a few reads; far below what a desk notices. */
const gatherMs = 100

/**
 * Tells desks that arrivals have changed at their pickup point, whichever instance has changed them: driven by the change
 * stream on visits. It begins with the first listener, so that a service without a desk does not follow anything.
 */
export function createArrivalsFeed(deps: Deps) {
  const listeners = new Set<Tell>()
  const changed = new Set<string>()
  let following: Promise<Following> | null = null
  let timer: NodeJS.Timeout | null = null
  let flushing: Promise<void> = Promise.resolve()

  /** @returns a function that ends it; nothing that is committed after this call is missed */
  async function listen(tell: Tell): Promise<() => void> {
    listeners.add(tell)
    following ??= follow()
    try {
      await following
    } catch (error) {
      following = null
      listeners.delete(tell)
      throw error
    }
    return () => {
      listeners.delete(tell)
    }
  }

  function follow(): Promise<Following> {
    return followChanges({
      collections: ['visits'],
      onChange: (_collection, id) => {
        if (listeners.size === 0) return
        changed.add(id)
        timer ??= setTimeout(() => {
          timer = null
          flushing = flushing.then(flush)
        }, gatherMs)
      },
      onGap: () => {
        flushing = flushing.then(tellEverybody)
      },
      logger: deps.logger,
    })
  }

  async function flush(): Promise<void> {
    const ids = [...changed]
    changed.clear()
    try {
      for (const pointId of await deps.listPointsOf(ids)) tellAll(pointId)
    } catch (error) {
      deps.logger.warn({ err: error }, 'the desks could not be told of arrivals')
    }
  }

  async function tellEverybody(): Promise<void> {
    for (const point of (await deps.places.read()).pickupPoints) tellAll(point._id)
  }

  function tellAll(pickupPointId: string): void {
    for (const tell of listeners) tell(pickupPointId)
  }

  async function stop(): Promise<void> {
    listeners.clear()
    if (timer) clearTimeout(timer)
    const known = await following?.catch(() => null)
    await known?.stop()
    await flushing
  }

  return { listen, stop }
}
