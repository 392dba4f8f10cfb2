import { useState } from 'react'
import { Button } from '../../components/button/button'
import { Chip, Chips } from '../../components/chip/chip'
import { Field } from '../../components/field/field'
import { Box } from '../../components/host/host'
import { Section, Stack } from '../../components/section/section'
import { Sheet } from '../../components/sheet/sheet'
import { useText } from '../../i18n/text'
import s from './rules.module.scss'

/** One thing that a rule says, as it is typed. */
export interface EditField {
  readonly name: string
  readonly label: string
  readonly value: string
  readonly placeholder?: string
  readonly kind?: 'digits' | 'text'
  /** What is wrong with it; `undefined` when nothing is. */
  readonly problemOf: (typed: string) => string | undefined
}

/** A yes or no that a rule says. */
export interface EditSwitch {
  readonly name: string
  readonly label: string
  readonly isOn: boolean
}

export interface Edited {
  readonly text: (name: string) => string
  readonly number: (name: string) => number
  readonly isOn: (name: string) => boolean
}

/** Edits one rule: what was typed is noted on the phone only, until the whole set is applied. */
export function FieldSheet(props: {
  readonly title: string
  readonly fields: readonly EditField[]
  readonly switches?: readonly EditSwitch[]
  readonly onKeep: (edited: Edited) => void
  readonly onClose: () => void
}) {
  const { title, fields, switches = [], onKeep, onClose } = props
  const t = useText()
  const [typed, setTyped] = useState(() => new Map(fields.map(({ name, value }) => [name, value])))
  const [on, setOn] = useState(() => new Map(switches.map(({ name, isOn }) => [name, isOn])))
  const text = (name: string) => (typed.get(name) ?? '').trim()
  const problems = fields.map((field) => field.problemOf(text(field.name)))
  const keep = () => {
    onKeep({ text, number: (name) => Number(text(name)), isOn: (name) => on.get(name) ?? false })
    onClose()
  }
  return (
    <Sheet
      id="field-sheet"
      title={title}
      onClose={onClose}
      footer={
        <Button
          id="keep-rule"
          wide
          text={t.rules.keep}
          disabled={problems.some((problem) => problem !== undefined)}
          onClick={keep}
        />
      }
    >
      <Stack>
        {fields.map((field, n) => (
          <Field
            key={field.name}
            id={`field-${field.name}`}
            kind={field.kind ?? 'text'}
            label={field.label}
            placeholder={field.placeholder}
            value={typed.get(field.name) ?? ''}
            problem={problems[n]}
            onChange={(value) => setTyped(new Map(typed).set(field.name, value))}
          />
        ))}
        {switches.map(({ name, label }) => (
          <Section key={name} isDense>
            <Box className={s['label']}>{label}</Box>
            <Chips wrap>
              {[true, false].map((isOn) => (
                <Chip
                  key={String(isOn)}
                  id={`${name}-${isOn ? 'yes' : 'no'}`}
                  text={isOn ? t.rules.yes : t.rules.no}
                  label={`${label} ${isOn ? t.rules.yes : t.rules.no}`}
                  isOn={on.get(name) === isOn}
                  onClick={() => setOn(new Map(on).set(name, isOn))}
                />
              ))}
            </Chips>
          </Section>
        ))}
      </Stack>
    </Sheet>
  )
}
