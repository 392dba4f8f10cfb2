import mongoose from 'mongoose'
import type { OverrideRecord } from '../../domain/override'
import { loanStatuses } from '../../contract/loans'

export interface LoanRecord {
  _id: string
  /** Null: over, and forgotten without consent (X1). */
  readerId: string | null
  titleId: string
  part: string | null
  copyId: string
  barcode: string
  branchId: string
  bookingId: string | null
  status: (typeof loanStatuses)[number]
  lentAt: Date
  /** Rule L2: the end of a day. */
  dueAt: Date
  returnedAt: Date | null
  /** Rule L5: reported lost; `returnedAt` then tells when it was found. */
  lostAt: Date | null
  renewals: number
  /** Rule L3: a booking has shortened it; null for most. */
  recall: RecallRecord | null
  /** Rule C1: what a librarian passed over when it was lent. */
  override: OverrideRecord | null
  /** Rule L6: the reading room where the reader lent it alone. */
  selfCheckout: { roomId: string } | null
  /** Rule X1: a fee was recorded for it then, the last time; whoever forgets its reader at that moment looks again. */
  chargedAt: Date | null
}

/** What a recall changed, kept so that it can be taken back. */
export interface RecallRecord {
  at: Date
  dueBefore: Date
  /** What was promised to the borrower whatever others want. */
  guaranteedUntil: Date
}

const recallSchema = new mongoose.Schema<RecallRecord>(
  {
    at: { type: Date, required: true },
    dueBefore: { type: Date, required: true },
    guaranteedUntil: { type: Date, required: true },
  },
  { _id: false },
)

const loanSchema = new mongoose.Schema<LoanRecord>({
  _id: { type: String },
  readerId: { type: String, default: null },
  titleId: { type: String, required: true },
  part: { type: String, default: null },
  copyId: { type: String, required: true },
  barcode: { type: String, required: true },
  branchId: { type: String, required: true },
  bookingId: { type: String, default: null },
  status: { type: String, enum: loanStatuses, required: true },
  lentAt: { type: Date, required: true },
  dueAt: { type: Date, required: true },
  returnedAt: { type: Date, default: null },
  lostAt: { type: Date, default: null },
  renewals: { type: Number, default: 0 },
  recall: { type: recallSchema, default: null },
  override: { type: mongoose.Schema.Types.Mixed, default: null },
  selfCheckout: { type: mongoose.Schema.Types.Mixed, default: null },
  chargedAt: { type: Date, default: null },
})

// B5: one open loan per copy
loanSchema.index({ copyId: 1 }, { unique: true, partialFilterExpression: { status: 'open' }, name: 'one_open_loan' })
// L5: whose loan a lost copy that was found had been
loanSchema.index({ copyId: 1 }, { partialFilterExpression: { status: 'lost' }, name: 'lost_copy' })
// my loans, the one due first on top; overdue, limits, "already on loan"
loanSchema.index({ readerId: 1, status: 1, dueAt: 1, _id: 1 })
// when the copies of a title come back; how long they are lent (B17)
loanSchema.index({ titleId: 1, status: 1, lentAt: -1 })
// the most borrowed of late
loanSchema.index({ lentAt: 1, titleId: 1 })
// L4: what is due when in a branch, for previews of calendars and rules
loanSchema.index({ branchId: 1, dueAt: 1, _id: 1 }, { partialFilterExpression: { status: 'open' }, name: 'open_due' })

// X1: what has come back and still has its reader, the oldest first
loanSchema.index(
  { returnedAt: 1, _id: 1 },
  { partialFilterExpression: { readerId: { $type: 'string' } }, name: 'past_of_readers' },
)

export const LoanModel = mongoose.model('Loan', loanSchema, 'loans')
