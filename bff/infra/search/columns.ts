import type { IndexRecord } from './engine'
import { DROPPED } from './postings'
import type { Vocabulary } from './vocabulary'

/** What filters, facets and sorting read of each doc. The numbers are those of the vocabulary's table of the same name. */
export interface Columns {
  readonly languages: Uint32Array
  readonly forms: Uint32Array
  readonly classes: Uint32Array
  readonly classLetters: Uint32Array
  readonly years: Uint32Array
  /** The set of branches that own a copy. */
  readonly branches: Uint32Array
  readonly popularity: Float32Array
  /** Popularity squeezed into 0 (never used) to 1, by orders of magnitude. */
  readonly popularitySignals: Float32Array
}

const LATEST_YEAR = 9999

export function buildColumns(records: readonly IndexRecord<unknown>[], vocabulary: Vocabulary): Columns {
  const columns = emptyColumns(records.length)
  for (const [doc, record] of records.entries()) {
    const notation = normaliseClass(record.class ?? '')
    const popularity = Math.max(0, record.popularity)
    columns.languages[doc] = vocabulary.languages.number(record.language)
    columns.forms[doc] = vocabulary.forms.number(record.form)
    columns.classes[doc] = vocabulary.classes.number(notation)
    columns.classLetters[doc] = vocabulary.classLetters.number(/^[A-Z]/.exec(notation)?.[0] ?? '')
    columns.years[doc] = vocabulary.years.number(isYear(record.year) ? String(record.year) : '')
    columns.branches[doc] = vocabulary.branches.number(record.branches)
    columns.popularity[doc] = popularity
    columns.popularitySignals[doc] = popularitySignal(popularity)
  }
  return columns
}

/** Capitals without spaces, as 中图法 writes it; filters and records are compared in this form. */
export function normaliseClass(notation: string): string {
  return notation.normalize('NFKC').replace(/\s/gu, '').toUpperCase()
}

/** `newDocs[i]` says what each doc of the i-th part becomes, or `DROPPED`. */
export function mergeColumns(parts: readonly Columns[], newDocs: readonly Uint32Array[], docCount: number): Columns {
  const merged = emptyColumns(docCount)
  for (const [i, part] of parts.entries()) {
    newDocs[i]?.forEach((doc, oldDoc) => {
      if (doc === DROPPED) return
      for (const name of COLUMN_NAMES) merged[name][doc] = part[name][oldDoc] ?? 0
    })
  }
  return merged
}

function emptyColumns(docCount: number) {
  return {
    languages: new Uint32Array(docCount),
    forms: new Uint32Array(docCount),
    classes: new Uint32Array(docCount),
    classLetters: new Uint32Array(docCount),
    years: new Uint32Array(docCount),
    branches: new Uint32Array(docCount),
    popularity: new Float32Array(docCount),
    popularitySignals: new Float32Array(docCount),
  } satisfies Columns
}

const COLUMN_NAMES = [
  'languages',
  'forms',
  'classes',
  'classLetters',
  'years',
  'branches',
  'popularity',
  'popularitySignals',
] as const

function isYear(year: number | undefined): year is number {
  return year !== undefined && Number.isInteger(year) && year >= 1 && year <= LATEST_YEAR
}

/** Ten loans against none matter; a thousand and ten against a thousand do not. */
function popularitySignal(popularity: number): number {
  const magnitude = Math.log1p(popularity)
  return magnitude / (magnitude + 4)
}
