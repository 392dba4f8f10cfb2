import * as contract from '../../contract/places'
import type { Clock } from '../../infra/clock'
import { mount } from '../../http/mount'
import type { Routers } from '../../http/routers'
import { presentPickupPoint } from './places.presenter'
import type { PlacesService } from './places.service'

interface Deps {
  readonly places: PlacesService
  readonly clock: Clock
  readonly zone: string
}

export function mountPlaces(routers: Routers, { places, clock, zone }: Deps): void {
  mount(routers.public, contract.listPickupPoints, async (_input, { language }) => {
    const read = await places.read()
    const view = { places: read, language, now: clock.now(), zone }
    return { items: read.pickupPoints.map((point) => presentPickupPoint(point, view)) }
  })
}
