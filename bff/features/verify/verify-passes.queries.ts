import { rows, type Look } from './verify.queries'

/** P3: a delegated pass that handed over twice, or something that it does not name, or without being used up. */
export function findOverusedPasses(): Look[] {
  return [
    rows('pickup_passes', [
      { $match: { bookingIds: { $type: 'array' } } },
      { $set: { scanned: { $concat: ['pass:', '$_id'] } } },
      {
        $lookup: {
          from: 'receipts',
          localField: 'scanned',
          foreignField: 'scanned',
          pipeline: [{ $match: { 'items.result': 'handed_over' } }],
          as: 'receipts',
        },
      },
      {
        $set: {
          given: {
            $map: {
              input: {
                $filter: {
                  input: { $ifNull: [{ $first: '$receipts.items' }, []] },
                  cond: { $eq: ['$$this.result', 'handed_over'] },
                },
              },
              in: '$$this.bookingId',
            },
          },
        },
      },
      {
        $match: {
          $or: [
            { 'receipts.1': { $exists: true } },
            { 'receipts.0': { $exists: true }, usedAt: null },
            { $expr: { $not: { $setIsSubset: ['$given', '$bookingIds'] } } },
          ],
        },
      },
      { $project: { given: 1, bookingIds: 1, usedAt: 1 } },
    ]),
  ]
}
