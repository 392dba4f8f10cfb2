import * as contract from '../../contract/promises'
import { assertMay } from '../../domain/permission'
import { mount } from '../../http/mount'
import type { Routers } from '../../http/routers'
import type { PromiseFigures } from '../bookings/promise-figures.service'
import { presentBranch } from '../places/places.presenter'

export function mountPromises(routers: Routers, { promiseFigures }: { readonly promiseFigures: PromiseFigures }): void {
  mount(routers.staff, contract.listPromises, async (_request, { principal, language }) => {
    assertMay(principal, 'desk', 'paging', 'rules')
    const { since, branches } = await promiseFigures.ofLastDays()
    return {
      since: since.toISOString(),
      items: branches.map(({ branch, kept, late, medianLateMinutes }) => ({
        branch: presentBranch(branch, language),
        kept,
        late,
        ...(medianLateMinutes === null ? {} : { medianLateMinutes }),
      })),
    }
  })
}
