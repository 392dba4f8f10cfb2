import type { z } from 'zod'
import type { BranchCalendar, getCalendar, previewCalendar } from '../../contract/calendars'
import type { Calendar } from '../../domain/calendar'
import type { Language } from '../../domain/language'
import {
  presentAuthor,
  presentBookingExample,
  presentLoanExample,
  presentRuleChange,
  type RulesView,
} from '../rules/rules.presenter'
import type { CalendarPreview, EditedCalendar, ReadyBookingView } from './calendars.service'
import { presentBranch } from './places.presenter'

export function presentCalendar(edited: EditedCalendar, language: Language): z.infer<typeof getCalendar.response> {
  return {
    branch: presentBranch(edited.branch, language),
    calendar: asEdited(edited.branch.calendar),
    version: edited.version,
    ...(edited.lastChange ? { lastChange: presentAuthor(edited.lastChange) } : {}),
  }
}

/** The exceptions in their order of time: an editor shows them as a list. */
function asEdited({ weekly, exceptions }: Calendar): BranchCalendar {
  const { mon, tue, wed, thu, fri, sat, sun } = weekly
  return {
    weekly: {
      mon: [...mon],
      tue: [...tue],
      wed: [...wed],
      thu: [...thu],
      fri: [...fri],
      sat: [...sat],
      sun: [...sun],
    },
    exceptions: [...exceptions]
      .sort((a, b) => (a.from < b.from ? -1 : 1))
      .map(({ from, to, windows, note }) => ({ from, to, windows: [...windows], ...(note ? { note } : {}) })),
  }
}

export function presentCalendarPreview(
  { refusals, changes, touches }: CalendarPreview,
  view: RulesView,
): z.infer<typeof previewCalendar.response> {
  const base = { refusals: [...refusals], changes: changes.map((change) => presentRuleChange(change, view)) }
  if (!touches) return base
  const { loans, readyBookings } = touches
  return {
    ...base,
    touches: {
      loans: { count: loans.count, examples: loans.examples.map((loan) => presentLoanExample(loan, view)) },
      readyBookings: {
        count: readyBookings.count,
        examples: readyBookings.examples.map((booking) => presentReadyBooking(booking, view.language)),
      },
      movesDates: false,
    },
  }
}

function presentReadyBooking(booking: ReadyBookingView, language: Language) {
  return { ...presentBookingExample(booking, language), pickupDeadline: booking.pickupDeadline.toISOString() }
}
