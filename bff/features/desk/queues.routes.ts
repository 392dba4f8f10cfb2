import * as contract from '../../contract/queues'
import { notFound } from '../../domain/app-error'
import type { Language } from '../../domain/language'
import { assertMay } from '../../domain/permission'
import { readerOf } from '../../domain/of-reader'
import type { LibrarianPrincipal } from '../../domain/principal'
import { mount } from '../../http/mount'
import type { Routers } from '../../http/routers'
import type { BookingRecord } from '../bookings/bookings.model'
import type { ViewBookings } from '../bookings/booking-views.service'
import { presentQueueEntry } from '../bookings/queue-entry.presenter'
import type { QueueOrder } from '../bookings/queue-order.service'
import type { ReadersService } from '../readers/readers.service'
import { presentTitleReferenceOrGone } from '../titles/titles.presenter'
import type { TitleReferences } from '../titles/titles.service'

interface Deps {
  readonly queueOrder: QueueOrder
  readonly readers: ReadersService
  readonly titles: TitleReferences
  readonly viewBookings: ViewBookings
}

export function mountQueues(routers: Routers, deps: Deps): void {
  async function present(bookings: readonly BookingRecord[], { permissions }: LibrarianPrincipal, language: Language) {
    const maySee = permissions.includes('readers')
    const readers = await deps.readers.byId(maySee ? bookings.map(readerOf) : [])
    const mayPrioritise = permissions.includes('queue')
    return (await deps.viewBookings(bookings)).map((view) =>
      presentQueueEntry(view, { reader: readers.get(readerOf(view.booking)), mayPrioritise }, language),
    )
  }

  mount(routers.staff, contract.listQueue, async ({ params, query }, { principal, language }) => {
    assertMay(principal, 'desk', 'queue')
    const [title] = await deps.titles.references([params.id])
    if (!title) throw notFound()
    const page = await deps.queueOrder.list({ titleId: title._id, part: query.part ?? null }, query)
    return {
      ...page,
      title: presentTitleReferenceOrGone(title, params.id),
      parts: title.parts,
      items: await present(page.items, principal, language),
    }
  })

  mount(routers.staff, contract.prioritiseBooking, async ({ params, body }, { principal, language }) => {
    assertMay(principal, 'queue')
    const moved = await deps.queueOrder.prioritise({ ...body, bookingId: params.id, account: principal.account })
    const [entry] = await present([moved], principal, language)
    if (!entry) throw new Error('an entry per booking')
    return entry
  })
}
