import * as contract from '../../contract/transit'
import { assertMay } from '../../domain/permission'
import { mount } from '../../http/mount'
import type { Routers } from '../../http/routers'
import type { TransitsService } from '../copies/transits.service'
import type { PlacesService } from '../places/places.service'
import type { TitleReferences } from '../titles/titles.service'
import { presentTransit } from './transit.presenter'

interface Deps {
  readonly transits: TransitsService
  readonly places: PlacesService
  readonly titles: TitleReferences
}

export function mountTransit(routers: Routers, deps: Deps): void {
  mount(routers.staff, contract.listTransit, async ({ query }, { principal, language }) => {
    assertMay(principal, 'desk', 'paging')
    const page = await deps.transits.list(query)
    const titles = await deps.titles.references(page.items.map(({ titleId }) => titleId))
    const byId = new Map(titles.map((title) => [title._id, title]))
    return presentTransit({ page, titles: byId, places: await deps.places.read() }, language)
  })
}
