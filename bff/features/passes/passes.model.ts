import mongoose from 'mongoose'

/** Rule P1: 24 hours, eight digits that stand in for it, revocable. */
export interface PassRecord {
  _id: string
  readerId: string
  digits: string
  issuedAt: Date
  expiresAt: Date
  revokedAt: Date | null
}

const passSchema = new mongoose.Schema<PassRecord>({
  _id: { type: String },
  readerId: { type: String, required: true },
  digits: { type: String, required: true },
  issuedAt: { type: Date, required: true },
  expiresAt: { type: Date, required: true },
  revokedAt: { type: Date, default: null },
})

// unique among the live ones, and a little longer
passSchema.index({ digits: 1 }, { unique: true })
// the pass that the reader has now
passSchema.index({ readerId: 1, issuedAt: -1 })
// gone a day after it ended, when no receipt is asked for any more
passSchema.index({ expiresAt: 1 }, { expireAfterSeconds: 24 * 3600 })

export const PassModel = mongoose.model('Pass', passSchema, 'pickup_passes')
