import type mongoose from 'mongoose'
import { beyond, type DatePlace } from './cursor'

/** Something of a reader that is over. */
export interface PastRecord {
  readonly _id: string
  readonly readerId: string
  readonly endedAt: Date
}

interface Page {
  /** What has ended before this instant. */
  readonly before: Date
  readonly after: DatePlace | null
  readonly limit: number
}

/** What a feature keeps on readers, seen from the side of forgetting (X1). Everything is safe to do twice. */
export interface ReaderHistory {
  /** What is over and still has its reader, the oldest first. */
  listPast(page: Page): Promise<PastRecord[]>
  /** Takes the reader from those of them that are over. */
  forget(ids: readonly string[]): Promise<void>
  /** Takes this reader from all that is over, but for a few. */
  forgetAllOf(readerId: string, exceptIds?: readonly string[]): Promise<void>
}

type Filter = Readonly<Record<string, unknown>>

interface Past {
  /** When a record ended. */
  readonly endedAt: string
  /** Whether it is over. Looked at again in the write: what is open never loses its reader. */
  readonly over: Filter
  /** What takes the place of what tells of the reader; the reader itself where absent. */
  readonly forgotten?: Filter
  /** Nothing is left of it without its reader. */
  readonly isRemoved?: true
}

/** The model needs an index on `endedAt` and `_id`, partial on a `readerId` that is there. */
export function readerHistory<T>(model: mongoose.Model<T>, past: Past): ReaderHistory {
  const forgotten = [{ $set: past.forgotten ?? { readerId: null } }]

  async function forgetWhere(filter: Filter): Promise<void> {
    // a filter is what its feature has written below; mongoose cannot type one for every model
    const over = { ...past.over, ...filter } as mongoose.QueryFilter<T>
    if (past.isRemoved) await model.deleteMany(over)
    else await model.updateMany(over, forgotten, { updatePipeline: true })
  }

  async function listPast({ before, after, limit }: Page): Promise<PastRecord[]> {
    const rows = await model
      .aggregate<PastRecord>([
        {
          $match: {
            ...past.over,
            readerId: { $type: 'string' },
            $and: [{ [past.endedAt]: { $lt: before } }, beyond(past.endedAt, 1, after)],
          },
        },
        { $sort: { [past.endedAt]: 1, _id: 1 } },
        { $limit: limit },
        { $project: { readerId: 1, endedAt: `$${past.endedAt}` } },
      ])
      .exec()
    return rows
  }

  return {
    listPast,
    forget: (ids) => forgetWhere({ _id: { $in: ids } }),
    forgetAllOf: (readerId, exceptIds = []) => forgetWhere({ readerId, _id: { $nin: exceptIds } }),
  }
}
