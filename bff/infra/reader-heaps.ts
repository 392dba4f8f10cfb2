import type { PipelineStage } from 'mongoose'

/** Gives each row the category of the reader whose id stands in `field`; rows of nobody go. */
export function withCategory(field: string) {
  return [
    {
      $lookup: {
        from: 'readers',
        localField: field,
        foreignField: '_id',
        pipeline: [{ $project: { category: 1 } }],
        as: 'reader',
      },
    },
    { $set: { category: { $first: '$reader.category' } } },
    { $match: { category: { $type: 'string' } } },
  ] satisfies PipelineStage[]
}

/**
 * The end of a pipeline whose rows have the id of a reader in `field`, the category, and an `open` number each: heaps of readers
 * of one category with the same number, the greatest first, with the ids of some of them.
 */
export function heapsOfReaders(field: string, examples: number) {
  return [
    {
      $group: {
        _id: { category: '$category', open: '$open' },
        count: { $sum: 1 },
        ids: { $topN: { n: examples, sortBy: { [field]: 1 }, output: `$${field}` } },
      },
    },
    { $sort: { '_id.open': -1 } },
    { $replaceWith: { $mergeObjects: ['$_id', { count: '$count', ids: '$ids' }] } },
  ] satisfies PipelineStage[]
}
