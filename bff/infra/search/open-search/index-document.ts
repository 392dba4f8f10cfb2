import { normaliseClass, popularitySignal } from '../columns'
import type { IndexRecord, LiveAvailability } from '../engine'
import { foldText } from '../fold'
import { headingKey } from '../heading-key'
import { SOUND_COUNT, soundsOf } from '../pinyin'
import { FIELDS, LENGTH_NORM, WEIGHTS } from '../postings'
import { WORD_FIELDS } from '../query'
import { addTermsOf } from '../record-terms'
import { charactersOf } from '../text'
import { encodeTerm, OCCURRENCES_A_UNIT, soundsIn, TERM_FIELDS } from './index-shape'

/** A title or name: the key it is sorted and completed by, and how it is written. */
export type StoredHeading = readonly [key: string, text: string]

export interface StoredHeadings {
  /** The main title first. */
  readonly titles: readonly StoredHeading[]
  readonly authors: readonly StoredHeading[]
}

/** Longer than any title is read, and within what OpenSearch takes for a value. */
const MAX_KEY_LENGTH = 1_000

/** As documents and questions both spell it. */
export function keyOf(text: string): string {
  return soundText(headingKey(foldText(text))).slice(0, MAX_KEY_LENGTH)
}

/**
 * The document of a record. Everything is named, also what the record does not have: a document is brought up to date by
 * its parts, and what is not named would stay.
 */
export function documentOf(record: IndexRecord): Record<string, unknown> {
  const titles = [record.title, ...(record.parallelTitles ?? [])].map(headingOf)
  const authors = record.authors.map(headingOf)
  const notation = normaliseClass(record.class ?? '')
  const { year } = record
  return {
    ...termsAndSounds(record),
    is_record: true,
    id: record.id,
    title_key: titles[0]?.[0] ?? '',
    title_keys: titles.map(([key]) => key),
    author_keys: authors.map(([key]) => key),
    headings: JSON.stringify({ titles, authors } satisfies StoredHeadings),
    language: orNull(record.language),
    form: orNull(record.form),
    class: orNull(notation),
    class_letter: /^[A-Z]/.exec(notation)?.[0] ?? null,
    year: year !== undefined && Number.isInteger(year) && year >= 1 && year <= 9999 ? year : null,
    branches: [...new Set(record.branches)],
    popularity: popularitySignal(record.popularity),
    summary: soundText(record.summary),
  }
}

/** The part of a document that a loan changes. */
export function availabilityPart(change: LiveAvailability): Record<string, unknown> {
  const { copies, available, queue, availableBranches } = change
  return { copies, available, queue, available_branches: [...new Set(availableBranches)] }
}

const orNull = (text: string) => (text === '' ? null : soundText(text))
const headingOf = (text: string): StoredHeading => [keyOf(text), soundText(text)]

/** Half a character cannot be sent. */
function soundText(text: string): string {
  return text.replace(/\p{Surrogate}/gu, '\ufffd')
}

interface Borne {
  amount: number
  bits: number
}

/** The same sums as in the postings of the embedded engine. */
function termsBorne(record: IndexRecord): Map<string, Borne> {
  const borne = new Map<string, Borne>()
  const add = (term: string, amount: number, bit: number) => {
    const before = borne.get(term)
    if (before === undefined) borne.set(term, { amount, bits: bit })
    else {
      before.amount += amount
      before.bits |= bit
    }
  }
  addTermsOf(record, {
    addText(terms, { field, weight, usualLength }) {
      const amount = weight / (1 - LENGTH_NORM + (LENGTH_NORM * terms.length) / usualLength)
      for (const term of terms) add(term, amount, field)
    },
    addKey(key, field) {
      add(key, WEIGHTS.title.weight, field)
    },
  })
  return borne
}

const TEXT_FIELDS = WORD_FIELDS.any & ~FIELDS.isbn

function termsAndSounds(record: IndexRecord): Record<string, unknown> {
  const borne = [...termsBorne(record)]
  const isWord = ([term, { bits }]: (typeof borne)[number]) => (bits & TEXT_FIELDS) !== 0 && !term.includes(' ')
  const fields: Record<string, unknown> = { words: borne.filter(isWord).map(([term]) => encodeTerm(term)) }
  for (const [name, bits] of TERM_FIELDS) {
    const here = borne.filter(([, one]) => (one.bits & bits) !== 0)
    fields[name] = here.map(([term, { amount }]) => `${encodeTerm(term)}|${occurrences(amount)}`).join(' ')
    fields[soundsIn(name)] = [...new Set(here.flatMap(([term]) => soundsOfPair(term)))]
  }
  return fields
}

function occurrences(amount: number): string {
  return String(Math.max(1, Math.round(amount * OCCURRENCES_A_UNIT)))
}

/** All ways in which a pair of characters may sound; none for any other term. */
function soundsOfPair(term: string): string[] {
  const [first, second, ...others] = charactersOf(term)
  if (first === undefined || second === undefined || others.length > 0) return []
  const seconds = soundsOf(second)
  return soundsOf(first).flatMap((one) => seconds.map((other) => soundCode(one, other)))
}

export function soundCode(first: number, second: number): string {
  return String(first * SOUND_COUNT + second)
}
