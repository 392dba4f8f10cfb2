import type { Texts } from '../../i18n/text'
import type { LoanRule, Rules, RulesInForce } from './rules.hooks'

/** The parts whose rules say whom they are about. */
export type ScopedPart = 'loans' | 'limits' | 'onShelf'
export type Dimension = 'category' | 'loanType' | 'branchId'

/** Whom or what a rule is about; `null`: any. */
export type Scope = { readonly [D in Dimension]?: LoanRule[D] }

/** What the rules of a part may name, the weightier first: it decides between two rules that both fit (L1). */
export const dimensionsOf = {
  loans: ['category', 'loanType', 'branchId'],
  limits: ['category'],
  onShelf: ['branchId', 'loanType'],
} as const satisfies Record<ScopedPart, readonly Dimension[]>

type Choices = { readonly [D in Dimension]: readonly LoanRule[D][] }

/** What a rule of this part may be for; what stays in the library is booked on no shelf. */
export function choicesOf(part: ScopedPart, branches: RulesInForce['branches'], t: Texts): Choices {
  const loanTypes = keysOf(t.rules.loanTypes).filter((type) => part === 'loans' || type !== 'reference_only')
  return {
    category: [null, ...keysOf(t.account.categories)],
    loanType: [null, ...loanTypes],
    branchId: [null, ...branches.map(({ id }) => id)],
  }
}

// cast: the keys of a record of words
const keysOf = <K extends string>(words: Readonly<Record<K, string>>) => Object.keys(words) as K[]

/** Every scope for which there is no rule yet. */
export function freeScopes(part: ScopedPart, rules: Rules, choices: Choices): Scope[] {
  const known: readonly Scope[] = rules[part]
  return allScopes(part, choices).filter((scope) => !known.some((rule) => isSame(part, rule, scope)))
}

function allScopes(part: ScopedPart, choices: Choices): Scope[] {
  const dimensions: readonly Dimension[] = dimensionsOf[part]
  return dimensions.reduce<Scope[]>(
    (scopes, dimension) =>
      scopes.flatMap((scope) => choices[dimension].map((value): Scope => ({ ...scope, [dimension]: value }))),
    [{}],
  )
}

/** What may be chosen in a dimension once those before it are chosen: a scope for each value there. */
export function optionsIn(
  part: ScopedPart,
  free: readonly Scope[],
  at: { scope: Scope; dimension: Dimension },
): Scope[] {
  const { scope, dimension } = at
  const dimensions: readonly Dimension[] = dimensionsOf[part]
  const before = dimensions.slice(0, dimensions.indexOf(dimension))
  const open = free.filter((one) => before.every((each) => one[each] === scope[each]))
  return [...new Map(open.map((one) => [one[dimension], one])).values()]
}

/** The free scope that keeps to what was wished, in the order of the dimensions; where nothing was, the widest. */
export function settle(part: ScopedPart, free: readonly Scope[], wished: Scope): Scope | undefined {
  const dimensions: readonly Dimension[] = dimensionsOf[part]
  const [scope] = dimensions.reduce((open, dimension) => {
    const kept = open.filter((one) => one[dimension] === wished[dimension])
    return kept.length > 0 ? kept : open.filter((one) => one[dimension] === open[0]?.[dimension])
  }, free)
  return scope
}

/** The rule that holds for a scope where it has none of its own, by the weights of the library (L1). */
export function holdingFor<R extends Scope>(part: ScopedPart, rules: readonly R[], scope: Scope): R | undefined {
  const [best] = rules
    .filter((rule) => inAll(part, (dimension) => isAny(rule[dimension]) || rule[dimension] === scope[dimension]))
    .sort((a, b) => weightOf(part, b) - weightOf(part, a))
  return best
}

/** The rules that go on holding for some within the scope, whatever a rule for it says. */
export function strongerThan<R extends Scope>(part: ScopedPart, rules: readonly R[], scope: Scope): R[] {
  const meets = (rule: R) => (dimension: Dimension) =>
    isAny(rule[dimension]) || isAny(scope[dimension]) || rule[dimension] === scope[dimension]
  return rules.filter((rule) => inAll(part, meets(rule)) && weightOf(part, rule) > weightOf(part, scope))
}

/** Whether it holds wherever nothing else is said: without it there would be loans without a rule (L1). */
export const isFallback = (part: ScopedPart, rule: Scope) => inAll(part, (dimension) => isAny(rule[dimension]))

const isAny = (value: Scope[Dimension]) => value === null || value === undefined

const isSame = (part: ScopedPart, a: Scope, b: Scope) => inAll(part, (dimension) => a[dimension] === b[dimension])

const inAll = (part: ScopedPart, holds: (dimension: Dimension) => boolean) => dimensionsOf[part].every(holds)

/** What one names outweighs all behind it together. */
const weightOf = (part: ScopedPart, scope: Scope) =>
  dimensionsOf[part].reduce((weight, dimension) => weight * 2 + (isAny(scope[dimension]) ? 0 : 1), 0)
