import { circulationRules } from '../../contract/circulation'
import type { Clock } from '../../infra/clock'
import { createMemo } from '../../infra/memo'
import { afterCommit } from '../../infra/transaction'
import { problemsOf, type CirculationRules } from './circulation.rules'
import * as queries from './rules.queries'

export type RulesService = ReturnType<typeof createRulesService>

export interface RulesInForce {
  readonly rules: CirculationRules
  readonly version: number
}

/** How long another instance may go on with the rules before. */
const rememberedMs = 1000

/** The circulation rules in force (L1). Data, not code; a set that contradicts itself is refused. */
export function createRulesService(deps: { readonly clock: Clock }) {
  const memo = createMemo(deps.clock, rememberedMs, readCurrent)

  async function read(): Promise<CirculationRules> {
    return (await memo.get()).rules
  }

  /** Founds a library, or imports its rules: nobody's change, and nothing to undo. */
  async function replace(rules: CirculationRules): Promise<void> {
    const [problem] = problemsOf(rules, null)
    if (problem) throw new Error(`rules that contradict themselves: ${problem.code} ${String(problem.details['path'])}`)
    await queries.writeSetting('circulation', circulationRules.parse(rules))
    memo.forget()
  }

  /** The next version, in the caller's transaction; null when `current` is not in force any more. */
  async function step(current: RulesInForce, rules: CirculationRules): Promise<RulesInForce | null> {
    const isDone = await queries.replaceSetting('circulation', rules, current.version)
    if (!isDone) return null
    if (JSON.stringify(current.rules.limits) !== JSON.stringify(rules.limits)) {
      await queries.writeSetting('limits', { since: new Date(deps.clock.now().getTime() + rememberedMs) })
    }
    afterCommit(memo.forget)
    return { rules, version: current.version + 1 }
  }

  /** Since when the limits hold for certain; null: always. What readers had before may be more (B6). */
  async function limitsSince(): Promise<Date | null> {
    const setting = await queries.readSetting('limits')
    return isSince(setting) ? setting.since : null
  }

  return { read, version: async () => (await memo.get()).version, current: readCurrent, replace, step, limitsSince }
}

async function readCurrent(): Promise<RulesInForce> {
  const stored = await queries.readVersioned('circulation')
  return { rules: circulationRules.parse(stored?.value ?? null), version: stored?.version ?? 0 }
}

function isSince(value: unknown): value is { readonly since: Date } {
  return typeof value === 'object' && value !== null && 'since' in value && value.since instanceof Date
}
