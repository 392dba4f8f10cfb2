import type { Home } from '../../contract/home'
import { dayOf, exceptionOn, isOpenAt, utcOffsetMinutes, windowsOn } from '../../domain/calendar'
import { inLanguage, type Language } from '../../domain/language'
import { presentBooking } from '../bookings/bookings.presenter'
import { presentCourseSummary } from '../courses/courses.presenter'
import { presentLoan } from '../loans/loans.presenter'
import { presentNoticeSummary } from '../notices/notices.presenter'
import { presentPhase } from '../phases/phases.presenter'
import { presentVisit } from '../visits/visits.presenter'
import type { HomeView } from './home.service'

interface Now {
  readonly language: Language
  readonly now: Date
  readonly zone: string
}

export function presentHome(view: HomeView, at: Now): Home {
  const { language } = at
  const { branches } = view.places
  return {
    library: {
      name: inLanguage(view.library.name, language),
      isDemo: view.library.isDemo,
      utcOffsetMinutes: utcOffsetMinutes(at.now, at.zone),
    },
    phase: presentPhase(view.phase, language),
    hours: presentHours(view, at),
    needsMe: presentNeeds(view.own, language),
    underway: view.own.underway,
    notices: view.notices.map((notice) => presentNoticeSummary(notice, { language, branches })),
    courses: view.own.courses.map((course) => presentCourseSummary(course, language)),
    unreadMessages: view.own.unreadMessages,
  }
}

function presentHours({ places }: HomeView, { language, now, zone }: Now): Home['hours'] {
  const today = dayOf(now, zone)
  return places.branches.map((branch) => {
    const note = exceptionOn(branch.calendar, today)?.note
    return {
      branch: { id: branch._id, name: inLanguage(branch.name, language) },
      isOpen: isOpenAt(branch.calendar, now, zone),
      today: windowsOn(branch.calendar, today).map(({ opens, closes }) => ({ opens, closes })),
      ...(note ? { note: inLanguage(note, language) } : {}),
    }
  })
}

function presentNeeds(own: HomeView['own'], language: Language): Home['needsMe'] {
  const bookings = new Map(own.bookings.map((view) => [view.booking._id, presentBooking(view, language)]))
  const loans = new Map(own.loans.map((view) => [view.loan._id, presentLoan(view, language)]))
  const visits = new Map(own.visits.map((view) => [view.visit._id, presentVisit(view, language)]))
  return own.needs.flatMap((need): Home['needsMe'] => {
    if ('visit' in need) {
      const visit = visits.get(need.visit._id)
      return visit ? [{ kind: need.kind, visit }] : []
    }
    if ('booking' in need) {
      const booking = bookings.get(need.booking._id)
      return booking ? [{ kind: need.kind, booking }] : []
    }
    const loan = loans.get(need.loan._id)
    return loan ? [{ kind: need.kind, loan }] : []
  })
}
