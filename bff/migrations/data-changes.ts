import type { Clock } from '../infra/clock'
import { fillInTransit } from './2026-11-27-transit'
import { fillInWorkKeys } from './2026-11-27-work-keys'
import { renewShelfOrder } from './2026-11-27-shelf-order'

interface Deps {
  readonly clock: Clock
  readonly zone: string
}

/** In the order of their dates. Each is safe to run at every start and on several instances at once. */
const changes: readonly ((deps: Deps) => Promise<void>)[] = [fillInTransit, fillInWorkKeys, renewShelfOrder]

/** Brings what an earlier version has written to what this one expects. The indexes are there already. */
export async function changeData(deps: Deps): Promise<void> {
  for (const change of changes) await change(deps)
}
