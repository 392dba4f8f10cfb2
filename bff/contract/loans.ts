import { z } from 'zod'
import { endpoint } from './endpoint'
import { id, instant, listOf, named, overridden, pageQuery, refusal } from './common'
import { titleReference } from './bookings'

export const loanStatuses = ['open', 'returned', 'lost'] as const

export const loan = z.object({
  id,
  title: titleReference,
  part: z.string().optional(),
  copy: z.object({ barcode: z.string(), branch: named }),
  status: z.enum(loanStatuses),
  lentAt: instant,
  /** The end of that day in the library's time zone (L2). */
  dueAt: instant,
  /** Also of a lost one that came back after all. */
  returnedAt: instant.optional(),
  lostAt: instant.optional(),
  renewals: z.int(),
  /** Somebody waits for it, and `dueAt` was brought forward (L3); it is not renewed any more. */
  recalledAt: instant.optional(),
  dueBeforeRecall: instant.optional(),
  isOverdue: z.boolean(),
  /** To staff only: rules that were passed over when it was lent (C1). */
  override: overridden.optional(),
  allowedActions: z.array(z.enum(['renew', 'show_gate_receipt'])),
})
export type Loan = z.infer<typeof loan>

export const listLoans = endpoint({
  method: 'GET',
  path: '/loans',
  audience: 'reader',
  summary: 'My loans, the one due first on top',
  query: z.strictObject({ state: z.enum(['open', 'closed']).default('open'), ...pageQuery }),
  response: listOf(loan),
})

export const renewLoan = endpoint({
  method: 'POST',
  path: '/loans/:id/renew',
  audience: 'reader',
  summary: 'Renew one loan',
  response: loan,
  errors: ['loan.refused'],
})

export const renewAllLoans = endpoint({
  method: 'POST',
  path: '/loans/renew-all',
  audience: 'reader',
  summary: 'Renew what can be renewed, with a result per book',
  response: z.object({
    items: z.array(z.object({ loan, result: z.enum(['renewed', 'refused']), refusals: z.array(refusal).optional() })),
  }),
})
