import type { z } from 'zod'
import type { circulationRules } from '../../contract/circulation'
import type { Refusal } from '../../contract/common'
import type { RefusalCode } from '../../contract/errors'

export type CirculationRules = z.infer<typeof circulationRules>
export type LoanRule = CirculationRules['loans'][number]
export type LimitRule = CirculationRules['limits'][number]

/** Every place where a set of rules contradicts itself (L1, L2), each with its path. `branchIds`: null when not known yet. */
export function problemsOf(rules: CirculationRules, branchIds: ReadonlySet<string> | null): Refusal[] {
  return [
    ...missingFallbacks(rules),
    ...repeatedScopes(rules),
    ...(branchIds ? unknownBranches(rules, branchIds) : []),
    ...rules.loans.flatMap((rule, n) =>
      rule.totalDays < rule.loanDays ? [problem('rules.total_below_period', `loans.${n}.totalDays`)] : [],
    ),
    ...vacationProblems(rules.vacations),
  ]
}

function problem(code: RefusalCode, path: string): Refusal {
  return { code, details: { path } }
}

/** L1: a rule for everybody is mandatory, or there would be loans without a rule. */
function missingFallbacks({ loans, limits, onShelf }: CirculationRules): Refusal[] {
  const missing = (part: string) => problem('rules.no_fallback', part)
  return [
    ...(loans.some((rule) => isForAll(loanScope(rule))) ? [] : [missing('loans')]),
    ...(limits.some((rule) => rule.category === null) ? [] : [missing('limits')]),
    ...(onShelf.some((rule) => isForAll(shelfScope(rule))) ? [] : [missing('onShelf')]),
  ]
}

type Scope = readonly (string | null)[]
const loanScope = (rule: LoanRule): Scope => [rule.category, rule.loanType, rule.branchId]
const shelfScope = (rule: CirculationRules['onShelf'][number]): Scope => [rule.branchId, rule.loanType]
const isForAll = (scope: Scope) => scope.every((part) => part === null)

/** Two rules of one scope: nobody could tell which one holds. */
function repeatedScopes(rules: CirculationRules): Refusal[] {
  return [
    ...repeats('loans', rules.loans.map(loanScope)),
    ...repeats(
      'limits',
      rules.limits.map(({ category }) => [category]),
    ),
    ...repeats('onShelf', rules.onShelf.map(shelfScope)),
    ...repeats(
      'transitDays',
      rules.transitDays.map(({ from, to }) => [from, to]),
    ),
  ]
}

function repeats(part: string, scopes: readonly Scope[]): Refusal[] {
  const seen = new Set<string>()
  return scopes.flatMap((scope, n) => {
    const key = JSON.stringify(scope)
    if (seen.has(key)) return [problem('rules.scope_repeated', `${part}.${n}`)]
    seen.add(key)
    return []
  })
}

function unknownBranches(rules: CirculationRules, known: ReadonlySet<string>): Refusal[] {
  const named = [
    ...rules.loans.map(({ branchId }, n) => [`loans.${n}.branchId`, branchId] as const),
    ...rules.onShelf.map(({ branchId }, n) => [`onShelf.${n}.branchId`, branchId] as const),
    ...rules.transitDays.flatMap(
      ({ from, to }, n) => [[`transitDays.${n}.from`, from] as const, [`transitDays.${n}.to`, to] as const] as const,
    ),
  ]
  return named.flatMap(([path, id]) => (id === null || known.has(id) ? [] : [problem('rules.unknown_branch', path)]))
}

/** L2: windows one after another, each due on a day that does not lie before its end. */
function vacationProblems(vacations: CirculationRules['vacations']): Refusal[] {
  return vacations.flatMap(({ from, to, dueOn }, n) => {
    if (to < from) return [problem('rules.vacation_ends_before_it_starts', `vacations.${n}.to`)]
    const overlaps = vacations.slice(0, n).some((other) => other.from <= to && from <= other.to)
    return [
      ...(overlaps ? [problem('rules.vacations_overlap', `vacations.${n}`)] : []),
      ...(dueOn < to ? [problem('rules.due_before_vacation_ends', `vacations.${n}.dueOn`)] : []),
    ]
  })
}
