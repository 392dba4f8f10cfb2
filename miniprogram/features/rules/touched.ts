import type { Texts } from '../../i18n/text'
import { money } from '../../lib/money'
import { deadline } from '../../lib/time'
import type { Touched } from './preview-sheet'
import type { CalendarPreview, RulesPreview } from './rules.hooks'

type RulesTouch = NonNullable<RulesPreview['touches']>
type Loans = RulesTouch['changedLoans']
type Readers = RulesTouch['overLoanLimit']
type Bookings = RulesTouch['servedFromShelf']

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
    ofReaders('blockedByOverdue', touches.blockedByOverdue, t),
    ofReaders('blockedByFees', touches.blockedByFees, t),
    ofBookings('servedFromShelf', touches.servedFromShelf, t),
    ofBookings('changedRoutes', touches.changedRoutes, t),
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

type ReaderCount = 'overLoanLimit' | 'overBookingLimit' | 'blockedByOverdue' | 'blockedByFees'

function ofReaders(id: ReaderCount, of: Readers, t: Texts): Touched {
  return {
    id,
    title: t.rules.touched[id],
    count: of.count,
    examples: of.examples.map(({ number, category, open, limit }) => ({
      id: number,
      title: number,
      text: `${t.account.categories[category]} · ${standing[id](open, limit, t)}`,
    })),
  }
}

/** What a reader has and would be allowed, in the words of the limit. */
const standing: Record<ReaderCount, (open: number, limit: number, t: Texts) => string> = {
  overLoanLimit: (open, limit, t) => t.rules.readerLine(open, limit),
  overBookingLimit: (open, limit, t) => t.rules.readerLine(open, limit),
  blockedByOverdue: (open, limit, t) => t.rules.overdueLine(open, limit),
  blockedByFees: (open, limit, t) => t.rules.owesLine(money(open), money(limit)),
}

function ofBookings(id: 'servedFromShelf' | 'changedRoutes', of: Bookings, t: Texts): Touched {
  return {
    id,
    title: t.rules.touched[id],
    count: of.count,
    examples: of.examples.map(({ bookingId, title, pickupPoint }) => ({
      id: bookingId,
      title: title.title,
      text: pickupPoint.name,
    })),
  }
}
