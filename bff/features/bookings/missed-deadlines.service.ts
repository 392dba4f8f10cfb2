import type { Clock } from '../../infra/clock'
import { advanceLanes } from '../../infra/lanes'
import { isDatabaseAway } from '../../infra/mongo'
import { transaction } from '../../infra/transaction'
import type { CopiesService } from '../copies/copies.service'
import type { MessagesService } from '../messages/messages.service'
import type { PlacesService } from '../places/places.service'
import type { TitleReferences } from '../titles/titles.service'
import { createBookingNews } from './booking-news.service'
import { uncaptured, unitOf } from './booking-queue.service'
import type { BookingSteps } from './booking-steps.service'
import type { BookingRecord } from './bookings.model'
import * as queries from './bookings.queries'

interface Deps {
  readonly clock: Clock
  readonly steps: BookingSteps
  readonly copies: CopiesService
  readonly places: PlacesService
  readonly titles: TitleReferences
  readonly messages: MessagesService
}

/** So many share a commit: a vacation's end may leave thousands, and readers go on meanwhile. */
const groupSize = 50

const library = { by: 'library' } as const

/**
 * B3 miss the deadline: the first time the place is kept, suspended; the second time it is over. The copy is to clear
 * (B16). Many share a transaction and a handful of writes; each is looked at again in it.
 */
export function createMissedDeadlines(deps: Deps) {
  const { tellAll } = createBookingNews(deps)

  /** One that cannot be done does not keep the others from their turn. @throws the first failure, at the end */
  async function miss(seen: readonly BookingRecord[]): Promise<void> {
    const failures: unknown[] = []
    for (let start = 0; start < seen.length; start += groupSize) {
      const group = seen.slice(start, start + groupSize)
      await missTogether(group).catch(async (reason: unknown) => {
        if (isDatabaseAway(reason)) throw reason
        for (const one of group) await missTogether([one]).catch((error: unknown) => failures.push(error))
      })
    }
    if (failures.length > 0) throw failures[0]
  }

  function missTogether(seen: readonly BookingRecord[]): Promise<void> {
    return transaction(async () => {
      await advanceLanes(seen.map(unitOf))
      const now = deps.clock.now()
      const missed = (await queries.listById(seen.map(({ _id }) => _id))).filter(
        ({ status, pickupDeadline }) => status === 'ready' && pickupDeadline !== null && pickupDeadline < now,
      )
      await deps.steps.takeAll(missed.map((booking) => ({ booking, step: stepOf(booking) })))
      const copies = await deps.copies.byId(missed.flatMap(({ copyId }) => copyId ?? []))
      await deps.copies.markToClear([...copies.values()])
      await tellAll(missed.map(newsOf))
    })
  }

  return { miss }
}

const isFirst = ({ misses }: BookingRecord) => misses === 0

function stepOf(booking: BookingRecord) {
  const action = 'miss_deadline' as const
  return isFirst(booking)
    ? {
        ...{ action, to: 'queued' as const, actor: library },
        change: { ...uncaptured, misses: 1, isSuspended: true, suspendedUntil: null },
      }
    : { action, to: 'expired' as const, actor: library, change: { misses: booking.misses + 1 } }
}

function newsOf(booking: BookingRecord) {
  return {
    booking,
    template: isFirst(booking) ? ('booking_missed' as const) : ('booking_expired' as const),
    details: { pickupDeadline: booking.pickupDeadline?.toISOString() ?? '' },
  }
}
