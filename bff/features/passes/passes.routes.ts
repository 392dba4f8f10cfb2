import * as contract from '../../contract/passes'
import { mount } from '../../http/mount'
import type { Routers } from '../../http/routers'
import type { PassesService } from './passes.service'

export function mountPasses(routers: Routers, { passes }: { readonly passes: PassesService }): void {
  mount(routers.reader, contract.getPickupPass, async (_input, { principal }) => {
    const issued = await passes.passFor(principal.readerId)
    return {
      pass: issued.pass,
      digits: issued.digits,
      expiresAt: issued.expiresAt.toISOString(),
      renewAt: issued.renewAt.toISOString(),
    }
  })
}
