import { z } from 'zod'
import { endpoint } from './endpoint'
import { instant } from './common'

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
