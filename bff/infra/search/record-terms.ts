import type { IndexRecord } from './engine'
import { foldText } from './fold'
import { toIsbn13 } from './isbn'
import { FIELDS, WEIGHTS, type PostingsBuilder, type Weighting } from './postings'
import { callNumberTerm, termsOf } from './text'

type TermSink = Pick<PostingsBuilder, 'addText' | 'addKey'>

/** All that a record can be found by, whichever engine keeps it. */
export function addTermsOf(record: IndexRecord, to: TermSink): void {
  addOnce(to, WEIGHTS.title, record.title)
  for (const title of record.parallelTitles ?? []) addOnce(to, WEIGHTS.parallelTitle, title)
  addOnce(to, WEIGHTS.subtitle, record.subtitle)
  addRepeated(to, WEIGHTS.subtitle, record.edition)
  for (const author of record.authors) addOnce(to, WEIGHTS.author, author)
  for (const subject of record.subjects) addRepeated(to, WEIGHTS.subject, subject)
  addRepeated(to, WEIGHTS.series, record.series)
  addRepeated(to, WEIGHTS.publisher, record.publisher)
  for (const isbn of record.isbns) {
    const isbn13 = toIsbn13(isbn)
    if (isbn13 !== undefined) to.addKey(isbn13, FIELDS.isbn)
  }
  for (const mark of record.callNumbers) addCallNumber(to, mark)
  if (record.class !== undefined) addCallNumber(to, record.class)
}

function addOnce(to: TermSink, weighting: Weighting, value: string | undefined): void {
  if (value !== undefined) to.addText(termsOf(foldText(value)), weighting)
}

function addCallNumber(to: TermSink, mark: string): void {
  const term = callNumberTerm(foldText(mark))
  if (term !== undefined) to.addKey(term, FIELDS.call_number)
}

/** A few megabytes at most. */
const MOST_KEPT = 20_000
const termsByValue = new Map<string, readonly string[]>()

/** Publishers and subjects come again and again while a catalogue is read. */
function addRepeated(to: TermSink, weighting: Weighting, value: string | undefined): void {
  if (value === undefined) return
  let terms = termsByValue.get(value)
  if (terms === undefined) {
    terms = termsOf(foldText(value))
    if (termsByValue.size === MOST_KEPT) termsByValue.clear()
    termsByValue.set(value, terms)
  }
  to.addText(terms, weighting)
}
