import { problem, type Problem } from '../../domain/import-problem'
import { advanceLanes, enterLanes, laneOf, type Unit } from '../../infra/lanes'
import { transaction } from '../../infra/transaction'
import { unitOf, type QueueService } from '../bookings/booking-queue.service'
import type { BookingReads } from '../bookings/booking-reads.service'
import type { CopyRecord } from '../copies/copies.model'
import type { CopiesService } from '../copies/copies.service'
import type { CoursesService } from '../courses/courses.service'
import type { TitlesService } from '../titles/titles.service'
import { copiesInUse, type CopyChange } from './import-plan.rules'

interface Deps {
  readonly titles: TitlesService
  readonly copies: CopiesService
  readonly queue: QueueService
  readonly bookings: BookingReads
  readonly courses: CoursesService
}

export interface ShelfWork {
  readonly added: readonly CopyRecord[]
  readonly changes: readonly CopyChange[]
}

export type ImportShelf = ReturnType<typeof createImportShelf>

/** A transaction of more would hold the lanes of too many titles while readers book them. */
const copiesAtOnce = 100

/**
 * Copies of titles that readers see and book already: all of it happens in the lanes of their titles, as at a desk (B7).
 */
export function createImportShelf(deps: Deps) {
  async function settle(work: readonly ShelfWork[]): Promise<void> {
    const added = work.flatMap((each) => each.added)
    const changes = work.flatMap((each) => each.changes)
    for (let at = 0; at < added.length; at += copiesAtOnce) await add(added.slice(at, at + copiesAtOnce))
    for (let at = 0; at < changes.length; at += copiesAtOnce) await change(changes.slice(at, at + copiesAtOnce))
  }

  function add(copies: readonly CopyRecord[]): Promise<void> {
    return transaction(async () => {
      await advanceLanes(copies.map(unitOf))
      const isAwaited = await awaitedAmong(copies)
      // one that somebody waits for is not on the shelf for a moment: it is given to them at once (B12)
      const arriving = copies.filter(isAwaited).map((copy) => ({ ...copy, status: 'in_process' as const }))
      await deps.copies.insert([...copies.filter((copy) => !isAwaited(copy)), ...arriving])
      for (const copy of arriving) await deps.queue.settleOnShelf(copy)
    })
  }

  function change(changes: readonly CopyChange[]): Promise<void> {
    return transaction(async () => {
      const after = changes.map(({ copy, set }) => ({ ...copy, ...set }))
      await advanceLanes([...changes.map(({ copy }) => copy), ...after].map(unitOf))
      await deps.copies.describe(changes)
      const isAwaited = await awaitedAmong(after)
      for (const copy of after.filter(isAwaited)) await deps.queue.settleOnShelf(copy)
      // B3: whoever waits for a copy that is gone, or stays in the house from now on
      const left = changes.filter(({ set }) => 'status' in set || 'loanType' in set || 'part' in set)
      for (const unit of distinctUnits(left.map(({ copy }) => unitOf(copy)))) await deps.queue.endUnfillable(unit)
    })
  }

  async function awaitedAmong(copies: readonly CopyRecord[]): Promise<(copy: CopyRecord) => boolean> {
    const queues = await deps.bookings.countQueues([...new Set(copies.map(({ titleId }) => titleId))])
    const lanes = new Set(queues.map(laneOf))
    return ({ titleId, part, status }) => status === 'available' && lanes.has(laneOf({ titleId, part }))
  }

  /**
   * Takes a title out of the catalogue, and its copies off the shelf. While one of them is in use, somebody waits, or a
   * course reads it, the title stays.
   * @returns why it stays
   */
  function removeTitle(titleId: string, { isDryRun }: { readonly isDryRun: boolean }): Promise<Problem | null> {
    return transaction(async () => {
      const units = (await deps.copies.listOfTitle(titleId)).map(unitOf)
      if (!isDryRun) await enterLanes([{ titleId, part: null }, ...units])
      const copies = await deps.copies.listOfTitle(titleId)
      const inUse = copiesInUse(copies)
      const bookings = await deps.bookings.countOpenOfTitle(titleId)
      if (inUse.length > 0 || bookings > 0) return problem('title.in_use', { copies: inUse, bookings })
      const [course] = await deps.courses.listUsing(titleId)
      if (course) return problem('title.on_reserve', { course: course.name.zh })
      if (isDryRun) return null
      const onShelf = copies.filter(({ status }) => status !== 'withdrawn' && status !== 'lost')
      await deps.copies.describe(onShelf.map((copy) => ({ copy, set: { status: 'withdrawn' } })))
      await deps.titles.remove(titleId)
      return null
    })
  }

  return { settle, removeTitle }
}

function distinctUnits(units: readonly Unit[]): Unit[] {
  return [...new Map(units.map((unit) => [laneOf(unit), unit])).values()]
}
