import * as queries from './booking-figures.queries'

export type BookingFigures = ReturnType<typeof createBookingFigures>

/** Open bookings counted in heaps, for previews of what a change would touch. */
export function createBookingFigures() {
  return {
    heapByReader: queries.heapByReader,
    heapByRoute: queries.heapByRoute,
    listIdleUnits: queries.listIdleUnits,
    heapByDeadlineDay: queries.heapByDeadlineDay,
    listById: queries.listBookingsById,
  }
}
