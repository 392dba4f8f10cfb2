import { AppError, refused } from '../../domain/app-error'
import type { LibrarianPrincipal } from '../../domain/principal'
import { transaction } from '../../infra/transaction'
import type { PlacesService } from '../places/places.service'
import { problemsOf, type CirculationRules } from './circulation.rules'
import { circulationRules } from '../../contract/circulation'
import { ruleChangesBetween } from './rule-changes.rules'
import type { RuleChangeRecord } from './rule-changes.model'
import type { RuleHistory } from './rule-history.service'
import type { RulesInForce, RulesService } from './rules.service'

interface Deps {
  readonly rules: RulesService
  readonly places: PlacesService
  readonly history: RuleHistory
}

export interface EditedRules extends RulesInForce {
  /** The change that made them; null: nobody's. */
  readonly lastChange: RuleChangeRecord | null
}

const about = { kind: 'circulation', branchId: null } as const

export type RuleEditing = ReturnType<typeof createRuleEditing>

/**
 * Librarians change the rules (L1): a whole set replaces the one that was on the screen. Two at once: the second hears
 * that the rules have moved on. Every change keeps what was before and can be undone.
 */
export function createRuleEditing(deps: Deps) {
  async function read(): Promise<EditedRules> {
    const current = await deps.rules.current()
    return { ...current, lastChange: await deps.history.find({ ...about, version: current.version }) }
  }

  /** Everything that contradicts itself in a set, with the branches that there are. */
  async function refusalsOf(rules: CirculationRules) {
    const { branches } = await deps.places.read()
    return problemsOf(rules, new Set(branches.map(({ _id }) => _id)))
  }

  /** @throws `rules.stale`, `rules.refused` */
  async function apply(
    librarian: LibrarianPrincipal,
    wish: { readonly rules: CirculationRules; readonly version: number },
  ): Promise<EditedRules> {
    return transaction(async () => {
      const current = await currentAt(wish.version)
      const refusals = await refusalsOf(wish.rules)
      if (refusals.length > 0) throw refused('rules.refused', refusals)
      if (ruleChangesBetween(current.rules, wish.rules).length > 0) {
        await put(librarian, current, { rules: wish.rules, action: 'applied' })
      }
      return read()
    })
  }

  /** @throws `rules.stale`, `rules.nothing_to_undo` */
  async function revert(librarian: LibrarianPrincipal, version: number): Promise<EditedRules> {
    return transaction(async () => {
      const current = await currentAt(version)
      const last = await deps.history.find({ ...about, version })
      if (!last) throw new AppError('rules.nothing_to_undo')
      await put(librarian, current, { rules: circulationRules.parse(last.before), action: 'undone' })
      return read()
    })
  }

  async function currentAt(version: number): Promise<RulesInForce> {
    const current = await deps.rules.current()
    if (current.version !== version) throw new AppError('rules.stale', { version: current.version })
    return current
  }

  async function put(
    librarian: LibrarianPrincipal,
    current: RulesInForce,
    next: { readonly rules: CirculationRules; readonly action: RuleChangeRecord['action'] },
  ): Promise<void> {
    const stepped = await deps.rules.step(current, next.rules)
    if (!stepped) throw new AppError('rules.stale')
    const { version } = stepped
    const change = { ...about, version, action: next.action, before: current.rules, after: next.rules }
    await deps.history.record(librarian, change)
  }

  return { read, refusalsOf, apply, revert }
}
