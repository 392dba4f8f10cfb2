import * as contract from '../../contract/visits'
import type { Language } from '../../domain/language'
import { mount, mountGrouped } from '../../http/mount'
import type { Routers } from '../../http/routers'
import type { ViewVisits } from './visit-views.service'
import type { VisitPlacements } from './visit-placements.service'
import type { VisitRecord } from './visits.model'
import { presentVisit } from './visits.presenter'
import type { VisitsService } from './visits.service'

interface Deps {
  readonly visits: VisitsService
  readonly visitPlacements: VisitPlacements
  readonly viewVisits: ViewVisits
}

export function mountVisits(routers: Routers, { visits, visitPlacements, viewVisits }: Deps): void {
  async function present(visit: VisitRecord, language: Language) {
    const [view] = await viewVisits([visit])
    if (!view) throw new Error('a view per visit')
    return presentVisit(view, language)
  }

  mount(routers.public, contract.listSlots, async ({ params, query }) => {
    const slots = await visits.listSlots(params.id, query.day)
    return {
      items: slots.map(({ startsAt, endsAt, capacity, taken }) => ({
        startsAt: startsAt.toISOString(),
        endsAt: endsAt.toISOString(),
        capacity,
        taken,
      })),
    }
  })

  mountGrouped(routers.reader, contract.placeVisit, ({ body }, { principal, language }, seal) =>
    visitPlacements.place({ ...body, startsAt: new Date(body.startsAt), readerId: principal.readerId }, (view) =>
      seal(presentVisit(view, language)),
    ),
  )

  mount(routers.reader, contract.listVisits, async ({ query }, { principal, language }) => {
    const page = await visits.list(principal.readerId, query)
    const views = await viewVisits(page.items)
    return { ...page, items: views.map((view) => presentVisit(view, language)) }
  })

  mount(routers.reader, contract.getVisit, async ({ params }, { principal, language }) =>
    present(await visits.getOwn(principal.readerId, params.id), language),
  )

  mount(routers.reader, contract.changeVisit, async ({ params, body }, { principal, language }) => {
    const startsAt = body.startsAt === undefined ? undefined : new Date(body.startsAt)
    return present(await visits.change(principal.readerId, params.id, { ...body, startsAt }), language)
  })

  mount(routers.reader, contract.cancelVisit, async ({ params }, { principal, language }) =>
    present(await visits.cancel(principal.readerId, params.id), language),
  )

  mount(routers.reader, contract.arriveForVisit, async ({ params }, { principal, language }) =>
    present(await visits.arrive(principal.readerId, params.id), language),
  )
}
