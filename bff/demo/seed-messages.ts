import type { MessageTemplate } from '../contract/messages'
import type { MessageRecord } from '../features/messages/messages.model'
import { addDays } from '../domain/calendar'
import type { HistoryEntry, PlannedBooking } from './bookings'
import { plusMinutes } from './moment'
import { deadlineOf } from './seed-bookings'
import { at, endOf } from './seed-context'
import type { Seeding } from './seed-context'
import { loanIdOf } from './seed-loans'
import { demoId } from './seed-ids'

/** What readers were told of their bookings (B10). Sent long ago: nothing of it goes through the outbox again. */
export function messageRecords(seeding: Seeding): MessageRecord[] {
  const titles = new Map(seeding.plan.titles.map(({ key, title }) => [key, title]))
  const ofBookings = seeding.plan.bookings.flatMap((booking) =>
    booking.history.flatMap((entry, index) => {
      const template = templateOf(entry)
      if (!template) return []
      const title = titles.get(booking.title) ?? ''
      return [messageRecord(seeding, { booking, entry, index, template, title })]
    }),
  )
  return [...ofBookings, ...recallRecords(seeding, titles)]
}

/** L3: the borrower of a recalled loan has been told, and has not read it yet. */
function recallRecords(seeding: Seeding, titles: ReadonlyMap<string, string>): MessageRecord[] {
  return seeding.plan.loans.flatMap((loan) =>
    loan.recall === undefined
      ? []
      : [
          {
            _id: demoId('message', `recall ${loan.barcode}`),
            readerId: demoId('reader', loan.account),
            template: 'loan_recalled',
            bookingId: null,
            loanId: loanIdOf(loan),
            at: at(seeding, loan.recall.at),
            readAt: null,
            details: {
              title: titles.get(loan.title) ?? '',
              ...(loan.part === undefined ? {} : { part: loan.part }),
              dueAt: endOf(seeding, loan.dueOn).toISOString(),
            },
          },
        ],
  )
}

function templateOf({ action, status }: HistoryEntry): MessageTemplate | undefined {
  if (status === 'unfilled') return 'booking_unfilled'
  if (action === 'capture_here') return 'booking_ready'
  if (action === 'cancel') return 'booking_cancelled'
  if (action === 'miss_deadline') return status === 'expired' ? 'booking_expired' : 'booking_missed'
  return undefined
}

interface News {
  readonly booking: PlannedBooking
  readonly entry: HistoryEntry
  readonly index: number
  readonly template: MessageTemplate
  readonly title: string
}

function messageRecord(seeding: Seeding, news: News): MessageRecord {
  const { booking, entry, template } = news
  return {
    _id: demoId('message', `${booking.id} ${news.index}`),
    readerId: demoId('reader', booking.account),
    template,
    bookingId: demoId('booking', booking.id),
    loanId: null,
    at: at(seeding, entry.at),
    readAt: isNews(seeding, news) ? null : at(seeding, plusMinutes(entry.at, 40)),
    details: { ...placeOf(seeding, news), ...keptUntil(seeding, news) },
  }
}

/** The last word on a booking, of the last days, has not been read yet. */
function isNews({ plan }: Seeding, { booking, entry, index }: News): boolean {
  const freshDays = 3
  return index === booking.history.length - 1 && entry.at.day >= addDays(plan.today, -freshDays)
}

function placeOf({ plan }: Seeding, { booking, title }: News): Record<string, string> {
  const name = plan.pickupPoints.find(({ id }) => id === booking.pickupPointId)?.name
  if (!name) throw new Error(`a booking for an unknown pickup point: ${booking.pickupPointId}`)
  return {
    title,
    ...(booking.part === undefined ? {} : { part: booking.part }),
    pickupPoint: name.zh,
    pickupPoint_en: name.en ?? name.zh,
  }
}

/** The deadline that the message promises, or whose end it tells of (B15). */
function keptUntil(seeding: Seeding, { booking, index, template }: News): { pickupDeadline?: string } {
  if (template === 'booking_cancelled' || template === 'booking_unfilled') return {}
  const arrival = booking.history.slice(0, index + 1).findLast(({ action }) => action === 'capture_here')
  if (!arrival) throw new Error(`never arrived: ${booking.id}`)
  return { pickupDeadline: deadlineOf(seeding, booking, at(seeding, arrival.at)).toISOString() }
}
