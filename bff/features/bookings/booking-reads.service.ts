import type { BookingStatus } from '../../contract/bookings'
import * as queries from './bookings.queries'

export type BookingReads = ReturnType<typeof createBookingReads>

/** What other features ask about bookings, without being able to change the state of one. */
export function createBookingReads() {
  async function statusOf(id: string): Promise<BookingStatus | null> {
    return (await queries.findBooking(id))?.status ?? null
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
    setClaim: queries.setClaim,
  }
}
