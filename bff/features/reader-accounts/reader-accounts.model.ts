import mongoose from 'mongoose'

/** Rule X1: a librarian has looked at a reader. */
export interface StaffAccessRecord {
  _id: string
  /** The account of the librarian. */
  by: string
  readerId: string
  /** Why: the operation that needed it. */
  operation: string
  at: Date
  /** Kept as long as the library has set. */
  expiresAt: Date
}

const staffAccessSchema = new mongoose.Schema<StaffAccessRecord>({
  _id: { type: String },
  by: { type: String, required: true },
  readerId: { type: String, required: true },
  operation: { type: String, required: true },
  at: { type: Date, required: true },
  expiresAt: { type: Date, required: true },
})

// who has looked at me, the last one first
staffAccessSchema.index({ readerId: 1, at: -1, _id: -1 })
staffAccessSchema.index({ expiresAt: 1 }, { expireAfterSeconds: 0 })

export const StaffAccessModel = mongoose.model('StaffAccess', staffAccessSchema, 'staff_accesses')
