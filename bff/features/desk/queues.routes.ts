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
import type { ReaderAccountsService } from '../reader-accounts/reader-accounts.service'
import type { ReadersService } from '../readers/readers.service'
import { presentTitleReferenceOrGone } from '../titles/titles.presenter'
import type { TitleReferences } from '../titles/titles.service'

interface Deps {
  readonly queueOrder: QueueOrder
  readonly readers: ReadersService
  readonly readerAccounts: Pick<ReaderAccountsService, 'recordSeen'>
  readonly titles: TitleReferences
  readonly viewBookings: ViewBookings
}

export function mountQueues(routers: Routers, deps: Deps): void {
  /** Who waits is named to those who may see readers, and not before it is on record (X1). */
  async function namesFor(
    { account, permissions }: LibrarianPrincipal,
    bookings: readonly BookingRecord[],
    operation: string,
  ) {
    const seen = permissions.includes('readers') ? bookings.map(readerOf) : []
    await deps.readerAccounts.recordSeen(seen, { by: account, operation })
    return deps.readers.byId(seen)
  }

  async function present(
    bookings: readonly BookingRecord[],
    { principal, language }: { readonly principal: LibrarianPrincipal; readonly language: Language },
    { method, path }: typeof contract.listQueue | typeof contract.prioritiseBooking,
  ) {
    const readers = await namesFor(principal, bookings, `${method} ${path}`)
    const mayPrioritise = principal.permissions.includes('queue')
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
      items: await present(page.items, { principal, language }, contract.listQueue),
    }
  })

  mount(routers.staff, contract.prioritiseBooking, async ({ params, body }, { principal, language }) => {
    assertMay(principal, 'queue')
    const moved = await deps.queueOrder.prioritise({ ...body, bookingId: params.id, account: principal.account })
    const [entry] = await present([moved], { principal, language }, contract.prioritiseBooking)
    if (!entry) throw new Error('an entry per booking')
    return entry
  })
}
