import type { Day } from '../../domain/calendar'
import { SearchCountModel, type SearchCountRecord } from './demand.model'

export type SearchCount = Omit<SearchCountRecord, '_id'>

/** Adds to what all instances have counted, in one go. Two that count the same at once add up (`_id`, `$inc`). */
export async function addSearches(counts: readonly SearchCount[]): Promise<void> {
  const writes = counts.map(({ query, day, searches, isFound, expiresAt }) => ({
    updateOne: {
      filter: { _id: `${day} ${query}` },
      update: { $inc: { searches }, $set: { isFound, expiresAt }, $setOnInsert: { query, day } },
      upsert: true,
    },
  }))
  await SearchCountModel.bulkWrite(writes, { ordered: false })
}

export interface NotFound {
  readonly query: string
  readonly searches: number
  readonly lastDay: Day
}

/** The last one of the page before. */
export type NotFoundPlace = Pick<NotFound, 'query' | 'searches'>

interface Page {
  readonly from: Day
  readonly to: Day
  readonly after: NotFoundPlace | null
  readonly limit: number
}

/** What was not found between two days and has not been found since, the most asked first. */
export function listNotFound({ from, to, after, limit }: Page): Promise<NotFound[]> {
  const beyond = after && {
    $or: [{ searches: { $lt: after.searches } }, { searches: after.searches, _id: { $gt: after.query } }],
  }
  return SearchCountModel.aggregate<NotFound>([
    { $match: { isFound: false, day: { $gte: from, $lte: to } } },
    { $group: { _id: '$query', searches: { $sum: '$searches' }, lastDay: { $max: '$day' } } },
    ...(beyond ? [{ $match: beyond }] : []),
    { $sort: { searches: -1, _id: 1 } },
    // after the sort, so that only as many are looked up as the page takes
    {
      $lookup: {
        from: SearchCountModel.collection.name,
        let: { query: '$_id', lastDay: '$lastDay' },
        pipeline: [
          {
            $match: {
              $expr: { $and: [{ $eq: ['$query', '$$query'] }, { $gt: ['$day', '$$lastDay'] }] },
              isFound: true,
            },
          },
          { $limit: 1 },
          { $project: { _id: 1 } },
        ],
        as: 'found',
      },
    },
    { $match: { found: [] } },
    { $limit: limit },
    { $project: { _id: 0, query: '$_id', searches: 1, lastDay: 1 } },
  ])
    .hint({ isFound: 1, day: 1, query: 1, searches: 1 })
    .option({ allowDiskUse: true })
    .exec()
}

interface Popular {
  readonly query: string
  readonly searches: number
}

/** What was searched and found at least so often since a day, on so many days; the most searched first. */
export function listPopular(
  since: Day,
  { searches, days }: { readonly searches: number; readonly days: number },
  limit: number,
): Promise<Popular[]> {
  return SearchCountModel.aggregate<Popular>([
    { $match: { isFound: true, day: { $gte: since } } },
    { $group: { _id: '$query', searches: { $sum: '$searches' }, days: { $sum: 1 } } },
    { $match: { searches: { $gte: searches }, days: { $gte: days } } },
    { $sort: { searches: -1, _id: 1 } },
    { $limit: limit },
    { $project: { _id: 0, query: '$_id', searches: 1 } },
  ])
    .hint({ isFound: 1, day: 1, query: 1, searches: 1 })
    .option({ allowDiskUse: true })
    .exec()
}
