import { useText, type Texts } from '../../i18n/text'
import { FieldSheet, type EditField } from './field-sheet'
import { hoursOf, hoursText, isDay, type Weekday } from './hours'
import type { Calendar } from './rules.hooks'

/** What is being edited: the hours of a weekday, or a new exception. */
export type CalendarEdit = { readonly weekday: Weekday } | 'exception'

/** The sheet for one weekday or a new exception; the calendar that it leaves behind. */
export function CalendarSheet(props: {
  readonly edit: CalendarEdit
  readonly calendar: Calendar
  readonly onChange: (calendar: Calendar) => void
  readonly onClose: () => void
}) {
  const { edit, calendar, onChange, onClose } = props
  const t = useText()
  if (edit === 'exception') return <ExceptionSheet calendar={calendar} onChange={onChange} onClose={onClose} />
  const { weekday } = edit
  return (
    <FieldSheet
      title={`${t.rules.weekdays[weekday]} · ${t.rules.hours}`}
      onClose={onClose}
      fields={[hoursField(hoursText(calendar.weekly[weekday]), t)]}
      onKeep={(edited) =>
        onChange({ ...calendar, weekly: { ...calendar.weekly, [weekday]: hoursOf(edited.text('hours')) ?? [] } })
      }
    />
  )
}

function ExceptionSheet(props: {
  readonly calendar: Calendar
  readonly onChange: (calendar: Calendar) => void
  readonly onClose: () => void
}) {
  const { calendar, onChange, onClose } = props
  const t = useText()
  const day = (name: 'from' | 'to'): EditField => ({
    name,
    label: t.rules[name],
    value: '',
    placeholder: '2026-10-01',
    problemOf: (typed) => (isDay(typed) ? undefined : t.rules.wrongDay),
  })
  return (
    <FieldSheet
      title={t.rules.addException}
      onClose={onClose}
      fields={[
        day('from'),
        day('to'),
        hoursField('', t),
        { name: 'note', label: t.rules.noteLabel, value: '', problemOf: () => undefined },
      ]}
      onKeep={({ text }) => {
        const note = text('note')
        const added = { from: text('from'), to: text('to'), windows: hoursOf(text('hours')) ?? [] }
        const exceptions = [...calendar.exceptions, { ...added, ...(note === '' ? {} : { note: { zh: note } }) }]
        onChange({ ...calendar, exceptions: exceptions.sort((a, b) => (a.from < b.from ? -1 : 1)) })
      }}
    />
  )
}

function hoursField(value: string, t: Texts): EditField {
  return {
    name: 'hours',
    label: t.rules.hours,
    value,
    placeholder: t.rules.hoursHint,
    problemOf: (typed) => (hoursOf(typed) === undefined ? t.rules.wrongHours : undefined),
  }
}
