import { z } from 'zod'
import { endpoint } from './endpoint'
import { bilingual, day, named, refusal, timeOfDay } from './common'
import { changeAuthor, counted, loanExample, readyBookingExample, ruleChange } from './rule-changes'

const windows = z.array(z.strictObject({ opens: timeOfDay, closes: timeOfDay })).max(6)

/** L4: the hours of a week, and dated exceptions that replace them. */
export const branchCalendar = z.strictObject({
  weekly: z.strictObject({
    mon: windows,
    tue: windows,
    wed: windows,
    thu: windows,
    fri: windows,
    sat: windows,
    sun: windows,
  }),
  exceptions: z
    .array(
      z.strictObject({
        from: day,
        to: day,
        /** None: closed. Some: open in them, also on a weekday that is usually closed. */
        windows,
        note: bilingual(200).optional(),
      }),
    )
    .max(200),
})
export type BranchCalendar = z.infer<typeof branchCalendar>

const calendarInForce = z.object({
  branch: named,
  calendar: branchCalendar,
  version: z.int(),
  /** Who changed it last, and whether that can be undone. */
  lastChange: changeAuthor.optional(),
})

export const getCalendar = endpoint({
  method: 'GET',
  path: '/desk/branches/:id/calendar',
  audience: 'staff',
  summary: 'The opening hours of a branch, as they are edited (L4)',
  response: calendarInForce,
})

export const previewCalendar = endpoint({
  method: 'POST',
  path: '/desk/branches/:id/calendar/preview',
  audience: 'staff',
  summary: 'What a changed calendar would touch, or why it is refused; stores nothing',
  body: z.strictObject({ calendar: branchCalendar }),
  response: z.object({
    refusals: z.array(refusal),
    changes: z.array(ruleChange),
    /** Absent while it is refused. */
    touches: z
      .object({
        /** Open loans that are due on a day that would be closed. */
        loans: counted(loanExample),
        /** Ready bookings whose last day to collect would be closed. */
        readyBookings: counted(readyBookingExample),
        /** Stored dates stay as they are: what is counted here has to be looked after by people. */
        movesDates: z.literal(false),
      })
      .optional(),
  }),
  transactional: false,
})

export const applyCalendar = endpoint({
  method: 'POST',
  path: '/desk/branches/:id/calendar/apply',
  audience: 'staff',
  summary: 'Put a calendar in force, unless somebody else has changed it since',
  body: z.strictObject({ calendar: branchCalendar, version: z.int().min(0) }),
  response: calendarInForce,
  errors: ['calendar.stale', 'calendar.refused'],
})

export const revertCalendar = endpoint({
  method: 'POST',
  path: '/desk/branches/:id/calendar/revert',
  audience: 'staff',
  summary: 'Undo the last change of this calendar',
  body: z.strictObject({ version: z.int().min(0) }),
  response: calendarInForce,
  errors: ['calendar.stale', 'rules.nothing_to_undo'],
})
