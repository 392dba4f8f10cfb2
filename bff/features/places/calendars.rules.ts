import type { BranchCalendar } from '../../contract/calendars'
import { weekdays, type Refusal } from '../../contract/common'
import type { RefusalCode } from '../../contract/errors'
import type { OpeningWindow } from '../../domain/calendar'

/** Every place where a calendar contradicts itself (L4), each with its path. */
export function calendarProblemsOf({ weekly, exceptions }: BranchCalendar): Refusal[] {
  return [
    ...weekdays.flatMap((weekday) => windowProblems(weekly[weekday], `weekly.${weekday}`)),
    ...exceptions.flatMap((exception, n) => [
      ...exceptionProblems(exceptions, n),
      ...windowProblems(exception.windows, `exceptions.${n}.windows`),
    ]),
  ]
}

function problem(code: RefusalCode, path: string): Refusal {
  return { code, details: { path } }
}

/** Two exceptions for one day: nobody could tell which one holds. */
function exceptionProblems(exceptions: BranchCalendar['exceptions'], n: number): Refusal[] {
  const exception = exceptions[n]
  if (!exception) return []
  const { from, to } = exception
  if (to < from) return [problem('calendar.ends_before_it_starts', `exceptions.${n}.to`)]
  const overlaps = exceptions.slice(0, n).some((other) => other.from <= to && from <= other.to)
  return overlaps ? [problem('calendar.overlap', `exceptions.${n}`)] : []
}

/** Each closes after it opens, and none begins before the one before it is over. */
function windowProblems(windows: readonly OpeningWindow[], path: string): Refusal[] {
  return windows.flatMap(({ opens, closes }, n) => {
    if (closes <= opens) return [problem('calendar.closes_before_it_opens', `${path}.${n}`)]
    const before = windows[n - 1]
    return before && opens < before.closes ? [problem('calendar.windows_out_of_order', `${path}.${n}`)] : []
  })
}
