import { z } from 'zod'
import { titleReference } from './bookings'
import { id, instant, listOf, pageQuery, personText } from './common'
import { endpoint } from './endpoint'
import { loan } from './loans'

export const feeReasons = ['overdue', 'lost', 'damage'] as const
/** `to_refund`: paid for a book that was lost and has come back since. */
export const feeStatuses = ['open', 'paid', 'waived', 'to_refund', 'refunded'] as const
export type FeeStatus = (typeof feeStatuses)[number]

/** Whole 分, so that sums are exact. */
const amountCents = z.int().max(10_000_000)

export const fee = z.object({
  id,
  amountCents,
  currency: z.literal('CNY'),
  reason: z.enum(feeReasons),
  status: z.enum(feeStatuses),
  title: titleReference.optional(),
  barcode: z.string().optional(),
  loanId: id.optional(),
  note: z.string().optional(),
  recordedAt: instant,
  /** When it was paid, waived or refunded. */
  settledAt: instant.optional(),
})
export type Fee = z.infer<typeof fee>

export const listFees = endpoint({
  method: 'GET',
  path: '/fees',
  audience: 'reader',
  summary: 'What I owe, or have settled; paid elsewhere (L5)',
  query: z.strictObject({ state: z.enum(['open', 'closed']).default('open'), ...pageQuery }),
  response: z.object({ ...listOf(fee).shape, openCents: z.int() }),
})

export const recordFee = endpoint({
  method: 'POST',
  path: '/desk/fees',
  audience: 'staff',
  summary: 'Record what a reader owes, with amount and reason (L5)',
  body: z
    .strictObject({
      readerNumber: personText(64).min(1),
      amountCents: amountCents.min(1),
      reason: z.enum(feeReasons),
      /** The copy that it is about. */
      barcode: personText(64).min(1).optional(),
      /** The loan of this reader that it is about, and with it the copy; what a lost loan costs is told by its report. */
      loanId: id.optional(),
      note: personText(500).min(1).optional(),
    })
    .refine(({ barcode, loanId }) => barcode === undefined || loanId === undefined, {
      message: 'give either loanId or barcode',
      path: ['barcode'],
    })
    .refine(({ reason, loanId }) => loanId === undefined || reason !== 'lost', {
      message: 'report the loan as lost',
      path: ['reason'],
    }),
  status: 201,
  response: fee,
  errors: ['reader.unknown_number', 'copy.unknown_barcode'],
})

export const payFee = endpoint({
  method: 'POST',
  path: '/desk/fees/:id/paid',
  audience: 'staff',
  summary: 'It was paid, at the cash desk or elsewhere: the block is lifted (L5)',
  response: fee,
  errors: ['fee.not_possible_now'],
})

export const waiveFee = endpoint({
  method: 'POST',
  path: '/desk/fees/:id/waived',
  audience: 'staff',
  summary: 'Let it go, with the reason',
  body: z.strictObject({ note: personText(500).min(1) }),
  response: fee,
  errors: ['fee.not_possible_now'],
})

export const refundFee = endpoint({
  method: 'POST',
  path: '/desk/fees/:id/refunded',
  audience: 'staff',
  summary: 'What was paid for a book that has come back was given back',
  response: fee,
  errors: ['fee.not_possible_now'],
})

export const reportLost = endpoint({
  method: 'POST',
  path: '/desk/loans/:id/lost',
  audience: 'staff',
  summary: 'The reader has lost it: the loan ends, the replacement is recorded, who waits in vain is told (L5)',
  body: z.strictObject({
    /** What the replacement costs; 0: nothing is asked for. */
    amountCents: amountCents.min(0),
    note: personText(500).min(1).optional(),
  }),
  response: z.object({ loan, fee: fee.optional() }),
  errors: ['loan.refused'],
})
