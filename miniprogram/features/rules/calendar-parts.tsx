import { Button } from '../../components/button/button'
import { IconButton } from '../../components/button/icon-button'
import { Box } from '../../components/host/host'
import { Row, Rows } from '../../components/row/row'
import { Section } from '../../components/section/section'
import { useText } from '../../i18n/text'
import { useSettings } from '../../lib/settings'
import { hoursText, weekdays, type Weekday } from './hours'
import type { Calendar } from './rules.hooks'
import s from './rules.module.scss'

/** The hours of each weekday; a tap changes them. */
export function Week({
  calendar,
  onEdit,
}: {
  readonly calendar: Calendar
  readonly onEdit: (weekday: Weekday) => void
}) {
  const t = useText()
  return (
    <Section title={t.rules.week}>
      <Rows>
        {weekdays.map((weekday) => (
          <Row
            key={weekday}
            id={`hours-${weekday}`}
            title={t.rules.weekdays[weekday]}
            value={hoursText(calendar.weekly[weekday]) || t.rules.closed}
            onClick={() => onEdit(weekday)}
          />
        ))}
      </Rows>
    </Section>
  )
}

/** The dated exceptions, each to take away, and a new one. */
export function Exceptions(props: {
  readonly calendar: Calendar
  readonly onAdd: () => void
  readonly onChange: (calendar: Calendar) => void
}) {
  const { calendar, onAdd, onChange } = props
  const t = useText()
  const { language } = useSettings()
  return (
    <Section title={t.rules.exceptions}>
      {calendar.exceptions.length === 0 ? (
        <Box className={s['note']}>{t.rules.noExceptions}</Box>
      ) : (
        <Rows id="exceptions">
          {calendar.exceptions.map((exception, n) => {
            const { from, to, windows, note } = exception
            const span = t.rules.span(from, to)
            const said = language === 'en' ? (note?.en ?? note?.zh) : note?.zh
            return (
              <Row
                key={`${from} ${to} ${n}`}
                title={span}
                text={[hoursText(windows) || t.rules.closed, said].filter((part) => part !== undefined).join(' · ')}
                trail={
                  <IconButton
                    id={`remove-exception-${n}`}
                    icon="trash"
                    label={t.rules.removeOf(span)}
                    onClick={() =>
                      onChange({ ...calendar, exceptions: calendar.exceptions.filter((other) => other !== exception) })
                    }
                  />
                }
              />
            )
          })}
        </Rows>
      )}
      <Button id="add-exception" kind="quiet" icon="plus" text={t.rules.addException} onClick={onAdd} />
    </Section>
  )
}
