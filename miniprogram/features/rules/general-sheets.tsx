import { useText } from '../../i18n/text'
import { withWays } from './drafted'
import { aNumber, inDays, perhapsDays } from './edit-fields'
import { FieldSheet } from './field-sheet'
import type { Rules, RulesInForce } from './rules.hooks'

interface SheetProps {
  readonly rules: Rules
  readonly onChange: (rules: Rules) => void
  readonly onClose: () => void
}

/** How long books travel from one branch to each other one; a way that is left empty takes what is usual. */
export function WaysSheet(
  props: SheetProps & {
    readonly branches: RulesInForce['branches']
    readonly from: RulesInForce['branches'][number]
  },
) {
  const { rules, branches, from, onChange, onClose } = props
  const t = useText()
  const others = branches.filter(({ id }) => id !== from.id)
  const daysTo = (to: string) => rules.transitDays.find((way) => way.from === from.id && way.to === to)?.days
  return (
    <FieldSheet
      title={t.rules.waysFrom(from.name)}
      note={t.rules.usualWay(rules.defaultTransitDays)}
      onClose={onClose}
      fields={others.map(({ id, name }) =>
        perhapsDays(
          { name: id, label: t.rules.wayTo(name), value: daysTo(id), hint: t.rules.asUsual(rules.defaultTransitDays) },
          { most: 60, t },
        ),
      )}
      onKeep={({ text }) => {
        const named = others.filter(({ id }) => text(id) !== '')
        onChange(
          withWays(
            rules,
            from.id,
            named.map(({ id }) => ({ to: id, days: Number(text(id)) })),
          ),
        )
      }}
    />
  )
}

/** What holds for all branches and readers alike. */
export function GeneralSheet({ rules, onChange, onClose }: SheetProps) {
  const t = useText()
  const minutes = aNumber('pagingRoundMinutes', rules.pagingRoundMinutes, { most: 24 * 60, t })
  return (
    <FieldSheet
      title={t.rules.parts.general}
      onClose={onClose}
      fields={[
        inDays('defaultTransitDays', rules.defaultTransitDays, { least: 0, most: 60, t }),
        { ...minutes, label: `${minutes.label} (${t.rules.minutes})` },
        inDays('minimumWaitDays', rules.minimumWaitDays, { least: 0, most: 365, t }),
      ]}
      onKeep={({ number }) =>
        onChange({
          ...rules,
          defaultTransitDays: number('defaultTransitDays'),
          pagingRoundMinutes: number('pagingRoundMinutes'),
          minimumWaitDays: number('minimumWaitDays'),
        })
      }
    />
  )
}
