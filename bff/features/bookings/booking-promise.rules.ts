import {
  addDays,
  dayOf,
  instantAt,
  openDayFrom,
  windowsOn,
  type Calendar,
  type Day,
  type TimeOfDay,
} from '../../domain/calendar'

interface PromiseSituation {
  readonly now: Date
  readonly zone: string
  /** The branch that owns the copy. */
  readonly owner: { readonly calendar: Calendar; readonly pagingWaves: readonly TimeOfDay[] }
  /** The branch of the pickup point. */
  readonly pickupCalendar: Calendar
  readonly transitDays: number
  readonly pagingRoundMinutes: number
}

const minuteMs = 60_000

/**
 * Rule B17 for a page: the next paging round of the owning branch, the time it takes, the days on the road, and then the
 * opening hours of the pickup point. Null when either place has no open day ahead.
 */
export function readyByOf(situation: PromiseSituation): Date | null {
  const wave = nextWave(situation)
  if (!wave) return null
  const fetched = new Date(wave.getTime() + situation.pagingRoundMinutes * minuteMs)
  const { zone, pickupCalendar, transitDays } = situation
  if (transitDays === 0) return withinHours(pickupCalendar, fetched, zone)
  const arrivalDay = openDayFrom(pickupCalendar, addDays(dayOf(fetched, zone), transitDays))
  if (!arrivalDay) return null
  const opening = openingOf(pickupCalendar, arrivalDay, zone)
  return opening && new Date(opening.getTime() + situation.pagingRoundMinutes * minuteMs)
}

/** The next cut-off that has not passed, on a day on which the owning branch is open at that time. */
function nextWave({ now, zone, owner }: PromiseSituation): Date | null {
  let day: Day | null = openDayFrom(owner.calendar, dayOf(now, zone))
  for (let tried = 0; day !== null && tried < 14; tried++) {
    const windows = windowsOn(owner.calendar, day)
    for (const time of [...owner.pagingWaves].sort()) {
      const cutOff = instantAt(day, time, zone)
      if (cutOff > now && windows.some((window) => window.opens <= time && time < window.closes)) return cutOff
    }
    day = openDayFrom(owner.calendar, addDays(day, 1))
  }
  return null
}

/** The instant itself when the place is open then, else its next opening. */
function withinHours(calendar: Calendar, instant: Date, zone: string): Date | null {
  const today = dayOf(instant, zone)
  for (const window of windowsOn(calendar, today)) {
    if (instant <= instantAt(today, window.opens, zone)) return instantAt(today, window.opens, zone)
    if (instant < instantAt(today, window.closes, zone)) return instant
  }
  const next = openDayFrom(calendar, addDays(today, 1))
  return next === null ? null : openingOf(calendar, next, zone)
}

function openingOf(calendar: Calendar, day: Day, zone: string): Date | null {
  const [first] = windowsOn(calendar, day)
  return first ? instantAt(day, first.opens, zone) : null
}

interface WaitSituation {
  readonly position: number
  /** Mean days of the title's past loans; null when there are none. */
  readonly meanLoanDays: number | null
  readonly copies: number
  readonly minimumWaitDays: number
}

/** Rule B17 for a hold, in days; null when there is no data. */
export function expectedWaitDays(situation: WaitSituation): number | null {
  if (situation.meanLoanDays === null || situation.copies === 0) return null
  const days = (situation.position * situation.meanLoanDays) / situation.copies
  return Math.max(situation.minimumWaitDays, Math.ceil(days))
}

/** The middle one; of an even number the lower of the two, so that it is a wait that somebody had. */
export function medianOf(values: readonly number[]): number | null {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.floor((sorted.length - 1) / 2)] ?? null
}
