import * as contract from '../../contract/bookings'
import { getBookingOptions } from '../../contract/titles'
import { mount, mountGrouped } from '../../http/mount'
import type { Routers } from '../../http/routers'
import { presentPickupPointReference } from '../places/places.presenter'
import type { PlacesService } from '../places/places.service'
import { presentBooking } from './bookings.presenter'
import type { BookingsService } from './bookings.service'
import type { PlacementsService } from './placements.service'
import type { ViewBookings } from './booking-views.service'
import type { Outlook } from './booking-outlook.service'
import type { BookingRecord } from './bookings.model'
import type { Language } from '../../domain/language'

interface Deps {
  readonly bookings: BookingsService
  readonly placements: PlacementsService
  readonly outlook: Outlook
  readonly viewBookings: ViewBookings
  readonly places: PlacesService
}

export function mountBookings(routers: Routers, deps: Deps): void {
  const { bookings } = deps

  async function present(booking: BookingRecord, language: Language) {
    const [view] = await deps.viewBookings([booking])
    if (!view) throw new Error('a view per booking')
    return presentBooking(view, language)
  }

  mount(routers.reader, getBookingOptions, async ({ params, query }, { principal, language }) => {
    const options = await deps.outlook.optionsFor({ ...query, readerId: principal.readerId, titleId: params.id })
    const places = await deps.places.read()
    const { expectedWaitDays, length } = options.queue
    return {
      kind: options.kind,
      refusals: options.refusals,
      queue: { length, ...(expectedWaitDays === null ? {} : { expectedWaitDays }) },
      pickupPoints: options.pickupPoints.map(({ point, readyBy, refusals }) => ({
        ...presentPickupPointReference(point, places, language),
        ...(readyBy === null ? {} : { readyBy: readyBy.toISOString() }),
        pickupDays: point.pickupDays,
        refusals,
      })),
    }
  })

  mountGrouped(routers.reader, contract.placeBooking, ({ body }, { principal, language }, seal) =>
    deps.placements.place({ ...body, readerId: principal.readerId }, (view) => seal(presentBooking(view, language))),
  )

  mount(routers.reader, contract.listBookings, async ({ query }, { principal, language }) => {
    const page = await bookings.list(principal.readerId, query)
    const views = await deps.viewBookings(page.items)
    return { ...page, items: views.map((view) => presentBooking(view, language)) }
  })

  mount(routers.reader, contract.getBooking, async ({ params }, { principal, language }) =>
    present(await bookings.getOwn(principal.readerId, params.id), language),
  )

  mount(routers.reader, contract.changeBooking, async ({ params, body }, { principal, language }) => {
    let booking = await bookings.getOwn(principal.readerId, params.id)
    const of = [principal.readerId, params.id] as const
    if (body.pickupPointId !== undefined) booking = await bookings.changePickupPoint(...of, body.pickupPointId)
    if (body.suspendedUntil === null) booking = await bookings.resume(...of)
    else if (body.suspendedUntil !== undefined) booking = await bookings.suspend(...of, body.suspendedUntil)
    return present(booking, language)
  })

  mount(routers.reader, contract.cancelBooking, async ({ params }, { principal, language }) =>
    present(await bookings.cancel(principal.readerId, params.id), language),
  )
}
