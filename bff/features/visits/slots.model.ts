import mongoose from 'mongoose'

/**
 * One slot that somebody has taken, `<pickup point> <start>`. `taken` is the number of its open visits, and is raised only
 * while it is below the capacity of the pickup point at that moment (B6), so no slot is ever oversold.
 */
export interface SlotRecord {
  _id: string
  pickupPointId: string
  startsAt: Date
  taken: number
  /** Of the last time that a place was taken. */
  capacity: number
}

const slotSchema = new mongoose.Schema<SlotRecord>({
  _id: { type: String },
  pickupPointId: { type: String, required: true },
  startsAt: { type: Date, required: true },
  taken: { type: Number, required: true },
  capacity: { type: Number, required: true },
})

// slots that have passed
slotSchema.index({ startsAt: 1 })

export const SlotModel = mongoose.model('Slot', slotSchema, 'slots')
