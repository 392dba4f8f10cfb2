import type { BookingStatus } from '../../contract/bookings'
import type { Refusal } from '../../contract/common'
import { isOver } from '../bookings/bookings.rules'

/** So many delegated passes of one reader may be out at a time: more than anybody sends out, few enough for one screen. */
export const delegatedPassLimit = 20

interface Delegating {
  readonly bookings: readonly { readonly _id: string; readonly status: BookingStatus }[]
  /** Delegated passes of this reader that still open. */
  readonly passesOut: number
}

/** P3: every reason why these bookings cannot be delegated; empty when they can. Open ones may still become ready. */
export function refusalsOfDelegating({ bookings, passesOut }: Delegating): Refusal[] {
  const refusals: Refusal[] = bookings
    .filter(({ status }) => isOver(status))
    .map(({ _id, status }) => ({
      code: 'booking.closed',
      details: { bookingId: _id, status },
      remedy: 'see_your_bookings',
    }))
  if (passesOut >= delegatedPassLimit) {
    refusals.push({
      code: 'pass.too_many',
      details: { limit: delegatedPassLimit, open: passesOut },
      remedy: 'withdraw_a_pass',
    })
  }
  return refusals
}

interface UsedPass {
  /** Where and on which bookings it was used. */
  readonly receipt: { readonly pickupPointId: string; readonly bookingIds: readonly string[] }
  readonly pickupPointId: string
  /** What it names and is ready at this place now. */
  readonly readyHere: readonly string[]
}

/** P2, P3: a scan of a used pass is the scan that used it, made again: at the same place, with nothing new. */
export function isSameScan({ receipt, pickupPointId, readyHere }: UsedPass): boolean {
  return receipt.pickupPointId === pickupPointId && readyHere.every((id) => receipt.bookingIds.includes(id))
}
