import mongoose from 'mongoose'
import type { Refusal } from '../../contract/common'

export interface ReceiptItem {
  bookingId: string
  titleId: string
  barcode: string
  result: 'handed_over' | 'refused'
  loanId: string | null
  refusals: Refusal[]
}

/** Rule P2: what was handed over by one scan; the same scan with nothing newly ready answers this again. */
export interface ReceiptRecord {
  _id: string
  /** `pass:<id>` or `reader:<id>`. */
  scanned: string
  pickupPointId: string
  /** Null: over, and forgotten without consent (X1). */
  readerId: string | null
  by: string
  /** Rule P3: somebody came for the reader, with a delegated pass. */
  byDelegate?: true
  at: Date
  items: ReceiptItem[]
}

const receiptSchema = new mongoose.Schema<ReceiptRecord>({
  _id: { type: String },
  scanned: { type: String, required: true },
  pickupPointId: { type: String, required: true },
  readerId: { type: String, default: null },
  by: { type: String, required: true },
  byDelegate: { type: Boolean },
  at: { type: Date, required: true },
  items: { type: mongoose.Schema.Types.Mixed, required: true },
})

// the last receipt of a scan
receiptSchema.index({ scanned: 1, pickupPointId: 1, at: -1, _id: -1 })

// X1: what still has its reader, the oldest first; what the library holds on a reader
receiptSchema.index(
  { at: 1, _id: 1 },
  { partialFilterExpression: { readerId: { $type: 'string' } }, name: 'past_of_readers' },
)
receiptSchema.index({ readerId: 1, at: -1, _id: -1 }, { partialFilterExpression: { readerId: { $type: 'string' } } })

export const ReceiptModel = mongoose.model('Receipt', receiptSchema, 'receipts')
