import { circulationRules } from '../contract/circulation'
import type { RuleChangeRecord } from '../features/rules/rule-changes.model'
import { morningAgo, type Seeding } from './seed-context'
import { demoId } from './seed-ids'

/** How the rules in force came about: last month external readers were allowed two loans more. It can be undone. */
export function ruleChangeRecords(seeding: Seeding, version: number): RuleChangeRecord[] {
  const after = circulationRules.parse(seeding.plan.rules)
  const limits = after.limits.map((limit) =>
    limit.category === 'external' ? { ...limit, openLoans: limit.openLoans - 2 } : limit,
  )
  const it = seeding.plan.librarians.find(({ account }) => account === 'it')
  if (!it) return []
  return [
    {
      _id: demoId('rule change', 'external loans'),
      kind: 'circulation',
      branchId: null,
      version,
      action: 'applied',
      at: morningAgo(seeding, 30),
      by: { account: it.account, name: it.name },
      before: { ...after, limits },
      after,
    },
  ]
}
