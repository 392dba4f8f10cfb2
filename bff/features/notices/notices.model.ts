import mongoose from 'mongoose'
import { noticeCategories, type NoticeCategory } from '../../contract/notices'

interface Texts {
  zh: string
  en?: string | undefined
}

/** What one version says. */
export interface NoticeContent {
  category: NoticeCategory
  title: Texts
  /** Markdown as it was written. */
  body: Texts
  isPinned: boolean
  /** None: the whole library. */
  branchIds: string[]
  /** As asked for; null: from the moment of publishing. */
  startsAt: Date | null
  endsAt: Date | null
}

/** A notice as its newest version says, with what lists need. */
export interface NoticeRecord extends NoticeContent {
  _id: string
  version: number
  excerpt: Texts
  /** When the first version was published. */
  publishedAt: Date
  /** When this version was published. */
  versionAt: Date
  /** From when it is shown: `startsAt`, else `publishedAt`. */
  shownFrom: Date
  isWithdrawn: boolean
}

/** N1: what was once published, for good. Rows are only ever added. */
export interface NoticeVersionRecord extends NoticeContent {
  /** `<notice>/<version>`: a version cannot be written twice. */
  _id: string
  noticeId: string
  version: number
  publishedAt: Date
  /** The librarian's account. */
  publishedBy: string
}

const { Mixed } = mongoose.Schema.Types

const noticeSchema = new mongoose.Schema<NoticeRecord>({
  _id: { type: String },
  category: { type: String, enum: noticeCategories, required: true },
  title: { type: Mixed, required: true },
  body: { type: Mixed, required: true },
  isPinned: { type: Boolean, required: true },
  branchIds: { type: [String], required: true },
  startsAt: { type: Date, default: null },
  endsAt: { type: Date, default: null },
  version: { type: Number, required: true },
  excerpt: { type: Mixed, required: true },
  publishedAt: { type: Date, required: true },
  versionAt: { type: Date, required: true },
  shownFrom: { type: Date, required: true },
  isWithdrawn: { type: Boolean, required: true },
})
// the feed: what is not withdrawn, pinned first, then newest; ended ones are left out while it is read
noticeSchema.index({ isWithdrawn: 1, isPinned: -1, shownFrom: -1, _id: -1 })

const noticeVersionSchema = new mongoose.Schema<NoticeVersionRecord>({
  _id: { type: String },
  category: { type: String, enum: noticeCategories, required: true },
  title: { type: Mixed, required: true },
  body: { type: Mixed, required: true },
  isPinned: { type: Boolean, required: true },
  branchIds: { type: [String], required: true },
  startsAt: { type: Date, default: null },
  endsAt: { type: Date, default: null },
  noticeId: { type: String, required: true },
  version: { type: Number, required: true },
  publishedAt: { type: Date, required: true },
  publishedBy: { type: String, required: true },
})

export const NoticeModel = mongoose.model('Notice', noticeSchema, 'notices')
export const NoticeVersionModel = mongoose.model('NoticeVersion', noticeVersionSchema, 'notice_versions')
