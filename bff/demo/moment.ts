import { addDays, dayOf, instantAt } from '../domain/calendar'
import type { Day, TimeOfDay } from '../domain/calendar'
import type { Random } from './random'

export const timeZone = 'Asia/Shanghai'

/** A local day and time of the library; the writer turns it into an instant. */
export interface Moment {
  readonly day: Day
  readonly time: TimeOfDay
}

export function instantOf({ day, time }: Moment): Date {
  return instantAt(day, time, timeZone)
}

/** Local day and minute of an instant. */
export function momentOf(instant: Date): Moment {
  const day = dayOf(instant, timeZone)
  const minuteMs = 60_000
  return { day, time: clock((instant.getTime() - instantAt(day, '00:00', timeZone).getTime()) / minuteMs) }
}

/** Some minute between two full hours. */
export function someTime(random: Random, fromHour: number, toHour: number): TimeOfDay {
  return clock(random.between(fromHour, toHour - 1) * 60 + random.between(0, 59))
}

export function plusMinutes({ day, time }: Moment, minutes: number): Moment {
  const total = Number(time.slice(0, 2)) * 60 + Number(time.slice(3)) + minutes
  const dayMinutes = 24 * 60
  return { day: addDays(day, Math.floor(total / dayMinutes)), time: clock(total % dayMinutes) }
}

function clock(minutes: number): TimeOfDay {
  const two = (n: number) => String(n).padStart(2, '0')
  return `${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`
}
