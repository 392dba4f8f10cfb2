import type { Refusal } from '../contract/common'
import type { RefusalCode } from '../contract/errors'
import type { Permission } from '../contract/session'

/**
 * Rule C1, the one table: which permission lets a librarian pass over which refusal. What is not named stands whoever
 * asks: it says what is so, not what is allowed.
 */
const neededFor: Partial<Readonly<Record<RefusalCode, Permission>>> = {
  'loan.limit_reached': 'override.limit',
  'booking.limit_reached': 'override.limit',
  'reader.blocked': 'override.blocks',
  'reader.card_expired': 'override.blocks',
  'reader.overdue': 'override.blocks',
  'reader.owes_fees': 'override.blocks',
  'copy.waited_for': 'override.waited_for',
  'copy.reference_only': 'override.reference_only',
  'visit.required': 'override.visit_required',
}

/** A librarian who acts for a reader, and the refusals that are to be passed over. */
export interface StaffWish {
  readonly account: string
  readonly permissions: readonly Permission[]
  readonly override: readonly RefusalCode[]
}

/** What was passed over, for the record. */
export interface OverrideRecord {
  readonly at: Date
  /** The account of the librarian. */
  readonly by: string
  readonly codes: readonly RefusalCode[]
}

interface Weighed {
  /** What still says no; each tells whether this librarian could pass over it. */
  readonly standing: readonly Refusal[]
  readonly overridden: readonly RefusalCode[]
}

/** Takes away what this librarian wants to pass over and may; everything stands for a reader. */
export function weigh(refusals: readonly Refusal[], staff: StaffWish | null): Weighed {
  if (!staff) return { standing: refusals, overridden: [] }
  const isOverridden = ({ code }: Refusal) => staff.override.includes(code) && mayOverride(staff, code)
  return {
    standing: refusals
      .filter((refusal) => !isOverridden(refusal))
      .map((refusal) => (mayOverride(staff, refusal.code) ? { ...refusal, overridable: true } : refusal)),
    overridden: refusals.filter(isOverridden).map(({ code }) => code),
  }
}

function mayOverride({ permissions }: StaffWish, code: RefusalCode): boolean {
  const needed = neededFor[code]
  return needed !== undefined && permissions.includes(needed)
}

export function overrideRecord(
  staff: StaffWish | null,
  { overridden }: Pick<Weighed, 'overridden'>,
  at: Date,
): OverrideRecord | null {
  return staff && overridden.length > 0 ? { at, by: staff.account, codes: overridden } : null
}
