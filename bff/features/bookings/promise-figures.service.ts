import { addDays, dayOf, instantAt } from '../../domain/calendar'
import type { Clock } from '../../infra/clock'
import type { PlacesService } from '../places/places.service'
import { countPromises } from './booking-figures.queries'
import { medianOf } from './booking-promise.rules'

const daysBack = 30

export type PromiseFigures = ReturnType<typeof createPromiseFigures>

interface Deps {
  readonly clock: Clock
  readonly zone: string
  readonly places: PlacesService
}

/** B17: what was promised compared with what happened, for every branch in the library's order. */
export function createPromiseFigures(deps: Deps) {
  async function ofLastDays() {
    // from a midnight on: what has not changed is the same answer all day, and its ETag holds
    const since = instantAt(addDays(dayOf(deps.clock.now(), deps.zone), -daysBack), '00:00', deps.zone)
    const counted = new Map((await countPromises(since)).map((row) => [row._id, row]))
    const { branches } = await deps.places.read()
    return {
      since,
      branches: branches.map((branch) => {
        const { kept = 0, lateMinutes = [] } = counted.get(branch._id) ?? {}
        return { branch, kept, late: lateMinutes.length, medianLateMinutes: medianOf(lateMinutes) }
      }),
    }
  }

  return { ofLastDays }
}
