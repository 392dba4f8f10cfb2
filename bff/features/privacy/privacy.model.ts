import mongoose from 'mongoose'

/** Rule X1: what a reader has said about a history. Nothing said is no consent. */
export interface PrivacyChoiceRecord {
  /** The reader. */
  _id: string
  keepsHistory: boolean
  changedAt: Date
}

const privacyChoiceSchema = new mongoose.Schema<PrivacyChoiceRecord>({
  _id: { type: String },
  keepsHistory: { type: Boolean, required: true },
  changedAt: { type: Date, required: true },
})

export const PrivacyChoiceModel = mongoose.model('PrivacyChoice', privacyChoiceSchema, 'privacy_choices')
