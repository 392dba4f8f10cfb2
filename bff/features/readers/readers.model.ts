import mongoose from 'mongoose'
import { readerCategories, type ReaderCategory } from '../../contract/session'
import type { Day } from '../../domain/calendar'

export interface ReaderRecord {
  _id: string
  /** The reader number (读者证号); also the account. */
  number: string
  name: string
  category: ReaderCategory
  department: string | null
  cardExpiresOn: Day
  /** Why the library has blocked this card; null for most. */
  blockedBecause: string | null
  /** Raised by every command that counts against this reader's limits, so that two of them cannot both pass (B6). */
  turn: number
  /** Where the record comes from: `demo` or the name of an import. */
  source: string
  /** Place among the featured demo accounts; null for all others. */
  featured: number | null
}

const readerSchema = new mongoose.Schema<ReaderRecord>({
  _id: { type: String },
  number: { type: String, required: true },
  name: { type: String, required: true },
  category: { type: String, enum: readerCategories, required: true },
  department: { type: String, default: null },
  cardExpiresOn: { type: String, required: true },
  blockedBecause: { type: String, default: null },
  turn: { type: Number, default: 0 },
  source: { type: String, required: true },
  featured: { type: Number, default: null },
})

// the account one signs in with and the number on the card
readerSchema.index({ number: 1 }, { unique: true })
// demo accounts, featured ones first; "are there imported readers"
readerSchema.index({ source: 1, featured: 1, number: 1 })

export const ReaderModel = mongoose.model('Reader', readerSchema, 'readers')
