import type { Refusal } from '../../contract/common'
import type { CirculationRules } from './circulation.rules'
import { ruleChangesBetween, type RuleChange } from './rule-changes.rules'
import type { RuleEditing } from './rule-editing.service'
import type { RulesTouch, RuleTouches } from './rule-touches.service'
import type { RulesService } from './rules.service'

interface Deps {
  readonly rules: RulesService
  readonly editing: RuleEditing
  readonly touches: RuleTouches
}

export interface RulesPreview {
  readonly refusals: readonly Refusal[]
  readonly changes: readonly RuleChange[]
  readonly touches: RulesTouch | null
}

export type RulePreviews = ReturnType<typeof createRulePreviews>

/** What a whole set of rules would change and whom it would touch. Stored dates stay; nothing is written. */
export function createRulePreviews(deps: Deps) {
  async function preview(after: CirculationRules): Promise<RulesPreview> {
    const { rules: before } = await deps.rules.current()
    const refusals = await deps.editing.refusalsOf(after)
    const changes = ruleChangesBetween(before, after)
    return {
      refusals,
      changes,
      touches: refusals.length > 0 ? null : await deps.touches.of({ before, after }, changes),
    }
  }

  return { preview }
}
