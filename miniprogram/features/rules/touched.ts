import type { Texts } from '../../i18n/text'
import { deadline } from '../../lib/time'
import type { Touched } from './preview-sheet'
import type { CalendarPreview, RulesPreview } from './rules.hooks'

type RulesTouch = NonNullable<RulesPreview['touches']>
type Loans = RulesTouch['changedLoans']
type Readers = RulesTouch['overLoanLimit']

/** The counts of a preview of rules in words. */
export function touchedByRules({ touches }: RulesPreview, now: number, t: Texts): Touched[] {
  if (touches === undefined) return []
  const words = t.rules.touched
  return [
    ofLoans('changedLoans', touches.changedLoans, { now, t }),
    ofLoans('notRenewable', touches.notRenewable, { now, t }),
    ofLoans('dueInVacation', touches.dueInVacation, { now, t }),
    ofReaders('overLoanLimit', touches.overLoanLimit, t),
    ofReaders('overBookingLimit', touches.overBookingLimit, t),
    { id: 'bookingsOverLimit', title: words.bookingsOverLimit, count: touches.bookingsOverLimit, examples: [] },
  ]
}

export function touchedByCalendar({ touches }: CalendarPreview, now: number, t: Texts): Touched[] {
  if (touches === undefined) return []
  const { loans, readyBookings } = touches
  return [
    ofLoans('loans', loans, { now, t }),
    {
      id: 'readyBookings',
      title: t.rules.touched.readyBookings,
      count: readyBookings.count,
      examples: readyBookings.examples.map(({ bookingId, title, pickupPoint, pickupDeadline }) => ({
        id: bookingId,
        title: title.title,
        text: `${pickupPoint.name} · ${t.rules.collectBy(deadline(pickupDeadline, now, t.time))}`,
      })),
    },
  ]
}

type LoanCount = 'changedLoans' | 'notRenewable' | 'dueInVacation' | 'loans'

function ofLoans(id: LoanCount, of: Loans, { now, t }: { readonly now: number; readonly t: Texts }): Touched {
  return {
    id,
    title: t.rules.touched[id],
    count: of.count,
    examples: of.examples.map(({ loanId, title, barcode, dueAt }) => ({
      id: loanId,
      title: title.title,
      text: `${barcode} · ${t.rules.dueBy(deadline(dueAt, now, t.time))}`,
    })),
  }
}

function ofReaders(id: 'overLoanLimit' | 'overBookingLimit', of: Readers, t: Texts): Touched {
  return {
    id,
    title: t.rules.touched[id],
    count: of.count,
    examples: of.examples.map(({ number, category, open, limit }) => ({
      id: number,
      title: number,
      text: `${t.account.categories[category]} · ${t.rules.readerLine(open, limit)}`,
    })),
  }
}
