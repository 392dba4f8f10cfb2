import type { Clock } from '../../infra/clock'
import { createMemo } from '../../infra/memo'
import { circulationRules, type CirculationRules } from './circulation.rules'
import * as queries from './rules.queries'

export type RulesService = ReturnType<typeof createRulesService>

/** The circulation rules in force (L1). Data, not code; a set without a fallback is refused. */
export function createRulesService(deps: { readonly clock: Clock }) {
  const memo = createMemo(deps.clock, 1000, async () =>
    circulationRules.parse(await queries.readSetting('circulation')),
  )

  async function replace(rules: CirculationRules): Promise<void> {
    await queries.writeSetting('circulation', circulationRules.parse(rules))
    memo.forget()
  }

  return { read: memo.get, replace }
}
