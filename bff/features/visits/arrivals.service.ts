import { readersOf } from '../../domain/of-reader'
import { AppError, notFound } from '../../domain/app-error'
import { addDays, dayOf, instantAt } from '../../domain/calendar'
import type { Clock } from '../../infra/clock'
import { cutPage, decodeDatePlace, encodeDatePlace } from '../../infra/cursor'
import { transaction } from '../../infra/transaction'
import type { CopyRecord } from '../copies/copies.model'
import type { CopiesService } from '../copies/copies.service'
import type { PlacesService } from '../places/places.service'
import type { ReadersService } from '../readers/readers.service'
import type { ReaderRecord } from '../readers/readers.model'
import type { ViewVisits, VisitView } from './visit-views.service'
import type { VisitRecord } from './visits.model'
import * as queries from './visits.queries'
import { statusAfter } from './visits.rules'

interface Deps {
  readonly clock: Clock
  readonly zone: string
  readonly copies: Pick<CopiesService, 'byId'>
  readonly places: PlacesService
  readonly readers: ReadersService
  readonly viewVisits: ViewVisits
}

/** A visit as the desk sees it. */
export interface ArrivalView extends VisitView {
  readonly reader: ReaderRecord | undefined
  readonly copies: ReadonlyMap<string, CopyRecord>
}

/** More would not fit before a counter. */
const arrivedAtMost = 100

export type ArrivalsService = ReturnType<typeof createArrivalsService>

/** Who stands before a desk, and who is expected there today. */
export function createArrivalsService(deps: Deps) {
  /** Those who have arrived come first, on the first page only. @throws `resource.not_found` */
  async function list(page: {
    readonly pickupPointId: string
    readonly limit: number
    readonly cursor?: string | undefined
  }): Promise<{ items: ArrivalView[]; next?: string }> {
    const point = (await deps.places.read()).pickupPoint(page.pickupPointId)
    const after = decodeDatePlace(page.cursor)
    const expected = await queries.listExpected(point._id, { before: endOfToday(), limit: page.limit + 1, after })
    const cut = cutPage(expected, page.limit, ({ startsAt, _id }) => encodeDatePlace({ at: startsAt, id: _id }))
    const arrived = after ? [] : await queries.listArrived(point._id, arrivedAtMost)
    return { ...cut, items: await view([...arrived, ...cut.items]) }
  }

  function endOfToday(): Date {
    return instantAt(addDays(dayOf(deps.clock.now(), deps.zone), 1), '00:00', deps.zone)
  }

  /** The books lie together; a second time answers the same. @throws `visit.not_possible_now` once it is over */
  async function stage(id: string): Promise<ArrivalView> {
    const staged = await transaction(async () => {
      const visit = await queries.findVisit(id)
      if (!visit) throw notFound()
      if (visit.stagedAt !== null && visit.endedAt === null) return visit
      const status = statusAfter(visit.status, 'stage')
      const staged = status && (await queries.updateVisit(visit, { status, stagedAt: deps.clock.now() }))
      if (!staged) throw new AppError('visit.not_possible_now', { status: visit.status })
      return staged
    })
    const [arrival] = await view([staged])
    if (!arrival) throw new Error('a view per visit')
    return arrival
  }

  async function view(visits: readonly VisitRecord[]): Promise<ArrivalView[]> {
    const views = await deps.viewVisits(visits)
    const readers = await deps.readers.byId(readersOf(visits))
    const copyIds = views.flatMap(({ books }) => books.flatMap(({ booking }) => booking.copyId ?? []))
    const copies = await deps.copies.byId(copyIds)
    return views.map((each) => ({ ...each, copies, reader: readers.get(each.visit.readerId ?? '') }))
  }

  return { list, stage, listPointsOf: queries.listPointsOf }
}
