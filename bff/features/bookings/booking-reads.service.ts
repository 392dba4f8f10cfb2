import type { BookingStatus } from '../../contract/bookings'
import { AppError } from '../../domain/app-error'
import * as queries from './bookings.queries'

export type BookingReads = ReturnType<typeof createBookingReads>

/** What other features ask about bookings, without being able to change the state of one. */
export function createBookingReads() {
  async function statusOf(id: string): Promise<BookingStatus | null> {
    return (await queries.findBooking(id))?.status ?? null
  }

  /** @throws `booking.not_possible_now` when one of the books is no longer ready, or in another visit */
  async function joinVisit(visits: readonly queries.VisitBooks[]): Promise<void> {
    const wanted = visits.reduce((sum, { bookingIds }) => sum + bookingIds.length, 0)
    if ((await queries.joinVisits(visits)) !== wanted) throw new AppError('booking.not_possible_now')
  }

  return {
    statusOf,
    find: queries.findBooking,
    findCapturedByCopy: queries.findCapturedByCopy,
    listOpenOfReader: queries.listOpenOfReader,
    listReadyOfReader: queries.listReadyOfReader,
    listShelf: queries.listShelf,
    listPaging: queries.listPaging,
    countPaging: queries.countPaging,
    countWaiting: queries.countWaiting,
    countQueues: queries.countQueues,
    countOpenOfTitle: queries.countOpenOfTitle,
    setClaim: queries.setClaim,
    listById: queries.listById,
    joinVisit,
    leaveVisit: queries.leaveVisit,
    history: queries.history,
    listOfReader: queries.listOfReader,
  }
}
