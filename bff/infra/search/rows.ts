import type { IndexRecord } from './engine'
import { DROPPED } from './postings'
import type { Vocabulary } from './vocabulary'

/**
 * What filters, facets and ranking read of each doc, side by side in one array: a search meets its titles all over the index, so
 * what it costs is the number of places in memory it visits, and this is one for each title.
 */
export type Rows = Uint32Array

export const ROW_LENGTH = 8

/** Offsets in a row. Values are numbers in the vocabulary's table of that name, but for the last two. */
export const ROW = {
  language: 0,
  form: 1,
  class: 2,
  classLetter: 3,
  year: 4,
  /** The set of branches that own a copy. */
  branches: 5,
  slot: 6,
  /** From 0 (never used) up to `POPULARITY_UNIT`, by orders of magnitude; a title used more has more. */
  popularity: 7,
} as const

export const POPULARITY_UNIT = 0xffffffff

const LATEST_YEAR = 9999

export function buildRows(
  records: readonly IndexRecord<unknown>[],
  slots: readonly number[],
  vocabulary: Vocabulary,
): Rows {
  const rows = new Uint32Array(records.length * ROW_LENGTH)
  for (const [doc, record] of records.entries()) {
    const at = doc * ROW_LENGTH
    const notation = normaliseClass(record.class ?? '')
    rows[at + ROW.language] = vocabulary.languages.number(record.language)
    rows[at + ROW.form] = vocabulary.forms.number(record.form)
    rows[at + ROW.class] = vocabulary.classes.number(notation)
    rows[at + ROW.classLetter] = vocabulary.classLetters.number(/^[A-Z]/.exec(notation)?.[0] ?? '')
    rows[at + ROW.year] = vocabulary.years.number(isYear(record.year) ? String(record.year) : '')
    rows[at + ROW.branches] = vocabulary.branches.number(record.branches)
    rows[at + ROW.slot] = slots[doc] ?? 0
    rows[at + ROW.popularity] = Math.round(popularitySignal(record.popularity) * POPULARITY_UNIT)
  }
  return rows
}

/** `newDocs[i]` says what each doc of the i-th part becomes, or `DROPPED`. */
export function mergeRows(parts: readonly Rows[], newDocs: readonly Uint32Array[], docCount: number): Rows {
  const merged = new Uint32Array(docCount * ROW_LENGTH)
  for (const [i, part] of parts.entries()) {
    newDocs[i]?.forEach((doc, oldDoc) => {
      if (doc === DROPPED) return
      const from = oldDoc * ROW_LENGTH
      merged.set(part.subarray(from, from + ROW_LENGTH), doc * ROW_LENGTH)
    })
  }
  return merged
}

/** Capitals without spaces, as 中图法 writes it; filters and records are compared in this form. */
export function normaliseClass(notation: string): string {
  return notation.normalize('NFKC').replace(/\s/gu, '').toUpperCase()
}

function isYear(year: number | undefined): year is number {
  return year !== undefined && Number.isInteger(year) && year >= 1 && year <= LATEST_YEAR
}

/** Ten loans against none matter; a thousand and ten against a thousand do not. Below 1. */
function popularitySignal(popularity: number): number {
  const magnitude = Math.log1p(Math.max(0, popularity))
  return magnitude / (magnitude + 4)
}
