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
  readerId: string
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
  readerId: { type: String, required: true },
  by: { type: String, required: true },
  byDelegate: { type: Boolean },
  at: { type: Date, required: true },
  items: { type: mongoose.Schema.Types.Mixed, required: true },
})

// the last receipt of a scan
receiptSchema.index({ scanned: 1, pickupPointId: 1, at: -1, _id: -1 })

export const ReceiptModel = mongoose.model('Receipt', receiptSchema, 'receipts')
