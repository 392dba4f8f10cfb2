import { addDays, dayOf, instantAt, isOpenOn, windowsOn, type Calendar, type Day } from '../../domain/calendar'
import type { VisitSettings } from '../places/places.model'

export interface SlotTime {
  readonly startsAt: Date
  readonly endsAt: Date
}

export interface Grid {
  readonly calendar: Calendar
  readonly settings: Pick<VisitSettings, 'intervalMinutes' | 'leadMinutes' | 'daysAhead'>
  readonly zone: string
}

/** V1: a day cut into slots, window by window; what does not end within its window is no slot. */
export function gridOn({ calendar, settings, zone }: Grid, day: Day): SlotTime[] {
  const stepMs = settings.intervalMinutes * 60_000
  return windowsOn(calendar, day).flatMap(({ opens, closes }) => {
    const from = instantAt(day, opens, zone).getTime()
    const count = Math.floor((instantAt(day, closes, zone).getTime() - from) / stepMs)
    return Array.from({ length: Math.max(0, count) }, (_, index) => ({
      startsAt: new Date(from + index * stepMs),
      endsAt: new Date(from + (index + 1) * stepMs),
    }))
  })
}

/** The slots of a day that can still be taken, as far as time goes. */
export function slotsToChoose(grid: Grid, day: Day, now: Date): SlotTime[] {
  if (!isWithinReach(grid, day, now)) return []
  return gridOn(grid, day).filter(({ startsAt }) => !isTooSoon(grid, startsAt, now))
}

type SlotRefusal = 'pickup_point.closed' | 'slot.not_on_grid' | 'slot.too_soon'

/** The slot that starts then, or every reason why there is none. */
export function slotAt(
  grid: Grid,
  startsAt: Date,
  now: Date,
): { readonly slot: SlotTime } | { refused: SlotRefusal[] } {
  const day = dayOf(startsAt, grid.zone)
  const refused: SlotRefusal[] = []
  const slot = gridOn(grid, day).find((candidate) => candidate.startsAt.getTime() === startsAt.getTime())
  if (!isOpenOn(grid.calendar, day)) refused.push('pickup_point.closed')
  if (!slot || day > lastDay(grid, now)) refused.push('slot.not_on_grid')
  if (isTooSoon(grid, startsAt, now)) refused.push('slot.too_soon')
  return slot && refused.length === 0 ? { slot } : { refused }
}

function isTooSoon({ settings }: Grid, startsAt: Date, now: Date): boolean {
  return startsAt.getTime() < now.getTime() + settings.leadMinutes * 60_000
}

function isWithinReach(grid: Grid, day: Day, now: Date): boolean {
  return dayOf(now, grid.zone) <= day && day <= lastDay(grid, now)
}

function lastDay({ settings, zone }: Grid, now: Date): Day {
  return addDays(dayOf(now, zone), settings.daysAhead)
}
