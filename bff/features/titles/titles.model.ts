import mongoose from 'mongoose'
import { titleForms } from '../../contract/titles'

export interface Contributor {
  name: string
  role: 'author' | 'editor' | 'translator'
}

export interface TitleRecord {
  _id: string
  title: string
  subtitle: string | null
  edition: string | null
  /** Of a multi-part title (上册, 下册); each part is booked by itself (B1). Empty for an ordinary title. */
  parts: string[]
  contributors: Contributor[]
  publisher: string | null
  place: string | null
  year: number | null
  pages: string | null
  series: string | null
  originalTitle: string | null
  /** By which it is known as well: romanised, parallel, on the cover. */
  otherTitles?: string[]
  /** ISBN-13, digits only. */
  isbns: string[]
  /** MARC code. */
  language: string
  /** 中图法 notation. */
  class: string | null
  form: (typeof titleForms)[number]
  subjects: string[]
  summary: string | null
  /** The table of contents, as a record gives it. */
  contents?: string | null
  electronic: { label: string; url: string; access: 'campus' | 'open' }[]
  /** How much it is used, 0 to 100: a gentle signal of the ranking. */
  popularity: number
  source: string
  addedAt: Date
  updatedAt: Date
  /** Shared with other editions of the work (work-keys.rules); always there once the library has started. */
  workKeys?: string[]
  /** Shared with the other titles of its series; null where it is in none. */
  seriesKey?: string | null
  /** Of a title that an import has written; its id is made of source and control number. */
  imported?: ImportMark
}

/** As much as lists show and titles are compared by. */
export type ListedTitle = Omit<TitleRecord, 'summary' | 'contents' | 'electronic' | 'imported'>

export interface ImportMark {
  /** By which the source knows it, for good. */
  controlNumber: string
  /** Of everything that was written, so that an unchanged record writes nothing. */
  hash: string
  /**
   * Where it was read: a second record with this control number in one file is a mistake of that file. Null: harvested,
   * where the last one counts.
   */
  file: string | null
  record: number
}

const { Mixed } = mongoose.Schema.Types

const titleSchema = new mongoose.Schema<TitleRecord>({
  _id: { type: String },
  title: { type: String, required: true },
  subtitle: { type: String, default: null },
  edition: { type: String, default: null },
  parts: { type: [String], default: [] },
  contributors: { type: Mixed, default: [] },
  publisher: { type: String, default: null },
  place: { type: String, default: null },
  year: { type: Number, default: null },
  pages: { type: String, default: null },
  series: { type: String, default: null },
  originalTitle: { type: String, default: null },
  otherTitles: { type: [String], default: undefined },
  isbns: { type: [String], default: [] },
  language: { type: String, required: true },
  class: { type: String, default: null },
  form: { type: String, enum: titleForms, required: true },
  subjects: { type: [String], default: [] },
  summary: { type: String, default: null },
  contents: { type: String },
  electronic: { type: Mixed, default: [] },
  popularity: { type: Number, default: 0 },
  source: { type: String, required: true },
  addedAt: { type: Date, required: true },
  updatedAt: { type: Date, required: true },
  workKeys: { type: [String], default: undefined },
  seriesKey: { type: String },
  imported: { type: Mixed },
})

// the title of a scanned ISBN
titleSchema.index({ isbns: 1 })
// new arrivals
titleSchema.index({ addedAt: -1, _id: -1 })
// what changed while no change stream was open
titleSchema.index({ updatedAt: 1 })
// similar titles: the same class, the most used first
titleSchema.index({ class: 1, popularity: -1 })
// other editions of a work; also what has no keys yet (migrations)
titleSchema.index({ workKeys: 1 })
// the titles of a series, the most used first
titleSchema.index(
  { seriesKey: 1, popularity: -1 },
  { partialFilterExpression: { seriesKey: { $gt: '' } }, name: 'titles_of_series' },
)

export const TitleModel = mongoose.model('Title', titleSchema, 'titles')
