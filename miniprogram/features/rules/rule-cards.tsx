import { Button } from '../../components/button/button'
import { Card } from '../../components/card/card'
import { Box } from '../../components/host/host'
import { Section } from '../../components/section/section'
import { useText } from '../../i18n/text'
import { useSettings } from '../../lib/settings'
import type { Edit } from './rule-sheets'
import type { Rules, RulesInForce } from './rules.hooks'
import { aboutLimit, aboutLoan, feeLine } from './says'
import s from './rules.module.scss'

/** The rules in plain words, one card each: for how long, how many, and the vacations. */
export function RuleCards(props: {
  readonly rules: Rules
  readonly branches: RulesInForce['branches']
  readonly onEdit: (edit: Edit) => void
}) {
  const { rules, branches, onEdit } = props
  const t = useText()
  const words = t.rules
  const { language } = useSettings()
  return (
    <>
      <Section title={words.loans}>
        {rules.loans.map((rule, n) => {
          const title = aboutLoan(rule, branches, t)
          return (
            <RuleCard
              key={title}
              id={`loan-rule-${n}`}
              title={title}
              lines={[
                words.loanLine(rule.loanDays, rule.renewals, rule.totalDays),
                rule.renewableWhenWaitedFor ? words.waitedFor.yes : words.waitedFor.no,
              ]}
              onEdit={() => onEdit({ part: 'loans', n, title })}
            />
          )
        })}
      </Section>
      <Section title={words.limits}>
        {rules.limits.map((rule, n) => {
          const title = aboutLimit(rule, t)
          return (
            <RuleCard
              key={title}
              id={`limit-rule-${n}`}
              title={title}
              lines={[words.limitLine(rule.openBookings, rule.openLoans, rule.overdueGraceDays), feeLine(rule, t)]}
              onEdit={() => onEdit({ part: 'limits', n, title: `${words.limits} · ${title}` })}
            />
          )
        })}
      </Section>
      {rules.vacations.length > 0 && (
        <Section title={words.vacations}>
          {rules.vacations.map(({ from, to, dueOn, note }, n) => {
            const title = (language === 'en' ? note?.en : note?.zh) ?? words.span(from, to)
            return (
              <RuleCard
                key={`${from} ${to} ${n}`}
                id={`vacation-${n}`}
                title={title}
                lines={[words.vacationLine(from, to, dueOn)]}
                onEdit={() => onEdit({ part: 'vacations', n, title })}
              />
            )
          })}
        </Section>
      )}
    </>
  )
}

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
