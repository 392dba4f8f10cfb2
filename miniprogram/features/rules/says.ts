import type { Texts } from '../../i18n/text'
import { money } from '../../lib/money'
import type { Language } from '../../lib/settings'
import type { Drafted } from './drafted'
import type { LimitRule, LoanRule, RuleChange, RulesInForce, Vacation } from './rules.hooks'
import { dimensionsOf, type Dimension, type Scope, type ScopedPart } from './scopes'

interface Naming {
  readonly branches: RulesInForce['branches']
  readonly t: Texts
}

/** Whom or what a rule is about: "本科生 · 短期图书 · 法律分馆"; all branches go without saying for a loan. */
export function aboutRule(part: ScopedPart, scope: Scope, naming: Naming): string {
  return dimensionsOf[part]
    .filter((dimension) => part !== 'loans' || dimension !== 'branchId' || typeof scope.branchId === 'string')
    .map((dimension) => aboutOne(dimension, scope, naming))
    .join(' · ')
}

/** One dimension of a scope in words. */
export function aboutOne(dimension: Dimension, scope: Scope, { branches, t }: Naming): string {
  const { category, loanType, branchId } = scope
  if (dimension === 'category') return category ? t.account.categories[category] : t.rules.everybody
  if (dimension === 'loanType') return loanType ? t.rules.loanTypes[loanType] : t.rules.everything
  return branchId ? (branches.find(({ id }) => id === branchId)?.name ?? branchId) : t.rules.everywhere
}

/** What a vacation is called. */
export function aboutVacation({ from, to, note }: Vacation, language: Language, t: Texts): string {
  return (language === 'en' ? note?.en : note?.zh) ?? t.rules.span(from, to)
}

/** What a rule says, a line for each thing. */
export function linesOf(of: Drafted, t: Texts): string[] {
  const words = t.rules
  if (of.part === 'loans') {
    const { loanDays, renewals, totalDays, renewableWhenWaitedFor } = of.rule
    return [words.loanLine(loanDays, renewals, totalDays), words.waitedFor[renewableWhenWaitedFor ? 'yes' : 'no']]
  }
  if (of.part === 'limits') {
    const { openBookings, openLoans, overdueGraceDays } = of.rule
    return [words.limitLine(openBookings, openLoans, overdueGraceDays), feeLine(of.rule, t)]
  }
  if (of.part === 'onShelf') return [words.shelfLine[of.rule.allowed ? 'yes' : 'no']]
  return [words.vacationLine(of.rule.from, of.rule.to, of.rule.dueOn)]
}

/** What a change is about and what it does: "借期规则 修改 · 本科生 · 所有图书". */
export function changeTitle({ part, kind, scope }: RuleChange, t: Texts): string {
  return [`${t.rules.parts[part]} ${t.rules.kinds[kind]}`, aboutChange(part, scope, t)]
    .filter((words) => words !== '')
    .join(' · ')
}

function aboutChange(part: RuleChange['part'], scope: RuleChange['scope'], t: Texts): string {
  const { branch, toBranch, weekday, from, to } = scope
  if (part === 'loans' || part === 'limits' || part === 'onShelf') {
    const { category = null, loanType = null } = scope
    const named = { category, loanType, branchId: branch?.id ?? null }
    return aboutRule(part, named, { branches: branch ? [branch] : [], t })
  }
  if (part === 'transitDays') return t.rules.fromTo(branch?.name ?? '', toBranch?.name ?? '')
  if (weekday !== undefined) return t.rules.weekdays[weekday]
  return from === undefined ? '' : t.rules.span(from, to ?? from)
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
function feeLine({ feeBlockCents, renewalFeeBlockCents = feeBlockCents }: LimitRule, t: Texts): string {
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
