import mongoose from 'mongoose'
import { copyStatuses, loanTypes, type CopyStatus, type LoanType } from '../../contract/copies'

export interface CopyRecord {
  _id: string
  titleId: string
  part: string | null
  barcode: string
  branchId: string
  floor: string
  area: string
  callNumber: string
  /** Sorts copies of a branch in the order of the shelf walk: floor, then call number (D2). */
  shelfOrder: string
  loanType: LoanType
  status: CopyStatus
  /** Where a ready or to-clear copy lies, or a travelling one is going; null on its own shelf. */
  pickupPointId: string | null
  quarantinedUntil: Date | null
  /** V4: the compartment of a locker in which it lies, also while it is to be cleared. */
  compartment?: string | null
  /** D3: when a desk last had it in hand; a scan from before that no longer applies. */
  scannedAt?: Date | null
  /** Exactly while it is `in_transit`: from which branch to which. */
  transit?: TransitRecord | null
}

export interface TransitRecord {
  from: string
  to: string
  since: Date
  expectedBy: Date
}

const transitSchema = new mongoose.Schema<TransitRecord>(
  {
    from: { type: String, required: true },
    to: { type: String, required: true },
    since: { type: Date, required: true },
    expectedBy: { type: Date, required: true },
  },
  { _id: false },
)

const copySchema = new mongoose.Schema<CopyRecord>({
  _id: { type: String },
  titleId: { type: String, required: true },
  part: { type: String, default: null },
  barcode: { type: String, required: true },
  branchId: { type: String, required: true },
  floor: { type: String, required: true },
  area: { type: String, required: true },
  callNumber: { type: String, required: true },
  shelfOrder: { type: String, required: true },
  loanType: { type: String, enum: loanTypes, required: true },
  status: { type: String, enum: copyStatuses, required: true },
  pickupPointId: { type: String, default: null },
  quarantinedUntil: { type: Date, default: null },
  compartment: { type: String, default: null },
  scannedAt: { type: Date, default: null },
  transit: { type: transitSchema, default: null },
})

// one barcode, one book: every scan
copySchema.index({ barcode: 1 }, { unique: true })
// the copies of a title or of one part: booking, title page, availability
copySchema.index({ titleId: 1, part: 1, status: 1 })
// what stands side by side on one shelf
copySchema.index({ branchId: 1, floor: 1, area: 1, shelfOrder: 1, _id: 1 })
// what lies on a pickup shelf for nobody
copySchema.index(
  { pickupPointId: 1, shelfOrder: 1 },
  { partialFilterExpression: { status: 'to_clear' }, name: 'to_clear_by_pickup_point' },
)
// V4: one book per compartment
copySchema.index(
  { pickupPointId: 1, compartment: 1 },
  { unique: true, partialFilterExpression: { compartment: { $type: 'string' } }, name: 'one_book_per_compartment' },
)
// what leaves quarantine next
copySchema.index(
  { quarantinedUntil: 1 },
  { partialFilterExpression: { status: 'quarantined' }, name: 'quarantine_ends' },
)

// what is on the road to a branch and from it, what was expected first on top
copySchema.index(
  { 'transit.to': 1, 'transit.expectedBy': 1, _id: 1 },
  { partialFilterExpression: { status: 'in_transit' }, name: 'transit_in' },
)
copySchema.index(
  { 'transit.from': 1, 'transit.expectedBy': 1, _id: 1 },
  { partialFilterExpression: { status: 'in_transit' }, name: 'transit_out' },
)

export const CopyModel = mongoose.model('Copy', copySchema, 'copies')
