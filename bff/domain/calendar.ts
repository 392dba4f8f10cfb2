import { DateTime } from 'luxon'
import { weekdays } from '../contract/common'
import type { closedDayStrategies } from '../contract/circulation'

/** A calendar day in the library's time zone, `2026-03-02`. */
export type Day = string

/** Local time of day, `08:30`; `24:00` is the end of the day. */
export type TimeOfDay = string

export type Weekday = (typeof weekdays)[number]

/** L4: what becomes of a date that falls on a closed day. */
export type ClosedDayStrategy = (typeof closedDayStrategies)[number]

export interface OpeningWindow {
  readonly opens: TimeOfDay
  readonly closes: TimeOfDay
}

/** Opening hours of a branch (L4): weekly windows, and dated exceptions that replace them. */
export interface Calendar {
  readonly weekly: Readonly<Record<Weekday, readonly OpeningWindow[]>>
  readonly exceptions: readonly {
    readonly from: Day
    readonly to: Day
    /** None: closed. Some: open in them, also on a weekday that is usually closed. */
    readonly windows: readonly OpeningWindow[]
    readonly note?: { readonly zh: string; readonly en?: string | undefined } | undefined
  }[]
}

/** How far ahead an open day is looked for before the library counts as closed for good. */
const horizonDays = 400

const dayMs = 24 * 3600 * 1000

export function dayOf(instant: Date, zone: string): Day {
  const local = new Date(instant.getTime() + utcOffsetMinutes(instant, zone) * 60_000)
  return local.toISOString().slice(0, 'yyyy-mm-dd'.length)
}

export function addDays(day: Day, days: number): Day {
  return new Date(midnightUtc(day) + days * dayMs).toISOString().slice(0, 'yyyy-mm-dd'.length)
}

export function daysBetween(from: Day, to: Day): number {
  return (midnightUtc(to) - midnightUtc(from)) / dayMs
}

export function weekdayOf(day: Day): Weekday {
  const weekday = weekdays[(new Date(midnightUtc(day)).getUTCDay() + 6) % 7]
  if (!weekday) throw new RangeError(`not a day: ${day}`)
  return weekday
}

/** The instant of a local time on a day; `24:00` is the midnight that ends it. */
export function instantAt(day: Day, time: TimeOfDay, zone: string): Date {
  if (time === '24:00') return instantAt(addDays(day, 1), '00:00', zone)
  return DateTime.fromISO(`${day}T${time}`, { zone }).toJSDate()
}

/** The last second of a day: what due dates and pickup deadlines end on (L2, B15). */
export function endOfDay(day: Day, zone: string): Date {
  return new Date(instantAt(day, '24:00', zone).getTime() - 1000)
}

/** Zones change their offset on a quarter of an hour, so each quarter's is looked up once. */
const quarterMs = 15 * 60_000
const knownOffsets = new Map<string, number>()

/** Minutes east of UTC at an instant. */
export function utcOffsetMinutes(instant: Date, zone: string): number {
  const quarter = `${zone} ${String(Math.floor(instant.getTime() / quarterMs))}`
  const known = knownOffsets.get(quarter)
  if (known !== undefined) return known
  const { offset } = DateTime.fromJSDate(instant, { zone })
  if (knownOffsets.size > 10_000) knownOffsets.clear()
  knownOffsets.set(quarter, offset)
  return offset
}

/** The hours of a day; a later exception wins over an earlier one. */
export function windowsOn(calendar: Calendar, day: Day): readonly OpeningWindow[] {
  return exceptionOn(calendar, day)?.windows ?? calendar.weekly[weekdayOf(day)]
}

export function exceptionOn(calendar: Calendar, day: Day): Calendar['exceptions'][number] | undefined {
  return calendar.exceptions.findLast((exception) => exception.from <= day && day <= exception.to)
}

export function isOpenOn(calendar: Calendar, day: Day): boolean {
  return windowsOn(calendar, day).length > 0
}

export function isOpenAt(calendar: Calendar, instant: Date, zone: string): boolean {
  const local = DateTime.fromJSDate(instant, { zone })
  const time = local.toFormat('HH:mm')
  return windowsOn(calendar, isoDay(local)).some((window) => window.opens <= time && time < window.closes)
}

/** The first open day on or after `day`; null when none is known within the horizon. */
export function openDayFrom(calendar: Calendar, day: Day): Day | null {
  return firstOpenDay(calendar, day, 1)
}

/** The last open day on or before `day`. */
export function openDayUntil(calendar: Calendar, day: Day): Day | null {
  return firstOpenDay(calendar, day, -1)
}

/** L4. A calendar without any open day leaves the date alone. */
export function applyClosedDayStrategy(calendar: Calendar, day: Day, strategy: ClosedDayStrategy): Day {
  if (strategy === 'keep' || isOpenOn(calendar, day)) return day
  const moved = strategy === 'next_open_day' ? openDayFrom(calendar, day) : openDayUntil(calendar, day)
  return moved ?? day
}

function firstOpenDay(calendar: Calendar, day: Day, step: 1 | -1): Day | null {
  let candidate = day
  for (let tried = 0; tried < horizonDays; tried++) {
    if (isOpenOn(calendar, candidate)) return candidate
    candidate = addDays(candidate, step)
  }
  return null
}

/** Days are counted in UTC, where each has 24 hours; only instants need the library's zone. */
function midnightUtc(day: Day): number {
  return Date.parse(`${day}T00:00Z`)
}

function isoDay(date: DateTime): Day {
  return date.toFormat('yyyy-MM-dd')
}
