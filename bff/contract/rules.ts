import { z } from 'zod'
import { circulationRules } from './circulation'
import { endpoint } from './endpoint'
import { id, instant, listOf, named, pageQuery, refusal } from './common'
import { bookingExample, changeAuthor, counted, loanExample, readerExample, ruleChange } from './rule-changes'

const rulesInForce = z.object({
  rules: circulationRules,
  version: z.int(),
  /** The branches that the rules may name. */
  branches: z.array(named),
  /** Who changed them last, and can be undone; absent: nothing to undo. */
  lastChange: changeAuthor.optional(),
})

export const getRules = endpoint({
  method: 'GET',
  path: '/desk/rules',
  audience: 'staff',
  summary: 'The circulation rules in force, as they are edited (L1)',
  response: rulesInForce,
})

/** Changed rules hold for new loans, renewals and bookings; dates that are stored stay as they are. */
export const rulesTouch = z.object({
  /** Open loans under another loan rule than before: it holds from their next renewal on. */
  changedLoans: counted(loanExample),
  /** Open loans that can be renewed now, and could not be any more. */
  notRenewable: counted(loanExample),
  /** Open loans due in a vacation window that is new or changed: they keep their date, a renewal would not. */
  dueInVacation: counted(loanExample),
  /** Readers within their limit now who would be above it: they keep what they have and borrow no more. */
  overLoanLimit: counted(readerExample),
  overBookingLimit: counted(readerExample),
  /** The bookings of those readers that are more than the limit. */
  bookingsOverLimit: z.int(),
  /** Readers whom only the candidate would block (L5): for books so many days overdue, for so many 分 owed. */
  blockedByOverdue: counted(readerExample),
  blockedByFees: counted(readerExample),
  /** Bookings that wait for a book which stands on a shelf and could be fetched for them now (B7). */
  servedFromShelf: counted(bookingExample),
  /** Books being fetched for another branch on a way that takes another time (B17): what was promised stays. */
  changedRoutes: counted(bookingExample),
  movesDates: z.literal(false),
})

export const previewRules = endpoint({
  method: 'POST',
  path: '/desk/rules/preview',
  audience: 'staff',
  summary: 'What a whole set of rules would touch, or why it is refused; stores nothing',
  body: z.strictObject({ rules: circulationRules }),
  response: z.object({
    refusals: z.array(refusal),
    changes: z.array(ruleChange),
    /** Absent while it is refused. */
    touches: rulesTouch.optional(),
  }),
  transactional: false,
})

export const applyRules = endpoint({
  method: 'POST',
  path: '/desk/rules/apply',
  audience: 'staff',
  summary: 'Put a whole set of rules in force, unless somebody else has changed them since',
  body: z.strictObject({ rules: circulationRules, version: z.int().min(0) }),
  response: rulesInForce,
  errors: ['rules.stale', 'rules.refused'],
})

export const revertRules = endpoint({
  method: 'POST',
  path: '/desk/rules/revert',
  audience: 'staff',
  summary: 'Undo the last change; undone twice, it is in force again',
  body: z.strictObject({ version: z.int().min(0) }),
  response: rulesInForce,
  errors: ['rules.stale', 'rules.nothing_to_undo'],
})

export const listRuleHistory = endpoint({
  method: 'GET',
  path: '/desk/rules/history',
  audience: 'staff',
  summary: 'Who changed rules and calendars, when and what; the newest first',
  query: z.strictObject(pageQuery),
  response: listOf(
    z.object({
      id,
      kind: z.enum(['circulation', 'calendar']),
      /** Whose calendar. */
      branch: named.optional(),
      version: z.int(),
      action: z.enum(['applied', 'undone']),
      at: instant,
      by: z.object({ account: z.string(), name: z.string() }),
      changes: z.array(ruleChange),
    }),
  ),
})
