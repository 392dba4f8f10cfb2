import type { LimitRule, LoanRule, Rules, ShelfRule, Vacation } from './rules.hooks'
import { holdingFor, type Scope, type ScopedPart } from './scopes'

/** One rule of a list, with the list that it belongs to. */
export type Drafted =
  | { readonly part: 'loans'; readonly rule: LoanRule }
  | { readonly part: 'limits'; readonly rule: LimitRule }
  | { readonly part: 'onShelf'; readonly rule: ShelfRule }
  | { readonly part: 'vacations'; readonly rule: Vacation }

export type ListPart = Drafted['part']

/** The rules of a list, each with its list. */
export function draftedIn<P extends ListPart>(rules: Rules, part: P): Extract<Drafted, { readonly part: P }>[] {
  const all: readonly Drafted['rule'][] = rules[part]
  // cast: the rules of a part, with the name of the part
  return all.map((rule) => ({ part, rule }) as Extract<Drafted, { readonly part: P }>)
}

/** A rule for a scope that has none: it says what holds there now. */
export function newRule(rules: Rules, part: ScopedPart, scope: Scope): Drafted | undefined {
  if (part === 'loans') {
    const like = holdingFor(part, rules.loans, scope)
    return like && { part, rule: { ...like, ...scope } }
  }
  if (part === 'limits') {
    const like = holdingFor(part, rules.limits, scope)
    return like && { part, rule: { ...like, ...scope } }
  }
  const like = holdingFor(part, rules.onShelf, scope)
  return like && { part, rule: { ...like, ...scope } }
}

/** The set with the rule at its place, or at the end of its list. */
export function withRule(rules: Rules, { part, rule }: Drafted, n?: number): Rules {
  const put = <R>(all: readonly R[], one: R) =>
    n === undefined ? [...all, one] : all.map((old, at) => (at === n ? one : old))
  if (part === 'loans') return { ...rules, loans: put(rules.loans, rule) }
  if (part === 'limits') return { ...rules, limits: put(rules.limits, rule) }
  if (part === 'onShelf') return { ...rules, onShelf: put(rules.onShelf, rule) }
  const vacations = put(rules.vacations, rule).sort((a, b) => (a.from < b.from ? -1 : 1))
  return { ...rules, vacations }
}

export function withoutRule(rules: Rules, part: ListPart, n: number): Rules {
  const cut = <R>(all: readonly R[]) => all.filter((_, at) => at !== n)
  return { ...rules, [part]: cut<unknown>(rules[part]) }
}

/** The days of the ways from one branch, in place of those that were named before. */
export function withWays(rules: Rules, from: string, ways: readonly { to: string; days: number }[]): Rules {
  const others = rules.transitDays.filter((way) => way.from !== from)
  return { ...rules, transitDays: [...others, ...ways.map((way) => ({ from, ...way }))] }
}
