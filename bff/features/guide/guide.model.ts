import mongoose from 'mongoose'

interface Texts {
  zh: string
  en?: string | undefined
}

export interface GuideEntryRecord {
  id: string
  title: Texts
  /** Markdown. */
  body: Texts
  /** Where it leads: the web, or a page of the app. */
  url: string | null
  /** The phases it is meant for; none: all. */
  phases: string[]
}

/** A section of the one-stop guide with its entries, in order. */
export interface GuideSectionRecord {
  _id: string
  title: Texts
  order: number
  entries: GuideEntryRecord[]
  updatedAt: Date
}

const { Mixed } = mongoose.Schema.Types

const guideSectionSchema = new mongoose.Schema<GuideSectionRecord>({
  _id: { type: String },
  title: { type: Mixed, required: true },
  order: { type: Number, required: true },
  entries: { type: Mixed, required: true },
  updatedAt: { type: Date, required: true },
})

// a guide has a dozen sections and is read whole: no index beside the id
export const GuideSectionModel = mongoose.model('GuideSection', guideSectionSchema, 'guide_sections')
