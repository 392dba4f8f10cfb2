import { addDays, endOfDay, instantAt } from '../domain/calendar'
import type { Day } from '../domain/calendar'
import type { Moment } from './moment'
import type { LibraryPlan } from './plan'

/** What every part of the seeding is told. */
export interface Seeding {
  readonly plan: LibraryPlan
  readonly now: Date
  /** The time zone of this library: local times of the plan are meant in it. */
  readonly zone: string
}

export function at({ zone }: Seeding, { day, time }: Moment): Date {
  return instantAt(day, time, zone)
}

/** The end of a day: due dates and deadlines (L2, B15). */
export function endOf({ zone }: Seeding, day: Day): Date {
  return endOfDay(day, zone)
}

/** Nine in the morning so many days ago. */
export function morningAgo({ plan, zone }: Seeding, days: number): Date {
  return instantAt(addDays(plan.today, -days), '09:00', zone)
}
