import * as contract from '../../contract/rules'
import type { Language } from '../../domain/language'
import { assertMay } from '../../domain/permission'
import { mount } from '../../http/mount'
import type { Routers } from '../../http/routers'
import type { PlacesService } from '../places/places.service'
import type { RuleEditing } from './rule-editing.service'
import type { RuleHistory } from './rule-history.service'
import type { RulePreviews } from './rule-preview.service'
import { presentHistory, presentRules, presentRulesPreview, type RulesView } from './rules.presenter'

interface Deps {
  readonly places: PlacesService
  readonly ruleEditing: RuleEditing
  readonly rulePreviews: RulePreviews
  readonly ruleHistory: RuleHistory
}

export function mountRules(routers: Routers, { places, ruleEditing, rulePreviews, ruleHistory }: Deps): void {
  const viewOf = async (language: Language): Promise<RulesView> => ({
    language,
    branches: (await places.read()).branches,
  })

  mount(routers.staff, contract.getRules, async (_input, { principal, language }) => {
    assertMay(principal, 'rules')
    return presentRules(await ruleEditing.read(), await viewOf(language))
  })
  mount(routers.staff, contract.previewRules, async ({ body }, { principal, language }) => {
    assertMay(principal, 'rules')
    return presentRulesPreview(await rulePreviews.preview(body.rules), await viewOf(language))
  })
  mount(routers.staff, contract.applyRules, async ({ body }, { principal, language }) => {
    assertMay(principal, 'rules')
    return presentRules(await ruleEditing.apply(principal, body), await viewOf(language))
  })
  mount(routers.staff, contract.revertRules, async ({ body }, { principal, language }) => {
    assertMay(principal, 'rules')
    return presentRules(await ruleEditing.revert(principal, body.version), await viewOf(language))
  })
  mount(routers.staff, contract.listRuleHistory, async ({ query }, { principal, language }) => {
    assertMay(principal, 'rules')
    const { items, ...page } = await ruleHistory.list(query)
    const view = await viewOf(language)
    return { items: items.map((record) => presentHistory(record, view)), ...page }
  })
}
