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

/** One of a few things that a rule can say. */
export interface EditChoice {
  readonly name: string
  readonly label: string
  readonly value: string
  readonly options: readonly { readonly value: string; readonly text: string }[]
}

export interface Edited {
  readonly text: (name: string) => string
  readonly number: (name: string) => number
  readonly choice: (name: string) => string
}

/** What every sheet for a rule has: whose it is, the way out and, for what may go, the way to remove it. */
export interface SheetFrame {
  readonly title: string
  readonly note?: string | undefined
  readonly onRemove?: (() => void) | undefined
  readonly onClose: () => void
}

interface FieldSheetProps extends SheetFrame {
  readonly fields: readonly EditField[]
  readonly choices?: readonly EditChoice[]
  readonly onKeep: (edited: Edited) => void
}

/** Edits one rule: what was typed is noted on the phone only, until the whole set is applied. */
export function FieldSheet(props: FieldSheetProps) {
  const { title, note, fields, choices = [], onKeep, onRemove, onClose } = props
  const t = useText()
  const [typed, setTyped] = useState(
    () => new Map([...fields, ...choices].map(({ name, value }): [string, string] => [name, value])),
  )
  const change = (name: string, value: string) => setTyped(new Map(typed).set(name, value))
  const text = (name: string) => (typed.get(name) ?? '').trim()
  const problems = fields.map((field) => field.problemOf(text(field.name)))
  const keep = () => {
    onKeep({ text, number: (name) => Number(text(name)), choice: text })
    onClose()
  }
  return (
    <Sheet
      id="field-sheet"
      title={title}
      onClose={onClose}
      footer={
        <Box className={s['footer']}>
          {onRemove !== undefined && (
            <Box className={s['beside']}>
              <Button id="remove-rule" kind="danger" text={t.rules.remove} onClick={onRemove} />
            </Box>
          )}
          <Button
            id="keep-rule"
            wide
            text={t.rules.keep}
            disabled={problems.some((problem) => problem !== undefined)}
            onClick={keep}
          />
        </Box>
      }
    >
      <Stack>
        {note !== undefined && <Box className={s['note']}>{note}</Box>}
        {fields.map((field, n) => (
          <Field
            key={field.name}
            id={`field-${field.name}`}
            kind={field.kind ?? 'text'}
            label={field.label}
            placeholder={field.placeholder}
            value={typed.get(field.name) ?? ''}
            // an empty sheet is not full of mistakes
            problem={typed.get(field.name) === field.value ? undefined : problems[n]}
            onChange={(value) => change(field.name, value)}
          />
        ))}
        {choices.map((choice) => (
          <ChoiceChips
            key={choice.name}
            {...choice}
            value={text(choice.name)}
            onChoose={(value) => change(choice.name, value)}
          />
        ))}
      </Stack>
    </Sheet>
  )
}

/** A few things of which one holds. */
export function ChoiceChips({
  name,
  label,
  value,
  options,
  onChoose,
}: EditChoice & { readonly onChoose: (to: string) => void }) {
  return (
    <Section isDense>
      <Box className={s['label']}>{label}</Box>
      <Chips wrap>
        {options.map((option) => (
          <Chip
            key={option.value}
            id={`${name}-${option.value}`}
            text={option.text}
            label={`${label} ${option.text}`}
            isOn={option.value === value}
            onClick={() => onChoose(option.value)}
          />
        ))}
      </Chips>
    </Section>
  )
}
