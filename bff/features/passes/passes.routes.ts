import * as contract from '../../contract/passes'
import type { Language } from '../../domain/language'
import { mount } from '../../http/mount'
import type { Routers } from '../../http/routers'
import type { ViewBookings } from '../bookings/booking-views.service'
import { presentDelegatedPass } from './passes.presenter'
import type { DelegatedPass, PassesService } from './passes.service'

interface Deps {
  readonly passes: PassesService
  readonly viewBookings: ViewBookings
}

export function mountPasses(routers: Routers, { passes, viewBookings }: Deps): void {
  async function present(delegated: readonly DelegatedPass[], language: Language) {
    const bookings = new Map(delegated.flatMap((pass) => pass.bookings.map((booking) => [booking._id, booking])))
    const views = new Map((await viewBookings([...bookings.values()])).map((view) => [view.booking._id, view]))
    return delegated.map((pass) => presentDelegatedPass({ pass, views }, language))
  }

  mount(routers.reader, contract.getPickupPass, async (_input, { principal }) => {
    const issued = await passes.passFor(principal.readerId)
    return {
      pass: issued.pass,
      digits: issued.digits,
      expiresAt: issued.expiresAt.toISOString(),
      renewAt: issued.renewAt.toISOString(),
    }
  })

  mount(routers.reader, contract.delegatePickup, async ({ body }, { principal, language }) => {
    const [pass] = await present([await passes.delegate(principal.readerId, body.bookingIds)], language)
    if (!pass) throw new Error('a view per pass')
    return pass
  })

  mount(routers.reader, contract.listDelegatedPasses, async (_input, { principal, language }) => ({
    items: await present(await passes.listDelegated(principal.readerId), language),
  }))

  mount(routers.reader, contract.withdrawDelegatedPass, async ({ params }, { principal }) => {
    await passes.withdraw(principal.readerId, params.id)
    return { ok: true as const }
  })
}
