import { addDays, dayOf, endOfDay, openDayFrom, type Calendar } from '../../domain/calendar'

/**
 * Until when a book on the road is expected (B17): the days of this pair of branches later, on an open day of the branch it
 * goes to, by the end of that day.
 */
export function expectedArrival(road: {
  readonly since: Date
  readonly days: number
  /** Of the branch it goes to. */
  readonly calendar: Calendar
  readonly zone: string
}): Date {
  const plain = addDays(dayOf(road.since, road.zone), road.days)
  return endOfDay(openDayFrom(road.calendar, plain) ?? plain, road.zone)
}
