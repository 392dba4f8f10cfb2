import { useText, type Texts } from '../../i18n/text'
import { FieldSheet, type EditField } from './field-sheet'
import { isDay } from './hours'
import type { LimitRule, LoanRule, Rules, Vacation } from './rules.hooks'

/** Which rule is being edited: its part and place in the set. */
export interface Edit {
  readonly part: 'loans' | 'limits' | 'vacations'
  readonly n: number
  readonly title: string
}

interface SheetProps<T> {
  readonly title: string
  readonly rule: T
  readonly onKeep: (rule: T) => void
  readonly onClose: () => void
}

/** The sheet for one rule; the set that it leaves behind. */
export function RuleSheet(props: {
  readonly edit: Edit
  readonly rules: Rules
  readonly onChange: (rules: Rules) => void
  readonly onClose: () => void
}) {
  const { edit, rules, onChange, onClose } = props
  const { title, n } = edit
  const loan = edit.part === 'loans' ? rules.loans[n] : undefined
  const limit = edit.part === 'limits' ? rules.limits[n] : undefined
  const vacation = edit.part === 'vacations' ? rules.vacations[n] : undefined
  const frame = { title, onClose }
  if (loan !== undefined)
    return (
      <LoanSheet
        {...frame}
        rule={loan}
        onKeep={(rule) => onChange({ ...rules, loans: replaced(rules.loans, n, rule) })}
      />
    )
  if (limit !== undefined)
    return (
      <LimitSheet
        {...frame}
        rule={limit}
        onKeep={(rule) => onChange({ ...rules, limits: replaced(rules.limits, n, rule) })}
      />
    )
  if (vacation === undefined) return null
  return (
    <VacationSheet
      {...frame}
      rule={vacation}
      onKeep={(rule) => onChange({ ...rules, vacations: replaced(rules.vacations, n, rule) })}
    />
  )
}

const replaced = <T,>(all: readonly T[], n: number, one: T): T[] => all.map((old, at) => (at === n ? one : old))

const mostDays = 3650

function LoanSheet({ title, rule, onKeep, onClose }: SheetProps<LoanRule>) {
  const t = useText()
  return (
    <FieldSheet
      title={title}
      onClose={onClose}
      fields={[
        inDays('loanDays', rule.loanDays, t),
        { ...number('renewals', rule.renewals, t), problemOf: wholeFrom(0, 100, t) },
        inDays('totalDays', rule.totalDays, t),
        inDays('guaranteedDays', rule.guaranteedDays, t),
      ]}
      switches={[
        {
          name: 'renewableWhenWaitedFor',
          label: t.rules.fields.renewableWhenWaitedFor,
          isOn: rule.renewableWhenWaitedFor,
        },
        { name: 'recallable', label: t.rules.fields.recallable, isOn: rule.recallable ?? false },
      ]}
      onKeep={(edited) =>
        onKeep({
          ...rule,
          loanDays: edited.number('loanDays'),
          renewals: edited.number('renewals'),
          totalDays: edited.number('totalDays'),
          guaranteedDays: edited.number('guaranteedDays'),
          renewableWhenWaitedFor: edited.isOn('renewableWhenWaitedFor'),
          // a rule that says nothing about recalls goes on saying nothing
          ...(rule.recallable === undefined && !edited.isOn('recallable')
            ? {}
            : { recallable: edited.isOn('recallable') }),
        })
      }
    />
  )
}

function LimitSheet({ title, rule, onKeep, onClose }: SheetProps<LimitRule>) {
  const t = useText()
  const field = (name: 'openBookings' | 'openLoans' | 'overdueGraceDays', most: number): EditField => ({
    ...number(name, rule[name], t),
    problemOf: wholeFrom(0, most, t),
  })
  return (
    <FieldSheet
      title={title}
      onClose={onClose}
      fields={[field('openBookings', 1000), field('openLoans', 1000), field('overdueGraceDays', 365)]}
      onKeep={(edited) =>
        onKeep({
          ...rule,
          openBookings: edited.number('openBookings'),
          openLoans: edited.number('openLoans'),
          overdueGraceDays: edited.number('overdueGraceDays'),
        })
      }
    />
  )
}

function VacationSheet({ title, rule, onKeep, onClose }: SheetProps<Vacation>) {
  const t = useText()
  const aDay = (name: 'from' | 'to' | 'dueOn', label: string): EditField => ({
    name,
    label,
    value: rule[name],
    placeholder: '2026-09-15',
    problemOf: (typed) => (isDay(typed) ? undefined : t.rules.wrongDay),
  })
  return (
    <FieldSheet
      title={title}
      onClose={onClose}
      fields={[aDay('from', t.rules.from), aDay('to', t.rules.to), aDay('dueOn', t.rules.fields.dueOn)]}
      onKeep={(edited) =>
        onKeep({ ...rule, from: edited.text('from'), to: edited.text('to'), dueOn: edited.text('dueOn') })
      }
    />
  )
}

const number = (name: keyof Texts['rules']['fields'], value: number, t: Texts) => ({
  name,
  label: t.rules.fields[name],
  value: String(value),
  kind: 'digits' as const,
})

function inDays(name: 'loanDays' | 'totalDays' | 'guaranteedDays', value: number, t: Texts): EditField {
  const field = number(name, value, t)
  return { ...field, label: `${field.label} (${t.rules.days})`, problemOf: wholeFrom(1, mostDays, t) }
}

function wholeFrom(least: number, most: number, t: Texts) {
  return (typed: string) =>
    /^\d{1,4}$/.test(typed) && Number(typed) >= least && Number(typed) <= most
      ? undefined
      : t.rules.wrongNumber(least, most)
}
