import mongoose from 'mongoose'

interface Texts {
  zh: string
  en?: string | undefined
}

/** F1. One of them is in force. */
export interface PhaseRecord {
  /** A slug, `ordinary`. */
  _id: string
  name: Texts
  /** One sentence for the banner; null on ordinary days. */
  banner: Texts | null
  order: number
  isInForce: boolean
  /** When it was entered last. */
  since: Date | null
}

const { Mixed } = mongoose.Schema.Types

const phaseSchema = new mongoose.Schema<PhaseRecord>({
  _id: { type: String },
  name: { type: Mixed, required: true },
  banner: { type: Mixed, default: null },
  order: { type: Number, required: true },
  isInForce: { type: Boolean, required: true },
  since: { type: Date, default: null },
})
// one phase at a time; also the way to find it
phaseSchema.index(
  { isInForce: 1 },
  { unique: true, partialFilterExpression: { isInForce: true }, name: 'one_in_force' },
)

export const PhaseModel = mongoose.model('Phase', phaseSchema, 'phases')
