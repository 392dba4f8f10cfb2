import type { IndexRecord } from './engine'
import { sharedBytes, sharedHalves, sharedWords } from './shared-arrays'
import type { Vocabulary } from './vocabulary'

/**
 * What filters, facets and ranking read of each doc. Each value in a column of its own, as narrow as it can be: a search
 * meets its titles all over the index, and a column of a million values then still lies in the processor's cache.
 * Values are numbers in the vocabulary's table of that name.
 */
export interface Columns {
  /**
   * What facets count, read in one go: the number of the kind (language, form and top letter of the class, of which there
   * are few combinations) and, 16 bits further up, that of the year.
   */
  readonly kindAndYear: Uint32Array
  readonly class: Uint32Array
  /** The set of branches that own a copy. */
  readonly branches: Uint16Array
  /** From 0 (never used) up to `POPULARITY_UNIT`, by orders of magnitude; a title used more has more. */
  readonly popularity: Uint32Array
}

export const columnNames = ['kindAndYear', 'class', 'branches', 'popularity'] as const

export const KIND_MASK = 0xffff
export const YEAR_SHIFT = 16

export const POPULARITY_UNIT = 0xffffffff

const LATEST_YEAR = 9999

export function createColumns(docCount: number): Columns {
  return {
    kindAndYear: sharedWords(docCount),
    class: sharedWords(docCount),
    branches: sharedHalves(docCount),
    popularity: sharedWords(docCount),
  }
}

export function buildColumns(records: readonly IndexRecord[], vocabulary: Vocabulary): Columns {
  const columns = createColumns(records.length)
  for (const [doc, record] of records.entries()) {
    const notation = normaliseClass(record.class ?? '')
    const letter = /^[A-Z]/.exec(notation)?.[0] ?? ''
    const kind = vocabulary.kinds.number({ language: record.language, form: record.form, letter })
    const year = vocabulary.years.number(isYear(record.year) ? String(record.year) : '')
    columns.kindAndYear[doc] = kind | (year << YEAR_SHIFT)
    columns.class[doc] = vocabulary.classes.number(notation)
    columns.branches[doc] = vocabulary.branches.number(record.branches)
    columns.popularity[doc] = Math.round(popularitySignal(record.popularity) * POPULARITY_UNIT)
  }
  return columns
}

/** Capitals without spaces, as 中图法 writes it; filters and records are compared in this form. */
export function normaliseClass(notation: string): string {
  return notation.normalize('NFKC').replace(/\s/gu, '').toUpperCase()
}

/** Popularity in 256ths, rounded down, by doc. */
export function coarsePopularityOf(popularity: Uint32Array): Uint8Array {
  const bytes = sharedBytes(popularity.length)
  for (let doc = 0; doc < bytes.length; doc++) bytes[doc] = (popularity[doc] ?? 0) >>> 24
  return bytes
}

function isYear(year: number | undefined): year is number {
  return year !== undefined && Number.isInteger(year) && year >= 1 && year <= LATEST_YEAR
}

/** Ten loans against none matter; a thousand and ten against a thousand do not. Below 1. */
export function popularitySignal(popularity: number): number {
  const magnitude = Math.log1p(Math.max(0, popularity))
  return magnitude / (magnitude + 4)
}
