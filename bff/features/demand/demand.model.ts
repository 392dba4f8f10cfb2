import mongoose from 'mongoose'
import type { Day } from '../../domain/calendar'

/** How often something was searched on a day. Nothing in it tells by whom, or what else they searched (X1). */
export interface SearchCountRecord {
  /** `<day> <query>`: one count per day and query, whichever instances count. */
  _id: string
  /** As `countedQuery` folds it. */
  query: string
  day: Day
  searches: number
  /** Of the last search of the day. */
  isFound: boolean
  expiresAt: Date
}

const searchCountSchema = new mongoose.Schema<SearchCountRecord>(
  {
    _id: { type: String },
    query: { type: String, required: true },
    day: { type: String, required: true },
    searches: { type: Number, required: true },
    isFound: { type: Boolean, required: true },
    expiresAt: { type: Date, required: true },
  },
  { versionKey: false },
)

// what was not found, and what is found often, without reading a record
searchCountSchema.index({ isFound: 1, day: 1, query: 1, searches: 1 })
// whether it was found since
searchCountSchema.index({ query: 1, day: 1 })
searchCountSchema.index({ expiresAt: 1 }, { expireAfterSeconds: 0 })

export const SearchCountModel = mongoose.model('SearchCount', searchCountSchema, 'search_counts')
