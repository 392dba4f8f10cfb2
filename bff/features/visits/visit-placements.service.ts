import { createGroup } from '../../infra/group'
import { newId } from '../../infra/ids'
import { isDuplicateKey } from '../../infra/mongo'
import { insertAnswers, type StoredAnswer } from '../../infra/stored-answers'
import { holdInThisProcess, transaction } from '../../infra/transaction'
import type { BookingReads } from '../bookings/booking-reads.service'
import type { TitleReferences } from '../titles/titles.service'
import { takeSlots, type SlotTaking } from './slots.queries'
import type { VisitRecord } from './visits.model'
import * as queries from './visits.queries'
import { momentsOf, slotIdOf } from './visits.rules'
import type { DecidedVisit, ReadVisitState, VisitState, VisitWish } from './visit-state.service'
import type { VisitView } from './visit-views.service'

interface Deps {
  readonly bookings: Pick<BookingReads, 'joinVisit'>
  readonly titles: TitleReferences
  readonly readState: ReadVisitState
}

interface Sealed {
  readonly body: string
  readonly answers: readonly StoredAnswer[]
}

interface Request {
  readonly wish: VisitWish
  /** Makes the answer while the transaction is still open. */
  readonly seal: (view: VisitView) => Sealed
}

type Outcome = { readonly sealed: Sealed } | { readonly error: unknown }
type Decision = DecidedVisit | { readonly error: unknown }

/** So many taps share a commit at most. */
const groupSize = 100

export type VisitPlacements = ReturnType<typeof createVisitPlacements>

/**
 * Takes a place in a slot. When the slots of a day open, a campus taps in the same minute: taps that arrive while a commit
 * is under way share the next one, each decided in the order of arrival on what those before it have left. So a slot that
 * everybody wants costs a few commits instead of a storm of collisions, and is never oversold (B6).
 */
export function createVisitPlacements(deps: Deps) {
  const group = createGroup<Request, Outcome>({ size: groupSize, run: (requests) => commit(requests, true) })

  /** @throws `visit.refused` with every reason */
  async function place(wish: VisitWish, seal: Request['seal']): Promise<Sealed> {
    const outcome = await group.add({ wish, seal })
    if ('error' in outcome) throw outcome.error
    return outcome.sealed
  }

  async function commit(requests: readonly Request[], mayTryAgain: boolean): Promise<Outcome[]> {
    try {
      return await transaction(() => placeAll(requests))
    } catch (error) {
      // another instance was faster with one of them: each looks again for itself, and is refused or answered as it was
      if (!isDuplicateKey(error) || !mayTryAgain) return requests.map(() => ({ error }))
      const outcomes: Outcome[] = []
      for (const request of requests) outcomes.push(...(await commit([request], false)))
      return outcomes
    }
  }

  async function placeAll(requests: readonly Request[]): Promise<Outcome[]> {
    const wishes = requests.map(({ wish }) => wish)
    await holdInThisProcess(wishes.map(({ pickupPointId, startsAt }) => slotIdOf(pickupPointId, startsAt)))
    const state = await deps.readState(wishes)
    const decisions = wishes.map((wish) => decide(wish, state))
    const decided = decisions.filter((each) => 'slot' in each)
    const titleIds = decided.flatMap(({ bookings }) => bookings.map(({ titleId }) => titleId))
    const titles = new Map((await deps.titles.references(titleIds)).map((title) => [title._id, title]))
    const visits: VisitRecord[] = []
    const outcomes = requests.map(({ seal }, index): Outcome => {
      const each = decisions[index]
      if (!each || 'error' in each) return { error: each?.error }
      const visit = visitOf(each, state.now)
      visits.push(visit)
      const books = each.bookings.map((booking) => ({ booking, title: titles.get(booking.titleId) }))
      return { sealed: seal({ visit, books, places: state.places }) }
    })
    await takeSlots(takingsOf(decided))
    await queries.insertVisits(visits)
    await deps.bookings.joinVisit(visits.map(({ _id, bookingIds }) => ({ visitId: _id, bookingIds })))
    await insertAnswers(outcomes.flatMap((outcome) => ('sealed' in outcome ? outcome.sealed.answers : [])))
    return outcomes
  }

  return { place }
}

function decide(wish: VisitWish, state: VisitState): Decision {
  try {
    return state.decide(wish)
  } catch (error) {
    return { error }
  }
}

function visitOf({ wish, slot }: DecidedVisit, now: Date): VisitRecord {
  return {
    _id: newId(),
    readerId: wish.readerId,
    pickupPointId: wish.pickupPointId,
    status: 'booked',
    bookingIds: [...wish.bookingIds],
    collectedIds: [],
    placedAt: now,
    stagedAt: null,
    arrivedAt: null,
    endedAt: null,
    ...momentsOf(slot, now),
  }
}

function takingsOf(decided: readonly DecidedVisit[]): SlotTaking[] {
  const takings = new Map<string, SlotTaking>()
  for (const { wish, slot } of decided) {
    const slotId = slotIdOf(wish.pickupPointId, wish.startsAt)
    takings.set(slotId, {
      slotId,
      pickupPointId: wish.pickupPointId,
      startsAt: slot.startsAt,
      capacity: slot.settings.capacity,
      count: (takings.get(slotId)?.count ?? 0) + 1,
    })
  }
  return [...takings.values()]
}
