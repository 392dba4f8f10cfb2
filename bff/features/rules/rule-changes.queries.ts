import { beyond, type DatePlace } from '../../infra/cursor'
import { RuleChangeModel, type RuleChangeRecord } from './rule-changes.model'

export async function insertChange(change: RuleChangeRecord): Promise<void> {
  await RuleChangeModel.create([change])
}

/** The change that made this version; null when it was not made by a change. */
export function findChange(of: Pick<RuleChangeRecord, 'kind' | 'branchId' | 'version'>) {
  return RuleChangeModel.findOne(of).lean<RuleChangeRecord>().exec()
}

export function listChanges(page: { readonly limit: number; readonly before: DatePlace | null }) {
  return RuleChangeModel.find(beyond('at', -1, page.before))
    .sort({ at: -1, _id: -1 })
    .limit(page.limit)
    .lean<RuleChangeRecord[]>()
    .exec()
}
