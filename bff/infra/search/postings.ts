import { grown } from './growable'
import { DROPPED, inKeyOrder, type Merging } from './merge-order'
import { firstBytes, firstWords, sharedBytes, sharedWords } from './shared-arrays'
import { createTermNumbers } from './term-numbers'
import { createTextsCopier, packSortedTexts, sortedTextsIn, type SortedTexts } from './texts'

/** Terms in code unit order; the postings of term `t` are those from `starts[t]` to `starts[t + 1]`, by ascending doc. */
export interface Postings {
  readonly terms: SortedTexts
  readonly starts: Uint32Array
  readonly docs: Uint32Array
  /** How much the term says about the title (BM25 without the rarity of the term), 255 being the most. */
  readonly impacts: Uint8Array
  /** Bits of `FIELDS`: where in the record the term stands. */
  readonly fields: Uint8Array
}

export const FIELDS = {
  title: 1,
  author: 2,
  subject: 4,
  publisher: 8,
  series: 16,
  isbn: 32,
  call_number: 64,
} as const

/**
 * What one occurrence in a field is worth, and how many terms such a field usually has. Fixed numbers rather than averages of the
 * catalogue: a weight once computed stays right through every merge, and a title ranks the same wherever it is kept.
 */
export const WEIGHTS = {
  title: { field: FIELDS.title, weight: 4, usualLength: 8 },
  parallelTitle: { field: FIELDS.title, weight: 3, usualLength: 8 },
  subtitle: { field: FIELDS.title, weight: 2, usualLength: 8 },
  author: { field: FIELDS.author, weight: 2.5, usualLength: 4 },
  subject: { field: FIELDS.subject, weight: 1.2, usualLength: 5 },
  series: { field: FIELDS.series, weight: 1, usualLength: 7 },
  publisher: { field: FIELDS.publisher, weight: 0.4, usualLength: 7 },
} as const

export type Weighting = (typeof WEIGHTS)[keyof typeof WEIGHTS]

/** BM25: how soon more occurrences stop counting, and how much a long field dilutes them. */
export const SATURATION = 1.2
export const LENGTH_NORM = 0.4

/** A posting that is not yet in its place: four columns, one row each. */
interface Rows {
  count: number
  terms: Uint32Array
  docs: Uint32Array
  impacts: Uint8Array
  fields: Uint8Array
}

export interface PostingsBuilder {
  addText(terms: readonly string[], weighting: Weighting): void
  /** Something that matches as a whole: an ISBN, a call number. */
  addKey(key: string, field: number): void
  /** Closes the record at hand; docs come in ascending order. */
  endDoc(doc: number): void
  build(): Postings
}

export function createPostingsBuilder(): PostingsBuilder {
  const numbers = createTermNumbers()
  const rows = createRows(64)
  // Of the record at hand: weighted occurrences and fields by term, and the terms that have any.
  let occurrences = new Float32Array(64)
  let fieldBits = new Uint8Array(64)
  const touched: number[] = []

  const add = (term: string, amount: number, field: number) => {
    const number = numbers.number(term)
    if (number >= occurrences.length) {
      occurrences = grown(occurrences, number + 1)
      fieldBits = grown(fieldBits, number + 1)
    }
    const before = occurrences[number] ?? 0
    if (before === 0) touched.push(number)
    occurrences[number] = before + amount
    fieldBits[number] = (fieldBits[number] ?? 0) | field
  }

  return {
    addText(terms, { field, weight, usualLength }) {
      const amount = weight / (1 - LENGTH_NORM + (LENGTH_NORM * terms.length) / usualLength)
      for (const term of terms) add(term, amount, field)
    },
    addKey(key, field) {
      add(key, WEIGHTS.title.weight, field)
    },
    endDoc(doc) {
      for (const term of touched) {
        const amount = occurrences[term] ?? 0
        const impact = Math.max(1, Math.round((255 * amount) / (amount + SATURATION)))
        appendRow(rows, { term, doc, impact, fields: fieldBits[term] ?? 0 })
        occurrences[term] = 0
        fieldBits[term] = 0
      }
      touched.length = 0
    },
    build() {
      const { terms, numbers: inOrder } = numbers.sorted()
      const ranks = new Uint32Array(terms.length)
      for (let rank = 0; rank < inOrder.length; rank++) ranks[inOrder[rank] ?? 0] = rank
      return { terms: packSortedTexts(terms), ...groupByTerm(ranks, rows) }
    },
  }
}

/** Postings of several segments as one. Terms that no title bears any more disappear. */
export async function mergePostings({ parts, newDocs, breather }: Merging<Postings>): Promise<Postings> {
  const most = parts.reduce((sum, part) => sum + part.docs.length, 0)
  const merged = { docs: sharedWords(most), impacts: sharedBytes(most), fields: sharedBytes(most) }
  const lists = parts.map((part) => part.terms)
  const terms = createTextsCopier(lists)
  const starts = sharedWords(lists.reduce((sum, list) => sum + list.length, 1))
  let termCount = 0
  let count = 0
  let isBorne = false
  const at = inKeyOrder(lists)
  while (at.next()) {
    if (breather.isDue()) await breather.pause()
    const postings = parts[at.part]
    const docs = newDocs[at.part]
    if (postings === undefined || docs === undefined) continue
    const end = copyLive({ postings, term: at.entry, newDocs: docs }, merged, count)
    if (!at.isRepeated) isBorne = false
    if (end > count && !isBorne) {
      isBorne = true
      terms.copy(postings.terms, at.entry)
      starts[termCount++] = count
    }
    count = end
  }
  starts[termCount] = count
  const { bytes, starts: places } = terms.result()
  return {
    terms: sortedTextsIn(bytes, places),
    starts: firstWords(starts, termCount + 1),
    docs: firstWords(merged.docs, count),
    impacts: firstBytes(merged.impacts, count),
    fields: firstBytes(merged.fields, count),
  }
}

/** Appends the postings of one term from `count` on; the new count. */
function copyLive(
  { postings, term, newDocs }: { postings: Postings; term: number; newDocs: Uint32Array },
  merged: Pick<Postings, 'docs' | 'impacts' | 'fields'>,
  count: number,
): number {
  const end = postings.starts[term + 1] ?? 0
  let at = count
  for (let p = postings.starts[term] ?? 0; p < end; p++) {
    const doc = newDocs[postings.docs[p] ?? 0] ?? DROPPED
    if (doc === DROPPED) continue
    merged.docs[at] = doc
    merged.impacts[at] = postings.impacts[p] ?? 0
    merged.fields[at++] = postings.fields[p] ?? 0
  }
  return at
}

/** A counting sort: rows ordered by doc become postings ordered by term, then doc. */
function groupByTerm(ranks: Uint32Array, rows: Rows): Omit<Postings, 'terms'> {
  const starts = sharedWords(ranks.length + 1)
  for (let i = 0; i < rows.count; i++) {
    const next = (ranks[rows.terms[i] ?? 0] ?? 0) + 1
    starts[next] = (starts[next] ?? 0) + 1
  }
  for (let t = 1; t <= ranks.length; t++) starts[t] = (starts[t] ?? 0) + (starts[t - 1] ?? 0)
  const cursors = starts.slice()
  const docs = sharedWords(rows.count)
  const impacts = sharedBytes(rows.count)
  const fields = sharedBytes(rows.count)
  for (let i = 0; i < rows.count; i++) {
    const rank = ranks[rows.terms[i] ?? 0] ?? 0
    const at = cursors[rank] ?? 0
    cursors[rank] = at + 1
    docs[at] = rows.docs[i] ?? 0
    impacts[at] = rows.impacts[i] ?? 0
    fields[at] = rows.fields[i] ?? 0
  }
  return { starts, docs, impacts, fields }
}

function createRows(capacity: number): Rows {
  return {
    count: 0,
    terms: new Uint32Array(capacity),
    docs: new Uint32Array(capacity),
    impacts: new Uint8Array(capacity),
    fields: new Uint8Array(capacity),
  }
}

function appendRow(rows: Rows, row: { term: number; doc: number; impact: number; fields: number }): void {
  const at = rows.count++
  if (at >= rows.terms.length) growRows(rows, at + 1)
  rows.terms[at] = row.term
  rows.docs[at] = row.doc
  rows.impacts[at] = row.impact
  rows.fields[at] = row.fields
}

function growRows(rows: Rows, length: number): void {
  rows.terms = grown(rows.terms, length)
  rows.docs = grown(rows.docs, length)
  rows.impacts = grown(rows.impacts, length)
  rows.fields = grown(rows.fields, length)
}
