import mongoose from 'mongoose'
import { feeReasons, feeStatuses, type FeeStatus } from '../../contract/fees'

interface FeeStep {
  status: FeeStatus
  at: Date
  /** The account of the librarian; null for the library itself, when a lost book came back. */
  by: string | null
  note: string | null
}

export interface FeeRecord {
  _id: string
  readerId: string
  /** Whole 分. */
  amountCents: number
  currency: 'CNY'
  reason: (typeof feeReasons)[number]
  status: FeeStatus
  loanId: string | null
  copyId: string | null
  titleId: string | null
  barcode: string | null
  note: string | null
  recordedAt: Date
  history: FeeStep[]
}

const { Mixed } = mongoose.Schema.Types

const feeSchema = new mongoose.Schema<FeeRecord>({
  _id: { type: String },
  readerId: { type: String, required: true },
  amountCents: { type: Number, required: true },
  currency: { type: String, required: true },
  reason: { type: String, enum: feeReasons, required: true },
  status: { type: String, enum: feeStatuses, required: true },
  loanId: { type: String, default: null },
  copyId: { type: String, default: null },
  titleId: { type: String, default: null },
  barcode: { type: String, default: null },
  note: { type: String, default: null },
  recordedAt: { type: Date, required: true },
  history: { type: Mixed, required: true },
})

// my fees, newest first; what a reader owes (L5)
feeSchema.index({ readerId: 1, status: 1, recordedAt: -1, _id: -1 })
// L5: a lost book is charged once; found again by its copy
feeSchema.index(
  { loanId: 1 },
  { unique: true, partialFilterExpression: { reason: 'lost', loanId: { $type: 'string' } }, name: 'one_replacement' },
)
feeSchema.index({ copyId: 1 }, { partialFilterExpression: { reason: 'lost' }, name: 'replacements_of_copy' })

// L5: what all readers owe, for previews of rules; an index scan alone
feeSchema.index({ readerId: 1, amountCents: 1 }, { partialFilterExpression: { status: 'open' }, name: 'open_fees' })

// X1: what still tells of a book, the oldest first
feeSchema.index(
  { recordedAt: 1, _id: 1 },
  { partialFilterExpression: { barcode: { $type: 'string' } }, name: 'of_books' },
)

export const FeeModel = mongoose.model('Fee', feeSchema, 'fees')
