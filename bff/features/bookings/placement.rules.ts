import type { BookingKind } from '../../contract/bookings'
import { AppError, refused } from '../../domain/app-error'
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

/**
 * What kind of booking this becomes.
 * @throws `booking.refused` with every reason; `booking.kind_changed` when the last copy has just gone
 */
export function decideKind(situation: PlacementSituation, wish: Pick<Placement, 'expectedKind'>): BookingKind {
  const refusals = refusalsOf(situation)
  if (refusals.length > 0) throw refused('booking.refused', refusals)
  const kind = kindOf(situation.copies)
  if (wish.expectedKind !== undefined && wish.expectedKind !== kind)
    throw new AppError('booking.kind_changed', { kind })
  return kind
}

export function invalid(path: string, message: string): AppError {
  return new AppError('request.invalid', { problems: [{ path, message }] })
}
