import type { RefusalCode } from '../../contract/errors'
import type { BookingKind } from '../../contract/bookings'
import { AppError, refused } from '../../domain/app-error'
import { weigh, type StaffWish } from '../../domain/override'
import type { Day } from '../../domain/calendar'
import { kindOf, refusalsOf, type PlacementSituation } from './bookings.rules'

/** What a reader asks for. */
export interface Placement {
  readonly readerId: string
  readonly titleId: string
  readonly part?: string | undefined
  readonly copyId?: string | undefined
  readonly pickupPointId: string
  readonly neededBy?: Day | undefined
  readonly expectedKind?: BookingKind | undefined
  /** The librarian who books for the reader. */
  readonly staff?: StaffWish | undefined
}

interface Known {
  readonly titleId: string
  readonly part: string | null
}

/** The unit that is meant (B1): a multi-part title is booked part by part. @throws `request.invalid` */
export function unitWanted(
  parts: readonly string[],
  wish: { readonly titleId: string; readonly part?: string | undefined },
): Known {
  const part = wish.part ?? null
  if (part === null ? parts.length > 0 : !parts.includes(part)) {
    throw invalid('part', 'choose one of the parts of this title')
  }
  return { titleId: wish.titleId, part }
}

interface Decision {
  readonly kind: BookingKind
  readonly overridden: readonly RefusalCode[]
}

/**
 * What kind of booking this becomes.
 * @throws `booking.refused` with every reason; `booking.kind_changed` when the last copy has just gone
 */
export function decide(
  situation: PlacementSituation,
  { expectedKind, staff }: Pick<Placement, 'expectedKind' | 'staff'>,
): Decision {
  const { standing, overridden } = weigh(refusalsOf(situation), staff ? forBookings(staff) : null)
  if (standing.length > 0) throw refused('booking.refused', standing)
  const kind = kindOf(situation.copies)
  if (expectedKind !== undefined && expectedKind !== kind) throw new AppError('booking.kind_changed', { kind })
  return { kind, overridden }
}

/** Nobody can promise by a booking what no copy may ever serve. */
function forBookings(staff: StaffWish): StaffWish {
  return { ...staff, permissions: staff.permissions.filter((permission) => permission !== 'override.reference_only') }
}

export function invalid(path: string, message: string): AppError {
  return new AppError('request.invalid', { problems: [{ path, message }] })
}
