import { z } from 'zod'
import { endpoint } from './endpoint'
import { id, instant, pageQuery } from './common'

/** One per thing a reader is told. The app words them in its language. */
export const messageTemplates = [
  'booking_ready',
  'booking_cancelled',
  'booking_expired',
  'booking_missed',
  'booking_put_back',
  'booking_unfilled',
  'visit_reminder',
  'visit_missed',
  'loan_recalled',
  'loan_recall_lifted',
  'pass_used',
  'purchase_accepted',
  'purchase_declined',
] as const
export type MessageTemplate = (typeof messageTemplates)[number]

export const message = z.object({
  id,
  template: z.enum(messageTemplates),
  /** Stored values only, such as `title`, `pickupPoint`, `pickupDeadline`, `dueAt`: the same as in the list and at the desk. */
  details: z.record(z.string(), z.string()),
  bookingId: z.string().optional(),
  visitId: z.string().optional(),
  loanId: z.string().optional(),
  at: instant,
  readAt: instant.optional(),
})
export type Message = z.infer<typeof message>

export const listMessages = endpoint({
  method: 'GET',
  path: '/messages',
  audience: 'reader',
  summary: 'My inbox, newest first',
  query: z.strictObject({ ...pageQuery }),
  response: z.object({ items: z.array(message), next: z.string().optional(), unread: z.int() }),
})

export const readMessage = endpoint({
  method: 'POST',
  path: '/messages/:id/read',
  audience: 'reader',
  summary: 'Mark as read',
  response: message,
})
