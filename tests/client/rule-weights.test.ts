import type { ResponseOf } from '../../bff/contract'
import { isOnShelfBookable, limitsFor, loanRuleFor } from '../../bff/features/rules/rules.rules'
import { newRule, withRule } from '../../miniprogram/features/rules/drafted'
import {
  choicesOf,
  freeScopes,
  holdingFor,
  optionsIn,
  settle,
  strongerThan,
} from '../../miniprogram/features/rules/scopes'
import { zhCn } from '../../miniprogram/i18n/zh-cn'
import { branches, forAll, forExternal, forShort, rules } from './rule-examples'

type Rules = ResponseOf<'GET /desk/rules'>['rules']

describe('the app weighs rules as the library does (L1)', () => {
  const t = zhCn
  const many: Rules = {
    ...rules,
    loans: [...rules.loans, { ...forShort, branchId: 'law' }, { ...forAll, branchId: 'law' }],
    onShelf: [...rules.onShelf, { branchId: 'law', loanType: null, allowed: false }],
  }

  it('what a new rule begins with is what the library would apply', () => {
    for (const { category, loanType, branchId } of freeScopes('loans', many, choicesOf('loans', branches, t))) {
      if (!category || !loanType || !branchId) continue
      const scope = { category, loanType, branchId }
      expect(holdingFor('loans', many.loans, scope)).toBe(loanRuleFor(many, scope))
    }
    for (const { branchId, loanType } of freeScopes('onShelf', many, choicesOf('onShelf', branches, t))) {
      if (!branchId || !loanType) continue
      const { allowed } = holdingFor('onShelf', many.onShelf, { branchId, loanType }) ?? {}
      expect(allowed).toBe(isOnShelfBookable(many, branchId, loanType))
    }
    expect(holdingFor('limits', many.limits, { category: 'staff' })).toBe(limitsFor(many, 'staff'))
  })

  it('a rule that is said to come first really does, after the new one is added', () => {
    const scope = { category: null, loanType: null, branchId: 'main' } as const
    const of = newRule(rules, 'loans', scope)
    if (of === undefined) throw new Error('a rule')
    const added = withRule(rules, of)
    expect(strongerThan('loans', rules.loans, scope)).toEqual([forShort, forExternal])
    const held = (category: 'staff' | 'external', loanType: 'normal' | 'short') =>
      loanRuleFor(added, { category, loanType, branchId: 'main' })
    expect([held('staff', 'short'), held('external', 'normal')]).toEqual([forShort, forExternal])
    expect(held('staff', 'normal')).toMatchObject({ branchId: 'main' })
  })

  it('only scopes without a rule are offered, the widest first, and what was chosen stays where it can', () => {
    const free = freeScopes('loans', many, choicesOf('loans', branches, t))
    expect(settle('loans', free, {})).toEqual({ category: null, loanType: null, branchId: 'main' })
    expect(settle('loans', free, { loanType: 'normal', branchId: 'law' })).toEqual({
      category: null,
      loanType: 'normal',
      branchId: 'law',
    })
    expect(settle('loans', free, { category: 'staff' })).toEqual({ category: 'staff', loanType: null, branchId: null })
    for (const scope of free)
      for (const dimension of ['category', 'loanType', 'branchId'] as const)
        for (const to of optionsIn('loans', free, { scope, dimension })) {
          const chosen = settle('loans', free, { ...scope, [dimension]: to[dimension] })
          expect(free).toContain(chosen)
          expect(chosen?.[dimension]).toBe(to[dimension])
        }
  })
})
