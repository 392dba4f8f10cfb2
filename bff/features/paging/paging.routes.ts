import * as contract from '../../contract/desk'
import { assertMay } from '../../domain/permission'
import type { Language } from '../../domain/language'
import { mount } from '../../http/mount'
import type { Routers } from '../../http/routers'
import type { BookingRecord } from '../bookings/bookings.model'
import { presentBranch, presentPickupPointReference } from '../places/places.presenter'
import type { PlacesService } from '../places/places.service'
import { presentTitleReferenceOrGone } from '../titles/titles.presenter'
import type { TitleReferences } from '../titles/titles.service'
import type { PagingService } from './paging.service'

interface Deps {
  readonly paging: PagingService
  readonly places: PlacesService
  readonly titles: TitleReferences
}

export function mountPaging(routers: Routers, deps: Deps): void {
  const { paging } = deps

  async function present(bookings: readonly BookingRecord[], language: Language): Promise<contract.PagingEntry[]> {
    const places = await deps.places.read()
    const titles = await deps.titles.references(bookings.map(({ titleId }) => titleId))
    const byId = new Map(titles.map((title) => [title._id, title]))
    return bookings.flatMap((booking) => {
      const { shelf, claimedBy } = booking
      if (!shelf) return []
      return [
        {
          bookingId: booking._id,
          title: presentTitleReferenceOrGone(byId.get(booking.titleId), booking.titleId),
          ...(booking.part === null ? {} : { part: booking.part }),
          copy: {
            barcode: shelf.barcode,
            branch: presentBranch(places.branch(shelf.branchId), language),
            floor: shelf.floor,
            area: shelf.area,
            callNumber: shelf.callNumber,
          },
          pickupPoint: presentPickupPointReference(places.pickupPoint(booking.pickupPointId), places, language),
          ...(claimedBy ? { claimedBy: { ...claimedBy, at: claimedBy.at.toISOString() } } : {}),
          placedAt: booking.placedAt.toISOString(),
          ...(booking.readyBy === null ? {} : { readyBy: booking.readyBy.toISOString() }),
        },
      ]
    })
  }

  async function presentOne(booking: BookingRecord, language: Language): Promise<contract.PagingEntry> {
    const [entry] = await present([booking], language)
    if (!entry) throw new Error('a booking on the paging list has its shelf')
    return entry
  }

  mount(routers.staff, contract.listPaging, async ({ query }, { principal, language }) => {
    assertMay(principal, 'paging', 'desk')
    const page = await paging.list(query)
    return { ...page, items: await present(page.items, language) }
  })

  mount(routers.staff, contract.claimPaging, async ({ params, body }, { principal, language }) => {
    assertMay(principal, 'paging', 'desk')
    return presentOne(await paging.claim(params.bookingId, principal, body.takeOver), language)
  })

  mount(routers.staff, contract.releasePaging, async ({ params }, { principal, language }) => {
    assertMay(principal, 'paging', 'desk')
    return presentOne(await paging.release(params.bookingId, principal), language)
  })

  mount(routers.staff, contract.reportNotFound, async ({ params, body }, { principal, language }) => {
    assertMay(principal, 'paging', 'desk')
    const booking = await paging.reportNotFound(params.bookingId, { librarian: principal, barcode: body.barcode })
    if (booking.status === 'paging') {
      return { outcome: 'another_copy' as const, next: await presentOne(booking, language) }
    }
    return { outcome: booking.status === 'unfilled' ? ('unfilled' as const) : ('queued' as const) }
  })
}
