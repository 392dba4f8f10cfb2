import * as contract from '../../contract/visits'
import { assertMay } from '../../domain/permission'
import { mount } from '../../http/mount'
import type { Routers } from '../../http/routers'
import type { Streams } from '../../http/stream'
import type { ArrivalsService } from './arrivals.service'
import { presentArrival } from './visits.presenter'

interface Deps {
  readonly arrivals: ArrivalsService
  readonly streams: Streams
  /** Tells of pickup points whose arrivals have changed. @returns a function that ends it */
  readonly onArrivals: (tell: (pickupPointId: string) => void) => Promise<() => void>
}

export function mountArrivals(routers: Routers, { arrivals, streams, onArrivals }: Deps): void {
  mount(routers.staff, contract.listArrivals, async ({ query }, { principal }) => {
    assertMay(principal, 'desk', 'paging')
    const page = await arrivals.list(query)
    return { ...page, items: page.items.map(presentArrival) }
  })

  mount(routers.staff, contract.stageVisit, async ({ params }, { principal }) => {
    assertMay(principal, 'desk', 'paging')
    return presentArrival(await arrivals.stage(params.id))
  })

  streams.mountStream(routers.staff, contract.streamDesk, async ({ query }, { principal }, send) => {
    assertMay(principal, 'desk', 'paging')
    return onArrivals((pickupPointId) => {
      if (query.pickupPointId === undefined || query.pickupPointId === pickupPointId)
        send('arrivals', { pickupPointId })
    })
  })
}
