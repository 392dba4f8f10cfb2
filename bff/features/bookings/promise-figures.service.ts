import type { Clock } from '../../infra/clock'
import type { PlacesService } from '../places/places.service'
import { countPromises } from './booking-figures.queries'
import { medianOf } from './booking-promise.rules'

const daysBack = 30
const dayMs = 24 * 3_600_000

export type PromiseFigures = ReturnType<typeof createPromiseFigures>

/** B17: what was promised compared with what happened, for every branch in the library's order. */
export function createPromiseFigures(deps: { readonly clock: Clock; readonly places: PlacesService }) {
  async function ofLastDays() {
    const since = new Date(deps.clock.now().getTime() - daysBack * dayMs)
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
