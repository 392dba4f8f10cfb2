import mongoose from 'mongoose'
import { messageTemplates, type MessageTemplate } from '../../contract/messages'

export interface MessageRecord {
  _id: string
  readerId: string
  template: MessageTemplate
  /** Values as they were stored with the event; the app words them. */
  details: Record<string, string>
  bookingId: string | null
  visitId?: string | null
  loanId: string | null
  at: Date
  readAt: Date | null
}

/** Rule B10: a message on its way out of the library, written with the state it tells of. */
export interface OutboxRecord {
  _id: string
  messageId: string
  readerId: string
  bookingId: string | null
  visitId?: string | null
  loanId: string | null
  template: MessageTemplate
  status: 'pending' | 'sent' | 'outdated' | 'undeliverable'
  attempts: number
  nextAttemptAt: Date
  createdAt: Date
  endedAt: Date | null
}

const messageSchema = new mongoose.Schema<MessageRecord>({
  _id: { type: String },
  readerId: { type: String, required: true },
  template: { type: String, enum: messageTemplates, required: true },
  details: { type: mongoose.Schema.Types.Mixed, required: true },
  bookingId: { type: String, default: null },
  visitId: { type: String, default: null },
  loanId: { type: String, default: null },
  at: { type: Date, required: true },
  readAt: { type: Date, default: null },
})
// the inbox, newest first
messageSchema.index({ readerId: 1, at: -1, _id: -1 })
// X1: the oldest first
messageSchema.index({ at: 1, _id: 1 })
// the unread count
messageSchema.index({ readerId: 1 }, { partialFilterExpression: { readAt: null }, name: 'unread' })

const outboxSchema = new mongoose.Schema<OutboxRecord>({
  _id: { type: String },
  messageId: { type: String, required: true },
  readerId: { type: String, required: true },
  bookingId: { type: String, default: null },
  visitId: { type: String, default: null },
  loanId: { type: String, default: null },
  template: { type: String, enum: messageTemplates, required: true },
  status: { type: String, required: true },
  attempts: { type: Number, default: 0 },
  nextAttemptAt: { type: Date, required: true },
  createdAt: { type: Date, required: true },
  endedAt: { type: Date, default: null },
})
// what is to be sent next
outboxSchema.index({ nextAttemptAt: 1 }, { partialFilterExpression: { status: 'pending' }, name: 'pending' })
// sent rows are kept a month
outboxSchema.index({ endedAt: 1 }, { expireAfterSeconds: 30 * 24 * 3600 })

// X1: what went out to a reader who leaves
outboxSchema.index({ readerId: 1 })

export const MessageModel = mongoose.model('Message', messageSchema, 'messages')
export const OutboxModel = mongoose.model('Outbox', outboxSchema, 'outbox')
