import type { Clock } from '../../infra/clock'
import type { BookingReads } from '../bookings/booking-reads.service'
import type { BookingView, ViewBookings } from '../bookings/booking-views.service'
import type { CoursesService, CourseView } from '../courses/courses.service'
import type { LoanView, ViewLoans } from '../loans/loan-views.service'
import type { LoansService } from '../loans/loans.service'
import type { MessagesService } from '../messages/messages.service'
import type { NoticeRecord } from '../notices/notices.model'
import type { NoticesService } from '../notices/notices.service'
import type { Phase, PhasesService } from '../phases/phases.service'
import type { Places, PlacesService } from '../places/places.service'
import type { Library, LibraryService } from '../rules/library.service'
import type { ViewVisits, VisitView } from '../visits/visit-views.service'
import type { VisitsService } from '../visits/visits.service'
import { needsReader, type Need } from './home.rules'

interface Deps {
  readonly clock: Clock
  readonly bookingReads: BookingReads
  readonly courses: CoursesService
  readonly library: LibraryService
  readonly loans: LoansService
  readonly messages: MessagesService
  readonly notices: NoticesService
  readonly phases: PhasesService
  readonly places: PlacesService
  readonly viewBookings: ViewBookings
  readonly viewLoans: ViewLoans
  readonly viewVisits: ViewVisits
  readonly visits: Pick<VisitsService, 'listOpen'>
}

/** What is the same for everybody, and what is one's own. */
export interface HomeView {
  readonly library: Library
  readonly places: Places
  readonly phase: Phase
  readonly notices: readonly NoticeRecord[]
  readonly own: OwnHome
}

interface OwnHome {
  readonly needs: readonly Need[]
  readonly bookings: readonly BookingView[]
  readonly loans: readonly LoanView[]
  readonly visits: readonly VisitView[]
  readonly underway: { readonly paging: number; readonly queued: number; readonly inTransit: number }
  readonly courses: readonly CourseView[]
  readonly unreadMessages: number
}

const nobody: OwnHome = {
  needs: [],
  bookings: [],
  loans: [],
  visits: [],
  underway: { paging: 0, queued: 0, inTransit: 0 },
  courses: [],
  unreadMessages: 0,
}

const noticesOnHome = 4

export type HomeService = ReturnType<typeof createHomeService>

/** Gathers the home screen from all rooms: what needs me now, hours, notices, courses. */
export function createHomeService(deps: Deps) {
  async function of(readerId: string | null): Promise<HomeView> {
    const [library, places, phase, notices, own] = await Promise.all([
      deps.library.read(),
      deps.places.read(),
      deps.phases.current(),
      deps.notices.list({ limit: noticesOnHome }),
      readerId === null ? nobody : ownOf(readerId),
    ])
    return { library, places, phase, notices: notices.items, own }
  }

  async function ownOf(readerId: string): Promise<OwnHome> {
    const [bookings, loans, visits, unreadMessages, courses] = await Promise.all([
      deps.bookingReads.listOpenOfReader(readerId),
      deps.loans.listOpenOfReader(readerId),
      deps.visits.listOpen(readerId),
      deps.messages.countUnread(readerId),
      deps.courses.listMine(readerId),
    ])
    const needs = needsReader({ bookings, loans, visits, now: deps.clock.now() })
    const [bookingViews, loanViews, visitViews] = await Promise.all([
      deps.viewBookings(needs.flatMap((need) => ('booking' in need ? [need.booking] : []))),
      deps.viewLoans(needs.flatMap((need) => ('loan' in need ? [need.loan] : []))),
      deps.viewVisits(visits),
    ])
    const count = (status: string) => bookings.filter((booking) => booking.status === status).length
    return {
      needs,
      bookings: bookingViews,
      loans: loanViews,
      visits: visitViews,
      underway: { paging: count('paging'), queued: count('queued'), inTransit: count('in_transit') },
      courses,
      unreadMessages,
    }
  }

  return { of }
}
