import type { MessageTemplate } from '../../contract/messages'
import { dayOf, instantAt } from '../../domain/calendar'
import { readerOf } from '../../domain/of-reader'
import type { Clock } from '../../infra/clock'
import { transaction } from '../../infra/transaction'
import type { MessagesService } from '../messages/messages.service'
import type { PlacesService } from '../places/places.service'
import { deletePastSlots } from './slots.queries'
import type { VisitEnds } from './visit-ends.service'
import type { VisitRecord } from './visits.model'
import * as queries from './visits.queries'
import { statusAfter } from './visits.rules'

interface Deps {
  readonly clock: Clock
  readonly zone: string
  readonly ends: VisitEnds
  readonly messages: MessagesService
  readonly places: PlacesService
}

const batchSize = 200
/** Whoever said "I have arrived" and was handed nothing in this time has gone again. */
const waitsAtMostMs = 12 * 3_600_000

export type VisitClock = ReturnType<typeof createVisitClock>

/** What time alone does to visits. Each is a transaction of its own that looks again before it acts. */
export function createVisitClock(deps: Deps) {
  const { clock } = deps

  /** One reminder per visit and time: taking the moment off the visit and telling are one transaction. */
  async function remind(): Promise<number> {
    const due = await queries.listToRemind(clock.now(), batchSize)
    return forEach(due, async (visit) => {
      if (visit.remindAt === null || visit.remindAt > clock.now() || statusAfter(visit.status, 'miss') === null) return
      if (await queries.updateVisit(visit, { remindAt: null })) await tell(visit, 'visit_reminder')
    })
  }

  /** V2: the slot and its grace are over and nobody came. The books stay ready until their own deadline. */
  async function miss(): Promise<number> {
    const missed = await queries.listMissed(clock.now(), batchSize)
    return forEach(missed, async (visit) => {
      if (visit.missedFrom > clock.now() || statusAfter(visit.status, 'miss') === null) return
      await tell(await deps.ends.end(visit, 'missed'), 'visit_missed')
    })
  }

  /** An arrival that came to nothing must not keep the reader from another visit. */
  async function endForgotten(): Promise<number> {
    const before = new Date(clock.now().getTime() - waitsAtMostMs)
    const forgotten = await queries.listArrivedBefore(before, batchSize)
    return forEach(forgotten, async (visit) => {
      if (visit.status === 'arrived') await deps.ends.end(visit, 'cancelled')
    })
  }

  /** Slots of days past count nothing any more; what was taken in them is told by the visits. @returns how many there were */
  function clearPastSlots(): Promise<number> {
    const startOfToday = instantAt(dayOf(clock.now(), deps.zone), '00:00', deps.zone)
    return deletePastSlots(startOfToday, batchSize)
  }

  async function tell(visit: VisitRecord, template: Extract<MessageTemplate, `visit_${string}`>): Promise<void> {
    const point = (await deps.places.read()).pickupPoint(visit.pickupPointId)
    await deps.messages.tell({
      readerId: readerOf(visit),
      template,
      visitId: visit._id,
      details: {
        pickupPoint: point.name.zh,
        pickupPoint_en: point.name.en ?? point.name.zh,
        startsAt: visit.startsAt.toISOString(),
        count: String(visit.bookingIds.length),
      },
    })
  }

  return { remind, miss, endForgotten, clearPastSlots }
}

/** One after the other, each read anew; one that fails does not keep the others from their turn. @throws the first failure, at the end */
async function forEach(visits: readonly VisitRecord[], act: (visit: VisitRecord) => Promise<void>): Promise<number> {
  const failures: unknown[] = []
  for (const { _id } of visits) {
    const work = transaction(async () => {
      const visit = await queries.findVisit(_id)
      if (visit) await act(visit)
    })
    await work.catch((error: unknown) => {
      failures.push(error)
    })
  }
  if (failures.length > 0) throw failures[0]
  return visits.length
}
