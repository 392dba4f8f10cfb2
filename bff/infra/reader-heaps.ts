import type { PipelineStage } from 'mongoose'

/**
 * The end of a pipeline whose documents are readers by `_id`, with an `open` number each: heaps of readers of one category
 * with the same number, the greatest first, with the ids of some of them.
 */
export function heapsOfReaders(examples: number) {
  return [
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
  ] satisfies PipelineStage[]
}
