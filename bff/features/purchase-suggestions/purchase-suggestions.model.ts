import mongoose from 'mongoose'
import { suggestionStatuses, type SuggestionStatus } from '../../contract/purchase-suggestions'

export interface PurchaseSuggestionRecord {
  _id: string
  /** Null once it is forgotten whose it was (X1). */
  readerId: string | null
  /** What is meant, whoever types it: a title of the catalogue, an ISBN, or the folded words; its own id once forgotten. */
  what: string
  titleId: string | null
  title: string
  author: string | null
  isbn: string | null
  note: string | null
  status: SuggestionStatus
  suggestedAt: Date
  decidedAt: Date | null
  /** The account of the librarian. */
  decidedBy: string | null
  reason: string | null
}

const suggestionSchema = new mongoose.Schema<PurchaseSuggestionRecord>({
  _id: { type: String },
  readerId: { type: String, default: null },
  what: { type: String, required: true },
  titleId: { type: String, default: null },
  title: { type: String, required: true },
  author: { type: String, default: null },
  isbn: { type: String, default: null },
  note: { type: String, default: null },
  status: { type: String, enum: suggestionStatuses, required: true },
  suggestedAt: { type: Date, required: true },
  decidedAt: { type: Date, default: null },
  decidedBy: { type: String, default: null },
  reason: { type: String, default: null },
})

// one suggestion per reader and title
suggestionSchema.index({ readerId: 1, what: 1 }, { unique: true, name: 'one_suggestion' })
// mine, newest first
suggestionSchema.index({ readerId: 1, suggestedAt: -1, _id: -1 })
// forgetting whose was what has been decided (X1)
suggestionSchema.index(
  { decidedAt: 1, _id: 1 },
  { partialFilterExpression: { readerId: { $type: 'string' } }, name: 'decided_of_somebody' },
)
// what waits for a decision, the oldest first
suggestionSchema.index({ status: 1, suggestedAt: 1, _id: 1 })

export const PurchaseSuggestionModel = mongoose.model('PurchaseSuggestion', suggestionSchema, 'purchase_suggestions')
