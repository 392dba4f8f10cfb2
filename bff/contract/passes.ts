import { z } from 'zod'
import { booking } from './bookings'
import { done, id, instant } from './common'
import { endpoint } from './endpoint'

export const getPickupPass = endpoint({
  method: 'GET',
  path: '/pickup-pass',
  audience: 'reader',
  summary: 'The pass that is shown at the desk; the same one until half of its life is over (P1)',
  response: z.object({
    /** Signed; drawn as a QR code. */
    pass: z.string(),
    /** Eight digits that stand in for it. */
    digits: z.string(),
    expiresAt: instant,
    /** From here on a new one is answered: the app fetches it while there is a network. */
    renewAt: instant,
  }),
})

/** What somebody else shows at the desk for the reader (P3). */
const delegatedPass = z.object({
  id,
  /** Signed; drawn as a QR code. */
  pass: z.string(),
  /** Eight digits that stand in for it, unlike those of any other live pass. */
  digits: z.string(),
  expiresAt: instant,
  /** What it opens; a booking that has ended since is not handed over. */
  bookings: z.array(
    booking.pick({ id: true, title: true, part: true, status: true, pickupPoint: true, pickupDeadline: true }),
  ),
})
export type DelegatedPass = z.infer<typeof delegatedPass>

export const delegatePickup = endpoint({
  method: 'POST',
  path: '/pickup-passes',
  audience: 'reader',
  summary: 'A pass for somebody who collects these bookings for me: works once, for a day (P3)',
  body: z.strictObject({ bookingIds: z.array(id).min(1).max(50) }),
  response: delegatedPass,
  status: 201,
  errors: ['pass.refused'],
})

export const listDelegatedPasses = endpoint({
  method: 'GET',
  path: '/pickup-passes',
  audience: 'reader',
  summary: 'The delegated passes that still open something, the newest first; the library limits how many (P3)',
  response: z.object({ items: z.array(delegatedPass) }),
})

export const withdrawDelegatedPass = endpoint({
  method: 'DELETE',
  path: '/pickup-passes/:id',
  audience: 'reader',
  summary: 'Withdraw a delegated pass; a second time answers the same, one that has been used cannot be',
  response: done,
  errors: ['pass.not_possible_now'],
})
