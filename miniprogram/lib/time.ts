// Every time in the app is the library's, not the phone's. WeChat may lack Intl, so the zone is a fixed offset (China
// has had no summer time since 1991); the home screen brings the real one.
let utcOffsetMinutes = 480

/** Told by `GET /home`. */
export function setLibraryOffset(minutes: number): void {
  utcOffsetMinutes = minutes
}

export interface LocalTime {
  readonly year: number
  readonly month: number
  readonly day: number
  /** 0 is Sunday. */
  readonly weekday: number
  readonly hour: number
  readonly minute: number
  /** Days since 1970-01-01 in the library's zone: two instants on one day have the same. */
  readonly dayNumber: number
}

const dayMs = 86_400_000

export function localTime(instant: string | number): LocalTime {
  const shifted = new Date((typeof instant === 'number' ? instant : Date.parse(instant)) + utcOffsetMinutes * 60_000)
  return {
    year: shifted.getUTCFullYear(),
    month: shifted.getUTCMonth() + 1,
    day: shifted.getUTCDate(),
    weekday: shifted.getUTCDay(),
    hour: shifted.getUTCHours(),
    minute: shifted.getUTCMinutes(),
    dayNumber: Math.floor(shifted.getTime() / dayMs),
  }
}

/** A calendar day, `2026-03-02`, as the instant of its beginning in the library's zone. */
export function startOfDay(day: string): number {
  return Date.parse(`${day}T00:00:00Z`) - utcOffsetMinutes * 60_000
}

/** `2026-03-02` of an instant; `plusDays` later. */
export function dayOf(instant: string | number, plusDays = 0): string {
  const { dayNumber } = localTime(instant)
  return new Date((dayNumber + plusDays) * dayMs).toISOString().slice(0, 10)
}

/** The words that relative dates need, in the language of the reader. */
export interface TimeWords {
  readonly today: string
  readonly tomorrow: string
  /** `null` where the language has no word for it: the weekday is said. */
  readonly dayAfterTomorrow: string | null
  readonly yesterday: string
  readonly weekdays: readonly string[]
  readonly date: (month: number, day: number) => string
  readonly dateWithYear: (year: number, month: number, day: number) => string
  readonly onWeekday: (weekday: string) => string
  readonly by: (when: string) => string
  readonly byEndOf: (day: string) => string
  readonly at: (day: string, time: string) => string
  readonly justNow: string
  readonly minutesAgo: (minutes: number) => string
}

const pad = (n: number) => String(n).padStart(2, '0')

const timeOfDay = ({ hour, minute }: LocalTime) => `${pad(hour)}:${pad(minute)}`

/** The time of day alone, `09:30`. */
export function clockTime(instant: string): string {
  return timeOfDay(localTime(instant))
}

/** "明天", "周五", "12月3日": as near as it is. */
export function relativeDay(instant: string | number, now: number, words: TimeWords): string {
  const then = localTime(instant)
  const today = localTime(now)
  const days = then.dayNumber - today.dayNumber
  if (days === 0) return words.today
  if (days === 1) return words.tomorrow
  if (days === 2 && words.dayAfterTomorrow !== null) return words.dayAfterTomorrow
  if (days === -1) return words.yesterday
  if (days >= 2 && days < 7) return words.onWeekday(words.weekdays[then.weekday] ?? '')
  if (then.year === today.year || Math.abs(days) < 90) return words.date(then.month, then.day)
  return words.dateWithYear(then.year, then.month, then.day)
}

/**
 * A deadline, "明天 18:00 前"; the end of a day (how B15 and L2 store it) is said as the day itself, "明天之内".
 * An instant at midnight belongs to the day before.
 */
export function deadline(instant: string, now: number, words: TimeWords): string {
  const local = localTime(instant)
  const isMidnight = local.hour === 0 && local.minute === 0
  const isEndOfDay = isMidnight || (local.hour === 23 && local.minute === 59)
  if (isEndOfDay) return words.byEndOf(relativeDay(isMidnight ? Date.parse(instant) - 1 : instant, now, words))
  return words.by(words.at(relativeDay(instant, now, words), timeOfDay(local)))
}

/** A moment that was, or a plan: "昨天 09:12"; under an hour ago in minutes. */
export function moment(instant: string, now: number, words: TimeWords): string {
  const agoMinutes = Math.floor((now - Date.parse(instant)) / 60_000)
  if (agoMinutes === 0) return words.justNow
  if (agoMinutes > 0 && agoMinutes < 60) return words.minutesAgo(agoMinutes)
  return words.at(relativeDay(instant, now, words), timeOfDay(localTime(instant)))
}

/** Whole days from today until the day of the instant; negative once it is past. */
export function daysUntil(instant: string, now: number): number {
  return localTime(instant).dayNumber - localTime(now).dayNumber
}
