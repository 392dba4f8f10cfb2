import type { Texts } from '../../i18n/text'
import { money } from '../../lib/money'
import type { LimitRule, LoanRule, RuleChange, RulesInForce } from './rules.hooks'

/** Whom a loan rule is about: "本科生 · 短期图书". */
export function aboutLoan(rule: LoanRule, branches: RulesInForce['branches'], t: Texts): string {
  const branch = rule.branchId === null ? '' : ` · ${branches.find(({ id }) => id === rule.branchId)?.name ?? ''}`
  return t.rules.about(
    rule.category === null ? t.rules.everybody : t.account.categories[rule.category],
    rule.loanType === null ? t.rules.everything : t.rules.loanTypes[rule.loanType],
    branch,
  )
}

export const aboutLimit = ({ category }: LimitRule, t: Texts) =>
  category === null ? t.rules.everybody : t.account.categories[category]

/** What a change is about and what it does: "修改 借期规则 · 本科生". */
export function changeTitle({ part, kind, scope }: RuleChange, t: Texts): string {
  const about = [
    scope.category === undefined ? undefined : t.account.categories[scope.category],
    scope.loanType === undefined ? undefined : t.rules.loanTypes[scope.loanType],
    scope.branch?.name,
    scope.toBranch?.name,
    scope.weekday === undefined ? undefined : t.rules.weekdays[scope.weekday],
    scope.from === undefined ? undefined : t.rules.span(scope.from, scope.to ?? scope.from),
  ].filter((word) => word !== undefined)
  return [`${t.rules.parts[part]} ${t.rules.kinds[kind]}`, ...about].join(' · ')
}

/** "借期 56 天 → 28 天"; of what is new or removed the one side. */
export function changeText({ kind, fields }: RuleChange, t: Texts): string {
  return fields
    .map(({ name, before, after }) => {
      const value = (side: typeof before) => valueText(name, side, t)
      const says =
        kind === 'changed' ? t.rules.fromTo(value(before), value(after)) : value(kind === 'added' ? after : before)
      return `${t.rules.fields[name]} ${says}`
    })
    .join(t.common.separator)
}

/** What may be owed before fees stop bookings and loans, and before they stop renewals (L3, L5). */
export function feeLine({ feeBlockCents, renewalFeeBlockCents = feeBlockCents }: LimitRule, t: Texts): string {
  const { feesNeverStop, feesStopAll, feesStopRenewals, feesStopEach } = t.rules
  if (renewalFeeBlockCents === undefined) return feesNeverStop
  if (feeBlockCents === undefined) return feesStopRenewals(money(renewalFeeBlockCents))
  if (feeBlockCents === renewalFeeBlockCents) return feesStopAll(money(feeBlockCents))
  return feesStopEach(money(feeBlockCents), money(renewalFeeBlockCents))
}

type Field = RuleChange['fields'][number]

const inDays: readonly Field['name'][] = [
  'loanDays',
  'totalDays',
  'guaranteedDays',
  'recallNoticeDays',
  'overdueGraceDays',
  'days',
  'defaultTransitDays',
  'minimumWaitDays',
]

function valueText(name: Field['name'], value: Field['before'], t: Texts): string {
  if (name === 'windows' && (value === '' || value === null)) return t.rules.closed
  if (value === null) return t.rules.nothing
  if (typeof value === 'boolean') return value ? t.rules.yes : t.rules.no
  if (typeof value === 'string') return isStrategy(value) ? t.rules.strategies[value] : value
  if (name === 'feeBlockCents' || name === 'renewalFeeBlockCents') return money(value)
  if (name === 'pagingRoundMinutes') return t.rules.minuteCount(value)
  return inDays.includes(name) ? t.rules.dayCount(value) : String(value)
}

function isStrategy(value: string): value is LoanRule['closedDayStrategy'] {
  return value === 'keep' || value === 'previous_open_day' || value === 'next_open_day'
}
