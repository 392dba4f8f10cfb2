import type { Texts } from '../../i18n/text'
import { centsOf } from '../../lib/money'
import type { EditChoice, Edited, EditField } from './field-sheet'
import { isDay } from './hours'

type FieldName = keyof Texts['rules']['fields']

/** A whole number within bounds. */
export function aNumber(name: FieldName, value: number, { most, t }: { readonly most: number; readonly t: Texts }) {
  return { ...digits(name, String(value), t), problemOf: wholeFrom(0, most, t) }
}

/** A whole number of days, of which there is at least one unless said otherwise. */
export function inDays(
  name: FieldName,
  value: number,
  { least = 1, most = 3650, t }: { readonly least?: number; readonly most?: number; readonly t: Texts },
): EditField {
  const field = digits(name, String(value), t)
  return { ...field, label: `${field.label} (${t.rules.days})`, problemOf: wholeFrom(least, most, t) }
}

/** Days that a rule may be silent about: left empty. */
export function perhapsDays(
  of: { readonly name: string; readonly label: string; readonly value: number | undefined; readonly hint: string },
  { most, t }: { readonly most: number; readonly t: Texts },
): EditField {
  const { name, label, value, hint } = of
  const problemOf = wholeFrom(0, most, t)
  return {
    name,
    label: `${label} (${t.rules.days})`,
    value: value === undefined ? '' : String(value),
    placeholder: hint,
    kind: 'digits',
    problemOf: (typed) => (typed === '' ? undefined : problemOf(typed)),
  }
}

/** An amount in yuan; empty: no limit. */
export function perhapsMoney(name: FieldName, cents: number | undefined, t: Texts): EditField {
  return {
    name,
    label: `${t.rules.fields[name]} (${t.rules.yuan})`,
    value: cents === undefined ? '' : (cents / 100).toFixed(2),
    placeholder: name === 'renewalFeeBlockCents' ? t.rules.sameLimit : t.rules.noLimit,
    problemOf: (typed) => {
      const typedCents = centsOf(typed)
      const isGood = typed === '' || (typedCents !== null && typedCents <= mostCents)
      return isGood ? undefined : t.rules.wrongAmount
    },
  }
}

const mostCents = 10_000_000

export function aDay(name: string, label: string, { value, t }: { readonly value: string; readonly t: Texts }) {
  return {
    name,
    label,
    value,
    placeholder: '2026-09-15',
    problemOf: (typed: string) => (isDay(typed) ? undefined : t.rules.wrongDay),
  }
}

export function yesOrNo(name: FieldName, isOn: boolean, t: Texts): EditChoice {
  return {
    name,
    label: t.rules.fields[name],
    value: isOn ? 'yes' : 'no',
    options: [
      { value: 'yes', text: t.rules.yes },
      { value: 'no', text: t.rules.no },
    ],
  }
}

/** What was typed into a field that may be empty, under the name that the rule knows it by. */
export function perhaps<N extends string>(name: N, edited: Edited, read: (typed: string) => number | null) {
  const typed = edited.text(name)
  const value = typed === '' ? null : read(typed)
  // cast: one key, which is `name`
  return (value === null ? {} : { [name]: value }) as { readonly [K in N]?: number }
}

const digits = (name: FieldName, value: string, t: Texts) => ({
  name,
  label: t.rules.fields[name],
  value,
  kind: 'digits' as const,
})

function wholeFrom(least: number, most: number, t: Texts) {
  return (typed: string) =>
    /^\d{1,4}$/.test(typed) && Number(typed) >= least && Number(typed) <= most
      ? undefined
      : t.rules.wrongNumber(least, most)
}
