import type { Availability, LiveAvailability } from '../../infra/search/engine'
import type { CopyCount } from '../copies/copies.queries'
import type { QueueCount } from '../bookings/bookings.queries'

interface Deps {
  readonly countCopies: (titleIds: readonly string[]) => Promise<readonly CopyCount[]>
  readonly countQueues: (titleIds: readonly string[]) => Promise<readonly QueueCount[]>
}

/** What the library has of a title now. */
export interface TitleHoldings extends LiveAvailability {
  readonly branches: readonly string[]
  readonly callNumbers: readonly string[]
  /** By part; one entry with `part: null` for an ordinary title. */
  readonly units: readonly (Availability & { readonly part: string | null })[]
}

export type AvailabilityService = ReturnType<typeof createAvailabilityService>

/** Availability as the database knows it, for any number of titles in two reads. */
export function createAvailabilityService(deps: Deps) {
  /** Every id asked for is answered; a title without copies has none of anything. */
  async function of(titleIds: readonly string[]): Promise<ReadonlyMap<string, TitleHoldings>> {
    const ids = [...new Set(titleIds)]
    const [copies, queues] = await Promise.all([deps.countCopies(ids), deps.countQueues(ids)])
    const copiesOf = groupByTitle(copies)
    const queuesOf = groupByTitle(queues)
    return new Map(ids.map((id) => [id, holdingsOf(id, copiesOf.get(id) ?? [], queuesOf.get(id) ?? [])]))
  }

  return { of }
}

function holdingsOf(id: string, copies: readonly CopyCount[], queues: readonly QueueCount[]): TitleHoldings {
  const parts = [...new Set([...copies, ...queues].map(({ part }) => part))]
  const units = (parts.length > 0 ? parts : [null]).map((part) => {
    const own = copies.find((count) => count.part === part)
    const queue = queues.find((count) => count.part === part)?.queue ?? 0
    return { part, copies: own?.copies ?? 0, available: own?.available ?? 0, queue }
  })
  return {
    id,
    copies: sum(units.map((unit) => unit.copies)),
    available: sum(units.map((unit) => unit.available)),
    queue: sum(units.map((unit) => unit.queue)),
    branches: distinct(copies.flatMap(({ branches }) => branches)),
    availableBranches: distinct(copies.flatMap(({ availableBranches }) => availableBranches)),
    callNumbers: distinct(copies.flatMap(({ callNumbers }) => callNumbers)),
    units,
  }
}

function groupByTitle<T extends { readonly titleId: string }>(rows: readonly T[]): ReadonlyMap<string, T[]> {
  const groups = new Map<string, T[]>()
  for (const row of rows) {
    const group = groups.get(row.titleId)
    if (group) group.push(row)
    else groups.set(row.titleId, [row])
  }
  return groups
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, each) => total + each, 0)
}

function distinct(values: readonly string[]): string[] {
  return [...new Set(values)]
}
