import type { ReaderCategory } from '../../contract/session'
import { FeeModel } from './fees.model'

/** Readers who owe more 分 than `above` (L5), in heaps by category and sum; `ids` are of readers. */
export function heapByReader(above: number, examples: number) {
  return FeeModel.aggregate<{ category: ReaderCategory; open: number; count: number; ids: string[] }>([
    { $match: { status: 'open' } },
    { $group: { _id: '$readerId', open: { $sum: '$amountCents' } } },
    { $match: { open: { $gt: above } } },
    {
      $lookup: {
        from: 'readers',
        localField: '_id',
        foreignField: '_id',
        pipeline: [{ $project: { category: 1 } }],
        as: 'reader',
      },
    },
    { $set: { category: { $first: '$reader.category' } } },
    { $match: { category: { $type: 'string' } } },
    {
      $group: {
        _id: { category: '$category', open: '$open' },
        count: { $sum: 1 },
        ids: { $topN: { n: examples, sortBy: { _id: 1 }, output: '$_id' } },
      },
    },
    { $sort: { '_id.open': -1 } },
    { $replaceWith: { $mergeObjects: ['$_id', { count: '$count', ids: '$ids' }] } },
  ])
    .hint('open_fees')
    .exec()
}
