import type { Clock } from '../../infra/clock'
import { cutPage, decodeDatePlace, encodeDatePlace } from '../../infra/cursor'
import type { PlacesService } from '../places/places.service'
import { transitDaysBetween } from '../rules/rules.rules'
import type { RulesService } from '../rules/rules.service'
import type { CopyRecord } from './copies.model'
import * as queries from './copies.queries'
import type { CopiesService } from './copies.service'
import { expectedArrival } from './transit.rules'

interface Deps {
  readonly clock: Clock
  readonly zone: string
  readonly copies: CopiesService
  readonly places: PlacesService
  readonly rules: RulesService
}

interface Road {
  /** Where it is sent off. */
  readonly fromBranchId: string
  readonly to: { readonly pickupPointId: string } | { readonly branchId: string }
  readonly since: Date
}

interface Page {
  readonly branch: string
  readonly direction: queries.TransitDirection
  readonly limit: number
  readonly cursor?: string | undefined
}

export type TransitsService = ReturnType<typeof createTransitsService>

/** Books on the road between branches: since when, from where, and until when they are expected. */
export function createTransitsService(deps: Deps) {
  /** Sends a copy off; the same road again is the same journey. Whoever sends has entered the lane of its title. */
  async function send(copy: CopyRecord, { fromBranchId, to, since }: Road): Promise<CopyRecord> {
    const places = await deps.places.read()
    const at = 'pickupPointId' in to ? to.pickupPointId : null
    const toBranch = places.branch('pickupPointId' in to ? places.pickupPoint(to.pickupPointId).branchId : to.branchId)
    const known = copy.transit
    if (known && known.from === fromBranchId && known.to === toBranch._id)
      return deps.copies.move(copy, 'in_transit', { at, transit: known })
    const days = transitDaysBetween(await deps.rules.read(), fromBranchId, toBranch._id)
    const expectedBy = expectedArrival({ since, days, calendar: toBranch.calendar, zone: deps.zone })
    return deps.copies.move(copy, 'in_transit', {
      at,
      transit: { from: fromBranchId, to: toBranch._id, since, expectedBy },
    })
  }

  /** What travels to or from a branch, the longest expected first. @throws `resource.not_found` for an unknown branch */
  async function list({ branch, direction, limit, cursor }: Page) {
    const branchId = (await deps.places.read()).branch(branch)._id
    const now = deps.clock.now()
    const after = decodeDatePlace(cursor)
    const found = await queries.listTransit({ branchId, direction, limit: limit + 1, after })
    const page = cutPage(found, limit, ({ transit, _id }) => encodeDatePlace({ at: transit.expectedBy, id: _id }))
    return { ...page, now, ...(await queries.countTransit({ branchId, direction, now })) }
  }

  return { send, list }
}
