import { useText, type Texts } from '../../i18n/text'
import { centsOf } from '../../lib/money'
import type { Drafted } from './drafted'
import { aDay, aNumber, inDays, perhaps, perhapsDays, perhapsMoney, yesOrNo } from './edit-fields'
import { FieldSheet, type EditChoice, type Edited, type SheetFrame } from './field-sheet'
import type { LimitRule, LoanRule, ShelfRule, Vacation } from './rules.hooks'

interface FormProps<R> {
  readonly frame: SheetFrame
  readonly rule: R
  readonly onKeep: (rule: R) => void
}

/** The sheet for what one rule says, new or known. */
export function RuleForm(props: {
  readonly of: Drafted
  readonly frame: SheetFrame
  readonly onKeep: (kept: Drafted) => void
}) {
  const { of, frame, onKeep } = props
  const { part, rule } = of
  if (part === 'loans') return <LoanForm frame={frame} rule={rule} onKeep={(kept) => onKeep({ part, rule: kept })} />
  if (part === 'limits') return <LimitForm frame={frame} rule={rule} onKeep={(kept) => onKeep({ part, rule: kept })} />
  if (part === 'onShelf') return <ShelfForm frame={frame} rule={rule} onKeep={(kept) => onKeep({ part, rule: kept })} />
  return <VacationForm frame={frame} rule={rule} onKeep={(kept) => onKeep({ part, rule: kept })} />
}

function LoanForm({ frame, rule, onKeep }: FormProps<LoanRule>) {
  const t = useText()
  const { recallable, recallNoticeDays, ...said } = rule
  const names = t.rules.fields
  return (
    <FieldSheet
      {...frame}
      fields={[
        inDays('loanDays', rule.loanDays, { t }),
        aNumber('renewals', rule.renewals, { most: 100, t }),
        inDays('totalDays', rule.totalDays, { t }),
        inDays('guaranteedDays', rule.guaranteedDays, { t }),
        perhapsDays(
          { name: 'recallNoticeDays', label: names.recallNoticeDays, value: recallNoticeDays, hint: t.rules.noNotice },
          { most: 365, t },
        ),
      ]}
      choices={[
        yesOrNo('renewableWhenWaitedFor', rule.renewableWhenWaitedFor, t),
        yesOrNo('recallable', recallable ?? false, t),
        strategyChoice(rule, t),
      ]}
      onKeep={(edited) => {
        const isRecallable = edited.choice('recallable') === 'yes'
        onKeep({
          ...said,
          loanDays: edited.number('loanDays'),
          renewals: edited.number('renewals'),
          totalDays: edited.number('totalDays'),
          guaranteedDays: edited.number('guaranteedDays'),
          renewableWhenWaitedFor: edited.choice('renewableWhenWaitedFor') === 'yes',
          closedDayStrategy:
            strategies.find((one) => one === edited.choice('closedDayStrategy')) ?? rule.closedDayStrategy,
          ...perhaps('recallNoticeDays', edited, Number),
          // a rule that says nothing about recalls goes on saying nothing
          ...(recallable === undefined && !isRecallable ? {} : { recallable: isRecallable }),
        })
      }}
    />
  )
}

const strategies = ['keep', 'previous_open_day', 'next_open_day'] as const satisfies LoanRule['closedDayStrategy'][]

const strategyChoice = (rule: LoanRule, t: Texts): EditChoice => ({
  name: 'closedDayStrategy',
  label: t.rules.fields.closedDayStrategy,
  value: rule.closedDayStrategy,
  options: strategies.map((value) => ({ value, text: t.rules.strategies[value] })),
})

function LimitForm({ frame, rule, onKeep }: FormProps<LimitRule>) {
  const t = useText()
  const { feeBlockCents, renewalFeeBlockCents, ...said } = rule
  return (
    <FieldSheet
      {...frame}
      fields={[
        aNumber('openBookings', rule.openBookings, { most: 1000, t }),
        aNumber('openLoans', rule.openLoans, { most: 1000, t }),
        inDays('overdueGraceDays', rule.overdueGraceDays, { least: 0, most: 365, t }),
        perhapsMoney('feeBlockCents', feeBlockCents, t),
        perhapsMoney('renewalFeeBlockCents', renewalFeeBlockCents, t),
      ]}
      onKeep={(edited) =>
        onKeep({
          ...said,
          openBookings: edited.number('openBookings'),
          openLoans: edited.number('openLoans'),
          overdueGraceDays: edited.number('overdueGraceDays'),
          ...perhaps('feeBlockCents', edited, centsOf),
          ...perhaps('renewalFeeBlockCents', edited, centsOf),
        })
      }
    />
  )
}

function ShelfForm({ frame, rule, onKeep }: FormProps<ShelfRule>) {
  const t = useText()
  return (
    <FieldSheet
      {...frame}
      fields={[]}
      choices={[yesOrNo('allowed', rule.allowed, t)]}
      onKeep={(edited) => onKeep({ ...rule, allowed: edited.choice('allowed') === 'yes' })}
    />
  )
}

function VacationForm({ frame, rule, onKeep }: FormProps<Vacation>) {
  const t = useText()
  const { note, ...said } = rule
  const aName = (name: 'zh' | 'en') => ({
    name,
    label: t.rules.vacationNames[name],
    value: note?.[name] ?? '',
    problemOf: () => undefined,
  })
  return (
    <FieldSheet
      {...frame}
      fields={[
        aDay('from', t.rules.from, { value: rule.from, t }),
        aDay('to', t.rules.to, { value: rule.to, t }),
        aDay('dueOn', t.rules.fields.dueOn, { value: rule.dueOn, t }),
        aName('zh'),
        aName('en'),
      ]}
      onKeep={(edited) =>
        onKeep({
          ...said,
          from: edited.text('from'),
          to: edited.text('to'),
          dueOn: edited.text('dueOn'),
          ...vacationName(edited),
        })
      }
    />
  )
}

/** A vacation without a Chinese name goes by its English one; without either, by its dates. */
function vacationName({ text }: Edited): Pick<Vacation, 'note'> {
  const zh = text('zh') || text('en')
  const en = text('en')
  return zh === '' ? {} : { note: { zh, ...(en === '' ? {} : { en }) } }
}
