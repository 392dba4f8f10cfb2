import mongoose from 'mongoose'

/** What the last look at all invariants found; one for the library, whichever instance looked. */
export interface SoundnessRecord {
  _id: 'last'
  checkedAt: Date
  /** How many violations of each rule; rules without one are left out. */
  violations: Record<string, number>
}

const soundnessSchema = new mongoose.Schema<SoundnessRecord>(
  {
    _id: { type: String },
    checkedAt: { type: Date, required: true },
    violations: { type: mongoose.Schema.Types.Mixed, required: true },
  },
  { minimize: false },
)

export const SoundnessModel = mongoose.model('Soundness', soundnessSchema, 'soundness')
