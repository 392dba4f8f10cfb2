import mongoose from 'mongoose'

/** Rules P1, P3: 24 hours, eight digits that stand in for it, revocable; the reader's own or a delegated one. */
export interface PassRecord {
  _id: string
  readerId: string
  digits: string
  issuedAt: Date
  expiresAt: Date
  revokedAt: Date | null
  /** Rule P3: what a delegated pass opens; null: the reader's own, which opens whatever is ready. */
  bookingIds: string[] | null
  /** Rule P3: from the first scan that handed something over on, nothing more. */
  usedAt: Date | null
  /** The receipt of that scan. */
  receiptId: string | null
}

const passSchema = new mongoose.Schema<PassRecord>({
  _id: { type: String },
  readerId: { type: String, required: true },
  digits: { type: String, required: true },
  issuedAt: { type: Date, required: true },
  expiresAt: { type: Date, required: true },
  revokedAt: { type: Date, default: null },
  bookingIds: { type: [String], default: null },
  usedAt: { type: Date, default: null },
  receiptId: { type: String, default: null },
})

// P1, P3: unique among the live ones of both kinds, and a little longer
passSchema.index({ digits: 1 }, { unique: true })
// the pass that the reader has now
passSchema.index({ readerId: 1, issuedAt: -1 })
// the delegated ones that are out
passSchema.index(
  { readerId: 1, expiresAt: -1, _id: -1 },
  { partialFilterExpression: { bookingIds: { $type: 'array' }, usedAt: null, revokedAt: null }, name: 'delegated' },
)
// gone a day after it ended, when no receipt is asked for any more
passSchema.index({ expiresAt: 1 }, { expireAfterSeconds: 24 * 3600 })

export const PassModel = mongoose.model('Pass', passSchema, 'pickup_passes')
