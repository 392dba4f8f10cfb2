import { Button } from '../../components/button/button'
import { Card } from '../../components/card/card'
import { Box } from '../../components/host/host'
import { Section } from '../../components/section/section'
import { useText } from '../../i18n/text'
import { useSettings } from '../../lib/settings'
import { draftedIn, type ListPart } from './drafted'
import type { Edit } from './rule-sheets'
import type { Rules, RulesInForce } from './rules.hooks'
import { aboutRule, aboutVacation, linesOf } from './says'
import { choicesOf, freeScopes, type ScopedPart } from './scopes'
import s from './rules.module.scss'

interface CardsProps {
  readonly rules: Rules
  readonly branches: RulesInForce['branches']
  readonly onEdit: (edit: Edit) => void
}

/** The rules in plain words, one card each: how long, how many, what from the shelf, the vacations, the ways. */
export function RuleCards(props: CardsProps) {
  return (
    <>
      <Scoped {...props} part="loans" />
      <Scoped {...props} part="limits" />
      <Scoped {...props} part="onShelf" />
      <Vacations {...props} />
      <Ways {...props} />
      <General {...props} />
    </>
  )
}

const cardIds: Record<ListPart, string> = {
  loans: 'loan-rule',
  limits: 'limit-rule',
  onShelf: 'shelf-rule',
  vacations: 'vacation',
}

/** The rules of one part; a new one as long as there is somebody without. */
function Scoped({ rules, branches, part, onEdit }: CardsProps & { readonly part: ScopedPart }) {
  const t = useText()
  const hasFree = freeScopes(part, rules, choicesOf(part, branches, t)).length > 0
  return (
    <Section title={t.rules[part]} action={hasFree ? addAction(part, t.rules.add, onEdit) : undefined}>
      {draftedIn(rules, part).map((of, n) => {
        const title = aboutRule(part, of.rule, { branches, t })
        return (
          <RuleCard
            key={title}
            id={`${cardIds[part]}-${n}`}
            title={title}
            lines={linesOf(of, t)}
            onEdit={() => onEdit({ kind: 'rule', part, n })}
          />
        )
      })}
    </Section>
  )
}

function Vacations({ rules, onEdit }: CardsProps) {
  const t = useText()
  const { language } = useSettings()
  return (
    <Section title={t.rules.vacations} action={addAction('vacations', t.rules.add, onEdit)}>
      {rules.vacations.length === 0 && <Box className={s['note']}>{t.rules.noVacations}</Box>}
      {rules.vacations.map((rule, n) => (
        <RuleCard
          key={`${rule.from} ${rule.to} ${n}`}
          id={`${cardIds.vacations}-${n}`}
          title={aboutVacation(rule, language, t)}
          lines={linesOf({ part: 'vacations', rule }, t)}
          onEdit={() => onEdit({ kind: 'rule', part: 'vacations', n })}
        />
      ))}
    </Section>
  )
}

/** Days on the road, by the branch that sends. */
function Ways({ rules, branches, onEdit }: CardsProps) {
  const t = useText()
  const daysOf = (from: string, to: string) =>
    rules.transitDays.find((way) => way.from === from && way.to === to)?.days ?? rules.defaultTransitDays
  if (branches.length < 2) return null
  return (
    <Section title={t.rules.parts.transitDays}>
      {branches.map((from) => (
        <RuleCard
          key={from.id}
          id={`ways-${from.id}`}
          title={t.rules.waysFrom(from.name)}
          lines={[
            branches
              .filter(({ id }) => id !== from.id)
              .map(({ id, name }) => t.rules.way(name, daysOf(from.id, id)))
              .join(t.common.separator),
          ]}
          onEdit={() => onEdit({ kind: 'ways', from })}
        />
      ))}
    </Section>
  )
}

function General({ rules, onEdit }: CardsProps) {
  const t = useText()
  const { fields, dayCount, minuteCount } = t.rules
  return (
    <Section title={t.rules.parts.general}>
      <RuleCard
        id="general-rules"
        title={t.rules.everywhere}
        lines={[
          `${fields.defaultTransitDays} ${dayCount(rules.defaultTransitDays)}`,
          `${fields.pagingRoundMinutes} ${minuteCount(rules.pagingRoundMinutes)}`,
          `${fields.minimumWaitDays} ${dayCount(rules.minimumWaitDays)}`,
        ]}
        onEdit={() => onEdit({ kind: 'general' })}
      />
    </Section>
  )
}

const addAction = (part: ListPart, text: string, onEdit: CardsProps['onEdit']) => ({
  id: `add-${part}`,
  text,
  onClick: () => onEdit({ kind: 'new', part }),
})

function RuleCard(props: {
  readonly id: string
  readonly title: string
  readonly lines: readonly string[]
  readonly onEdit: () => void
}) {
  const t = useText()
  return (
    <Card id={props.id}>
      <Box className={s['cardHead']}>
        <Box className={s['cardTitle']}>{props.title}</Box>
        <Button
          id={`edit-${props.id}`}
          kind="plain"
          icon="edit"
          text={t.rules.edit}
          label={t.rules.editOf(props.title)}
          onClick={props.onEdit}
        />
      </Box>
      {props.lines.map((line) => (
        <Box key={line} className={s['line']}>
          {line}
        </Box>
      ))}
    </Card>
  )
}
