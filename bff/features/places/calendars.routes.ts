import * as contract from '../../contract/calendars'
import { assertMay } from '../../domain/permission'
import { mount } from '../../http/mount'
import type { Routers } from '../../http/routers'
import { presentCalendar, presentCalendarPreview } from './calendars.presenter'
import type { CalendarsService } from './calendars.service'
import type { PlacesService } from './places.service'

interface Deps {
  readonly places: PlacesService
  readonly calendars: CalendarsService
}

export function mountCalendars(routers: Routers, { places, calendars }: Deps): void {
  mount(routers.staff, contract.getCalendar, async ({ params }, { principal, language }) => {
    assertMay(principal, 'rules')
    return presentCalendar(await calendars.read(params.id), language)
  })
  mount(routers.staff, contract.previewCalendar, async ({ params, body }, { principal, language }) => {
    assertMay(principal, 'rules')
    const { branches } = await places.read()
    return presentCalendarPreview(await calendars.preview(params.id, body.calendar), { language, branches })
  })
  mount(routers.staff, contract.applyCalendar, async ({ params, body }, { principal, language }) => {
    assertMay(principal, 'rules')
    return presentCalendar(await calendars.apply(principal, { branchId: params.id, ...body }), language)
  })
  mount(routers.staff, contract.revertCalendar, async ({ params, body }, { principal, language }) => {
    assertMay(principal, 'rules')
    return presentCalendar(await calendars.revert(principal, params.id, body.version), language)
  })
}
