import { dayOf } from '../../domain/calendar'
import type { Clock } from '../../infra/clock'
import { enterLane } from '../../infra/lanes'
import { transaction } from '../../infra/transaction'
import type { CopyRecord } from '../copies/copies.model'
import type { CopiesService } from '../copies/copies.service'
import { isOnShelfBookable } from '../rules/rules.rules'
import type { RulesService } from '../rules/rules.service'
import { listIdleCopyIds } from './booking-figures.queries'
import { unitOf, type QueueService } from './booking-queue.service'
import type { BookingRecord } from './bookings.model'
import * as queries from './bookings.queries'

interface Deps {
  readonly clock: Clock
  readonly zone: string
  readonly queue: QueueService
  readonly missedDeadlines: { readonly miss: (missed: readonly BookingRecord[]) => Promise<void> }
  readonly copies: CopiesService
  readonly rules: RulesService
}

const batchSize = 200

export type CirculationClock = ReturnType<typeof createCirculationClock>

/** What time alone does to bookings and copies. Each item is its own transaction that looks again before it acts. */
export function createCirculationClock(deps: Deps) {
  const { clock, queue, copies } = deps

  /** B3, B16. @returns how many deadlines were missed */
  async function missDeadlines(): Promise<number> {
    const missed = await queries.listMissedDeadlines(clock.now(), batchSize)
    await deps.missedDeadlines.miss(missed)
    return missed.length
  }

  /** B11. */
  async function resumeSuspended(): Promise<number> {
    const due = await queries.listEndedSuspensions(dayOf(clock.now(), deps.zone), batchSize)
    await forEach(due, ({ _id }) => queue.resumeWhenDue(_id))
    return due.length
  }

  /** A copy whose quarantine is over stands on its shelf again. */
  async function endQuarantines(): Promise<number> {
    const ended = await copies.listEndedQuarantines(clock.now(), batchSize)
    await forEach(ended, endQuarantine)
    return ended.length
  }

  function endQuarantine(seen: CopyRecord): Promise<void> {
    return transaction(async () => {
      await enterLane(unitOf(seen))
      const copy = await copies.get(seen._id)
      const isOver = copy.quarantinedUntil !== null && copy.quarantinedUntil <= clock.now()
      if (copy.status === 'quarantined' && isOver) await queue.settleOnShelf(copy)
    })
  }

  /** How far the copies have been looked at for a version of the rules; null: to the end. */
  let looked: { readonly version: number; readonly after: string | null } = { version: -1, after: null }

  /** B7: changed rules may let copies on the shelf be booked; whoever waits for them is served. Once for each version. */
  async function serveByNewRules(): Promise<number> {
    const version = await deps.rules.version()
    const after = looked.version === version ? looked.after : ''
    if (after === null) return 0
    const idle = await listIdleCopyIds(after, batchSize)
    await forEach(idle, ({ _id }) => serveWith(_id))
    looked = { version, after: idle.length < batchSize ? null : (idle.at(-1)?._id ?? null) }
    return idle.length
  }

  function serveWith(copyId: string): Promise<void> {
    return transaction(async () => {
      const seen = await copies.get(copyId)
      await enterLane(unitOf(seen))
      const copy = await copies.get(copyId)
      const rules = await deps.rules.read()
      if (copy.status !== 'available' || !isOnShelfBookable(rules, copy.branchId, copy.loanType)) return
      const next = await queue.nextFor(copy)
      if (next) await queue.assign(next, await copies.move(copy, 'paged'), { by: 'library' })
    })
  }

  return { missDeadlines, resumeSuspended, endQuarantines, serveByNewRules }
}

/** One after the other; one that fails does not keep the others from their turn. @throws the first failure, at the end */
async function forEach<T>(items: readonly T[], act: (item: T) => Promise<void>): Promise<void> {
  const failures: unknown[] = []
  for (const item of items) {
    await act(item).catch((error: unknown) => {
      failures.push(error)
    })
  }
  if (failures.length > 0) throw failures[0]
}
