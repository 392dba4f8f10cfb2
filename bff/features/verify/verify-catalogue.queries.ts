import { rows, type Look } from './verify.queries'

/** What an import has not written about for so long has been cut off. */
const importPauseMs = 600_000

/**
 * A copy in the collection whose title is gone, so that nobody can find it. An import writes copies before their titles:
 * while one is under way they are not missed.
 */
export function findOrphanedCopies(): Look[] {
  const isRecent = { $gt: ['$updatedAt', { $subtract: ['$$NOW', importPauseMs] }] }
  const underWay = [{ $match: { finishedAt: null, $expr: isRecent } }, { $limit: 1 }]
  return [
    rows('copies', [
      { $match: { status: { $nin: ['withdrawn', 'lost'] } } },
      {
        $lookup: {
          from: 'titles',
          localField: 'titleId',
          foreignField: '_id',
          pipeline: [{ $project: { _id: 1 } }],
          as: 'title',
        },
      },
      { $match: { title: [] } },
      { $lookup: { from: 'import_runs', pipeline: underWay, as: 'imports' } },
      { $match: { imports: [] } },
      { $project: { barcode: 1, titleId: 1, status: 1 } },
    ]),
  ]
}
