import * as contract from '../../contract/demand'
import { assertMay } from '../../domain/permission'
import { mount } from '../../http/mount'
import type { Routers } from '../../http/routers'
import type { DemandService } from './demand.service'

export function mountDemand(routers: Routers, { demand }: { readonly demand: DemandService }): void {
  mount(routers.staff, contract.listNotFound, async ({ query }, { principal }) => {
    assertMay(principal, 'acquisitions')
    return demand.listNotFound(query)
  })
}
