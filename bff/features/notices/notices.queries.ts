import type { NoticeCategory } from '../../contract/notices'
import { NoticeModel, NoticeVersionModel, type NoticeRecord, type NoticeVersionRecord } from './notices.model'

/** The place of a notice in the feed. */
export interface FeedPlace {
  readonly isPinned: boolean
  readonly shownFrom: Date
  readonly id: string
}

export interface FeedFilter {
  readonly now: Date
  readonly category?: NoticeCategory | undefined
  readonly q?: string | undefined
  readonly after?: FeedPlace | undefined
  readonly limit: number
}

/** What is in force at `now`, in feed order. */
export function listInForce(filter: FeedFilter): Promise<NoticeRecord[]> {
  const conditions: object[] = [inForce(filter.now)]
  if (filter.category) conditions.push({ category: filter.category })
  if (filter.q) conditions.push(containing(filter.q))
  if (filter.after) conditions.push(behind(filter.after))
  return NoticeModel.find({ isWithdrawn: false, $and: conditions })
    .sort({ isPinned: -1, shownFrom: -1, _id: -1 })
    .limit(filter.limit)
    .lean<NoticeRecord[]>()
    .exec()
}

export function findInForce(id: string, now: Date): Promise<NoticeRecord | null> {
  return NoticeModel.findOne({ _id: id, isWithdrawn: false, $and: [inForce(now)] })
    .lean<NoticeRecord>()
    .exec()
}

export function findNotice(id: string): Promise<NoticeRecord | null> {
  return NoticeModel.findById(id).lean<NoticeRecord>().exec()
}

export async function insertNotice(notice: NoticeRecord): Promise<void> {
  await NoticeModel.create([notice])
}

export async function insertVersion(version: NoticeVersionRecord): Promise<void> {
  await NoticeVersionModel.create([version])
}

/** The next version, if `version` still is the newest; null when it is not, or the notice was withdrawn. */
export function replaceVersion(
  id: string,
  version: number,
  change: Omit<NoticeRecord, '_id' | 'version' | 'publishedAt' | 'isWithdrawn'>,
): Promise<NoticeRecord | null> {
  return NoticeModel.findOneAndUpdate(
    { _id: id, version, isWithdrawn: false },
    { $set: change, $inc: { version: 1 } },
    { returnDocument: 'after' },
  )
    .lean<NoticeRecord>()
    .exec()
}

export function markWithdrawn(id: string): Promise<NoticeRecord | null> {
  return NoticeModel.findOneAndUpdate({ _id: id }, { $set: { isWithdrawn: true } }, { returnDocument: 'after' })
    .lean<NoticeRecord>()
    .exec()
}

function inForce(now: Date): object {
  return { shownFrom: { $lte: now }, $or: [{ endsAt: null }, { endsAt: { $gt: now } }] }
}

function containing(q: string): object {
  const pattern = new RegExp(q.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'), 'i')
  return { $or: ['title.zh', 'title.en', 'body.zh', 'body.en'].map((field) => ({ [field]: pattern })) }
}

function behind({ isPinned, shownFrom, id }: FeedPlace): object {
  const older = { $or: [{ shownFrom: { $lt: shownFrom } }, { shownFrom, _id: { $lt: id } }] }
  return isPinned ? { $or: [{ isPinned: false }, { isPinned: true, ...older }] } : { isPinned: false, ...older }
}
