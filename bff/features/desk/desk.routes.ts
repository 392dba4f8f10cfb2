import * as contract from '../../contract/desk'
import type { RefusalCode } from '../../contract/errors'
import { readerOf } from '../../domain/of-reader'
import type { StaffWish } from '../../domain/override'
import type { LibrarianPrincipal } from '../../domain/principal'
import { assertMay } from '../../domain/permission'
import { mount, mountGrouped } from '../../http/mount'
import type { Routers } from '../../http/routers'
import { presentBooking, presentBookingForStaff } from '../bookings/bookings.presenter'
import type { ViewBookings } from '../bookings/booking-views.service'
import type { PlacementsService } from '../bookings/placements.service'
import type { LoansService } from '../loans/loans.service'
import { presentLoanForStaff } from '../loans/loans.presenter'
import type { ViewLoans } from '../loans/loan-views.service'
import type { PlacesService } from '../places/places.service'
import type { ReadersService } from '../readers/readers.service'
import type { TitleReferences } from '../titles/titles.service'
import type { CheckInService } from './check-in.service'
import { presentCheckIn, presentHandOver, presentShelf } from './desk.presenter'
import type { HandOverService } from './hand-over.service'
import type { ShelfService } from './shelf.service'

interface Deps {
  readonly checkIns: CheckInService
  readonly handOvers: HandOverService
  readonly placements: PlacementsService
  readonly places: PlacesService
  readonly readers: ReadersService
  readonly titles: TitleReferences
  readonly viewBookings: ViewBookings
  readonly viewLoans: ViewLoans
  readonly shelves: ShelfService
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
    const reader = booking ? await deps.readers.get(readerOf(booking)) : undefined
    const loanViews = loan ? await deps.viewLoans([loan]) : []
    const places = await deps.places.read()
    return presentCheckIn({ checkedIn, title, booking: bookingViews[0], reader, loan: loanViews[0], places }, language)
  })

  mount(routers.staff, contract.handOver, async ({ body }, { principal, language }) => {
    assertMay(principal, 'desk')
    const places = await deps.places.read()
    places.pickupPoint(body.pickupPointId)
    const handedOver = await deps.handOvers.handOver({ ...body, staff: staffWish(principal, body.override) })
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
    const loan = await deps.handOvers.checkOut({ ...body, staff: staffWish(principal, body.override) })
    const [view] = await deps.viewLoans([loan])
    if (!view) throw new Error('a view per loan')
    return presentLoanForStaff(view, language)
  })

  mountGrouped(routers.staff, contract.placeDeskBooking, async ({ body }, { principal, language }, seal) => {
    assertMay(principal, 'desk')
    const { readerNumber, override, ...wish } = body
    const reader = await deps.readers.getByNumber(readerNumber)
    return deps.placements.place({ ...wish, readerId: reader._id, staff: staffWish(principal, override) }, (view) =>
      seal(presentBookingForStaff(view, language)),
    )
  })

  mount(routers.staff, contract.listShelf, async ({ query }, { principal }) => {
    assertMay(principal, 'desk', 'paging')
    return presentShelf(await deps.shelves.list(query))
  })

  mount(routers.staff, contract.putBack, async ({ params }, { principal, language }) => {
    assertMay(principal, 'desk')
    const [view] = await deps.viewBookings([await deps.handOvers.putBack(params.id, principal.account)])
    if (!view) throw new Error('a view per booking')
    return presentBooking(view, language)
  })
}

function staffWish({ account, permissions }: LibrarianPrincipal, override: readonly RefusalCode[] = []): StaffWish {
  return { account, permissions, override }
}
