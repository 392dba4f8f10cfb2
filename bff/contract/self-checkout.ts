import { z } from 'zod'
import { titleReference } from './bookings'
import { id, instant, named, personText } from './common'
import { endpoint } from './endpoint'
import { loan } from './loans'

export const placeCodeKinds = ['rotating', 'printed'] as const

/** What is left to do before the gate: take the magnetic strip's charge away (消磁), then show this. */
export const gateSteps = ['desensitise', 'show_receipt'] as const

export const gateReceipt = z.object({
  loanId: id,
  title: titleReference,
  barcode: z.string(),
  lentAt: instant,
  dueAt: instant,
  room: named,
  steps: z.array(z.enum(gateSteps)),
  /** Staff at the gate can check it. */
  code: z.string(),
})
export type GateReceipt = z.infer<typeof gateReceipt>

export const selfCheckout = endpoint({
  method: 'POST',
  path: '/self-checkout',
  audience: 'reader',
  summary: 'Borrow a copy at the shelf, with the code shown in that reading room (L6); the same scan is the same loan',
  body: z.strictObject({ barcode: personText(64).min(1), placeCode: personText(64).min(1) }),
  response: loan.extend({ gateReceipt: gateReceipt.optional() }),
  errors: ['loan.refused', 'copy.unknown_barcode', 'rate.limited'],
})

export const getGateReceipt = endpoint({
  method: 'GET',
  path: '/loans/:id/gate-receipt',
  audience: 'reader',
  summary: 'What I show at the gate',
  response: gateReceipt,
})

export const listPlaceCodes = endpoint({
  method: 'GET',
  path: '/desk/place-codes',
  audience: 'staff',
  summary: 'The codes to show in the reading rooms now',
  query: z.strictObject({ branch: id.optional() }),
  response: z.object({
    items: z.array(
      z.object({
        room: named,
        branch: named,
        kind: z.enum(placeCodeKinds),
        code: z.string(),
        /** When the next one is shown; a printed one stays. */
        validUntil: instant.optional(),
      }),
    ),
  }),
})

export const checkGateReceipt = endpoint({
  method: 'GET',
  path: '/desk/gate-check',
  audience: 'staff',
  summary: 'Whether the code of a receipt belongs to this book and its open loan',
  query: z.strictObject({ barcode: personText(64).min(1), code: personText(16).min(1) }),
  response: z.object({ isValid: z.boolean(), lentAt: instant.optional() }),
  errors: ['copy.unknown_barcode'],
})
