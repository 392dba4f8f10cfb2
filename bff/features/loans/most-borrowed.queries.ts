import { LoanModel } from './loans.model'

/** The titles lent most often since an instant, the most lent first. */
export async function listMostLent(since: Date, limit: number): Promise<string[]> {
  const titles = await LoanModel.aggregate<{ _id: string }>([
    { $match: { lentAt: { $gte: since } } },
    { $group: { _id: '$titleId', loans: { $sum: 1 } } },
    { $sort: { loans: -1, _id: 1 } },
    { $limit: limit },
    { $project: { _id: 1 } },
  ])
    .hint({ lentAt: 1, titleId: 1 })
    .exec()
  return titles.map(({ _id }) => _id)
}
