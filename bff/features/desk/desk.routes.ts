import * as contract from '../../contract/desk'
import { assertMay } from '../../domain/permission'
import { mount } from '../../http/mount'
import type { Routers } from '../../http/routers'
import { encodeDatePlace, cutPage, decodeDatePlace } from '../../infra/cursor'
import type { BookingReads } from '../bookings/booking-reads.service'
import { presentBooking } from '../bookings/bookings.presenter'
import type { ViewBookings } from '../bookings/booking-views.service'
import type { CopiesService } from '../copies/copies.service'
import type { LoansService } from '../loans/loans.service'
import { presentLoan } from '../loans/loans.presenter'
import type { ViewLoans } from '../loans/loan-views.service'
import type { PlacesService } from '../places/places.service'
import type { ReadersService } from '../readers/readers.service'
import type { TitleReferences } from '../titles/titles.service'
import { presentTitleReferenceOrGone } from '../titles/titles.presenter'
import type { CheckInService } from './check-in.service'
import { presentCheckIn, presentHandOver } from './desk.presenter'
import type { HandOverService } from './hand-over.service'

interface Deps {
  readonly checkIns: CheckInService
  readonly handOvers: HandOverService
  readonly copies: CopiesService
  readonly places: PlacesService
  readonly readers: ReadersService
  readonly titles: TitleReferences
  readonly viewBookings: ViewBookings
  readonly viewLoans: ViewLoans
  readonly bookingReads: BookingReads
  readonly loans: LoansService
}

export function mountDesk(routers: Routers, deps: Deps): void {
  mount(routers.staff, contract.checkIn, async ({ body }, { principal, language }) => {
    assertMay(principal, 'desk', 'paging')
    const checkedIn = await deps.checkIns.checkIn({
      barcode: body.barcode,
      pickupPointId: body.pickupPointId,
      account: principal.account,
      scannedAt: body.scannedAt === undefined ? null : new Date(body.scannedAt),
    })
    const { booking, loan, copy } = checkedIn
    const [title] = await deps.titles.references([copy.titleId])
    const bookingViews = booking ? await deps.viewBookings([booking]) : []
    const reader = booking ? await deps.readers.get(booking.readerId) : undefined
    const loanViews = loan ? await deps.viewLoans([loan]) : []
    const places = await deps.places.read()
    return presentCheckIn({ checkedIn, title, booking: bookingViews[0], reader, loan: loanViews[0], places }, language)
  })

  mount(routers.staff, contract.handOver, async ({ body }, { principal, language }) => {
    assertMay(principal, 'desk')
    const places = await deps.places.read()
    places.pickupPoint(body.pickupPointId)
    const handedOver = await deps.handOvers.handOver({ ...body, account: principal.account })
    const { receipt, elsewhere } = handedOver
    const titleIds = [...receipt.items, ...elsewhere].map(({ titleId }) => titleId)
    const titles = new Map((await deps.titles.references(titleIds)).map((title) => [title._id, title]))
    const loanIds = receipt.items.flatMap(({ loanId }) => (loanId === null ? [] : [loanId]))
    const loans = await deps.viewLoans(await deps.loans.listById(loanIds))
    return presentHandOver(
      { handedOver, titles, loans: new Map(loans.map((view) => [view.loan._id, view])), places },
      language,
    )
  })

  mount(routers.staff, contract.checkOut, async ({ body }, { principal, language }) => {
    assertMay(principal, 'desk')
    const loan = await deps.handOvers.checkOut({ ...body, account: principal.account })
    const [view] = await deps.viewLoans([loan])
    if (!view) throw new Error('a view per loan')
    return presentLoan(view, language)
  })

  mount(routers.staff, contract.listShelf, async ({ query }, { principal }) => {
    assertMay(principal, 'desk', 'paging')
    const places = await deps.places.read()
    const point = places.pickupPoint(query.pickupPointId)
    const after = decodeDatePlace(query.cursor)
    const found = await deps.bookingReads.listShelf(point._id, { limit: query.limit + 1, after })
    const page = cutPage(found, query.limit, (booking) =>
      encodeDatePlace({ at: booking.pickupDeadline ?? booking.placedAt, id: booking._id }),
    )
    const toClear = after ? [] : await deps.copies.listToClear(point._id, 100)
    const titleIds = [...page.items, ...toClear].map(({ titleId }) => titleId)
    const titles = new Map((await deps.titles.references(titleIds)).map((title) => [title._id, title]))
    const readers = await deps.readers.byId(page.items.map(({ readerId }) => readerId))
    return {
      ready: page.items.map((booking) => {
        const reader = readers.get(booking.readerId)
        return {
          bookingId: booking._id,
          title: presentTitleReferenceOrGone(titles.get(booking.titleId), booking.titleId),
          barcode: booking.shelf?.barcode ?? '',
          reader: { number: reader?.number ?? '', name: reader?.name ?? '' },
          pickupDeadline: (booking.pickupDeadline ?? booking.placedAt).toISOString(),
        }
      }),
      toClear: toClear.map((copy) => ({
        title: presentTitleReferenceOrGone(titles.get(copy.titleId), copy.titleId),
        barcode: copy.barcode,
        callNumber: copy.callNumber,
      })),
      ...(page.next === undefined ? {} : { next: page.next }),
    }
  })

  mount(routers.staff, contract.putBack, async ({ params }, { principal, language }) => {
    assertMay(principal, 'desk')
    const [view] = await deps.viewBookings([await deps.handOvers.putBack(params.id, principal.account)])
    if (!view) throw new Error('a view per booking')
    return presentBooking(view, language)
  })
}
