import type { RefusalCode } from '../../contract/errors'
import { overrideRecord } from '../../domain/override'
import type { BookingKind } from '../../contract/bookings'
import type { Clock } from '../../infra/clock'
import { createGroup } from '../../infra/group'
import { newId } from '../../infra/ids'
import { laneOf, type Unit } from '../../infra/lanes'
import { isDuplicateKey } from '../../infra/mongo'
import { insertAnswers, type StoredAnswer } from '../../infra/stored-answers'
import { transaction } from '../../infra/transaction'
import { countServing } from '../copies/copies.rules'
import type { CopiesService } from '../copies/copies.service'
import type { LoansService } from '../loans/loans.service'
import type { RecallsService } from '../loans/recalls.service'
import type { Outlook, ReadyTimes } from './booking-outlook.service'
import { expectedWaitDays } from './booking-promise.rules'
import { shelfOf, unitOf } from './booking-queue.service'
import { historyEntry, type Actor } from './booking-steps.service'
import type { BookingView } from './booking-views.service'
import type { BookingRecord } from './bookings.model'
import * as queries from './bookings.queries'
import { sortKeyAt } from './bookings.rules'
import type { KnownCopy, KnownWish, PlacementState, ReadPlacementState } from './placement-state.service'
import { decide as decideWish, type Placement } from './placement.rules'

interface Deps {
  readonly clock: Clock
  readonly copies: CopiesService
  readonly loans: LoansService
  readonly outlook: Outlook
  readonly recalls: RecallsService
  readonly readState: ReadPlacementState
}

/** The answer for one reader, and the records that are stored with the booking. */
interface Sealed {
  readonly body: string
  readonly answers: readonly StoredAnswer[]
}

interface Request {
  readonly wish: Placement
  /** Makes the answer while the transaction is still open. */
  readonly seal: (view: BookingView) => Sealed
}

type Outcome = { readonly sealed: Sealed } | { readonly error: unknown }

interface Decided extends KnownWish {
  readonly wish: Placement
  readonly kind: BookingKind
  readonly overridden: readonly RefusalCode[]
  readonly copy: KnownCopy | null
  readonly readyBy: Date | null
  readonly turn: number
}

/**
 * So many taps share a commit at most; a busy minute fills it, in a quiet one each commits alone. Most of a commit's
 * cost is the same for one and for hundreds: at 100, five hundred taps at once took a quarter longer.
 */
const groupSize = 500

export type PlacementsService = ReturnType<typeof createPlacementsService>

/**
 * One tap places one booking: the copy on the shelf is assigned or the place in the queue is taken in the same
 * transaction that stores the answer, so nothing is oversold and nothing is booked twice, whatever runs beside it.
 *
 * Taps that arrive while a commit is under way share the next one: what they are decided on is read at once, each is
 * decided in the order of arrival on what those before it have left, and all are stored together. Two hundred readers
 * who want the last copies cost a few commits instead of two hundred that collide.
 */
export function createPlacementsService(deps: Deps) {
  const group = createGroup<Request, Outcome>({ size: groupSize, run: commit })

  /** @throws `booking.refused` with every reason; `booking.kind_changed` when the last copy has just gone */
  async function place(wish: Placement, seal: Request['seal']): Promise<Sealed> {
    const outcome = await group.add({ wish, seal })
    if ('error' in outcome) throw outcome.error
    return outcome.sealed
  }

  async function commit(requests: readonly Request[]): Promise<Outcome[]> {
    try {
      return await transaction(() => placeAll(requests))
    } catch (error) {
      // one of them is stored already (the same key on another instance): the others must not pay for it
      if (requests.length === 1 || !isDuplicateKey(error)) return requests.map(() => ({ error }))
      const half = Math.ceil(requests.length / 2)
      return [...(await commit(requests.slice(0, half))), ...(await commit(requests.slice(half)))]
    }
  }

  async function placeAll(requests: readonly Request[]): Promise<Outcome[]> {
    const state = await deps.readState(requests.map(({ wish }) => wish))
    const times = deps.outlook.readyTimes()
    const decided: (Decided | { readonly error: unknown })[] = []
    for (const { wish } of requests)
      decided.push(await decide(wish, state, times).catch((error: unknown) => ({ error })))
    const queue = await readQueue(decided.flatMap((each) => ('wish' in each && !each.copy ? [each.unit] : [])))
    const bookings: BookingRecord[] = []
    const outcomes = requests.map(({ seal }, index): Outcome => {
      const each = decided[index]
      if (!each || 'error' in each) return { error: each?.error }
      const view = viewOf(each, each.copy ? null : queue.join(each.unit), state)
      bookings.push(view.booking)
      return { sealed: seal(view) }
    })
    await deps.copies.page(decided.flatMap((each) => ('wish' in each && each.copy ? [each.copy] : [])))
    await queries.insertBookings(bookings)
    const newcomers = bookings.filter(({ status }) => status === 'queued')
    await deps.recalls.recallFor(newcomers.map((booking) => ({ ...booking, unit: unitOf(booking) })))
    await insertAnswers(outcomes.flatMap((outcome) => ('sealed' in outcome ? outcome.sealed.answers : [])))
    return outcomes
  }

  async function decide(wish: Placement, state: PlacementState, times: ReadyTimes): Promise<Decided> {
    const known = await state.know(wish)
    const { kind, overridden } = decideWish(known.situation, wish)
    const best = kind === 'page' ? await deps.outlook.bestPage(known.situation, wish.pickupPointId, times) : null
    const copy = best?.copy ?? null
    return {
      ...known,
      wish,
      kind,
      overridden,
      copy,
      readyBy: best?.readyBy ?? null,
      turn: state.take(wish, known.unit, copy?._id ?? null),
    }
  }

  /** How long the queues of holds are, and how long the title's copies are usually lent (B17). */
  async function readQueue(units: readonly Unit[]) {
    const titleIds = [...new Set(units.map(({ titleId }) => titleId))]
    const waiting = new Map(
      units.length === 0 ? [] : (await queries.countAheadOfReaders(titleIds)).map((row) => [laneOf(row), row.queue]),
    )
    const meanDays = units.length === 0 ? new Map<string, number>() : await deps.loans.meanLoanDaysOf(titleIds)

    function join(unit: Unit) {
      const ahead = waiting.get(laneOf(unit)) ?? 0
      waiting.set(laneOf(unit), ahead + 1)
      return { ahead, meanLoanDays: meanDays.get(unit.titleId) ?? null }
    }

    return { join }
  }

  function viewOf(
    decided: Decided,
    queued: { readonly ahead: number; readonly meanLoanDays: number | null } | null,
    state: PlacementState,
  ): BookingView {
    const { wish, unit, title, copy, situation } = decided
    const now = deps.clock.now()
    const status = copy ? 'paging' : 'queued'
    const wait = queued && {
      position: queued.ahead + 1,
      meanLoanDays: queued.meanLoanDays,
      copies: countServing(situation.copies),
      minimumWaitDays: state.minimumWaitDays,
    }
    const booking: BookingRecord = {
      _id: newId(),
      readerId: wish.readerId,
      titleId: unit.titleId,
      part: unit.part,
      requestedCopyId: wish.copyId ?? null,
      kind: decided.kind,
      status,
      sortKey: sortKeyAt({ turn: decided.turn }),
      isSuspended: false,
      suspendedUntil: null,
      pickupPointId: wish.pickupPointId,
      copyId: copy?._id ?? null,
      shelf: copy ? shelfOf(copy) : null,
      claimedBy: null,
      neededBy: wish.neededBy ?? null,
      readyBy: decided.readyBy,
      expectedWaitDays: wait && expectedWaitDays(wait),
      placedAt: now,
      readyAt: null,
      pickupDeadline: null,
      misses: 0,
      visitId: null,
      endedAt: null,
      history: [historyEntry({ action: 'place', to: status, actor: actorOf(wish) }, now)],
      override: overrideRecord(wish.staff ?? null, decided, now),
    }
    return { booking, title, copy: copy ?? undefined, ahead: queued?.ahead ?? null, places: state.places }
  }

  return { place }
}

function actorOf({ staff }: Placement): Actor {
  return staff ? { by: 'staff', account: staff.account } : { by: 'reader' }
}
