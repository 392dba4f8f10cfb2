import type { IndexRecord } from './engine'
import { foldText } from './fold'
import { toIsbn13 } from './isbn'
import { FIELDS, WEIGHTS, type PostingsBuilder, type Weighting } from './postings'
import { callNumberTerm, termsOf } from './text'

/** All that a record can be found by, whichever engine keeps it. */
export function addTermsOf(record: IndexRecord, to: Pick<PostingsBuilder, 'addText' | 'addKey'>): void {
  const addText = (weighting: Weighting, values: readonly (string | undefined)[]) => {
    for (const value of values) if (value !== undefined) to.addText(termsOf(foldText(value)), weighting)
  }
  addText(WEIGHTS.title, [record.title])
  addText(WEIGHTS.parallelTitle, record.parallelTitles ?? [])
  addText(WEIGHTS.subtitle, [record.subtitle, record.edition])
  addText(WEIGHTS.author, record.authors)
  addText(WEIGHTS.subject, record.subjects)
  addText(WEIGHTS.series, [record.series])
  addText(WEIGHTS.publisher, [record.publisher])
  for (const isbn of record.isbns) {
    const isbn13 = toIsbn13(isbn)
    if (isbn13 !== undefined) to.addKey(isbn13, FIELDS.isbn)
  }
  for (const mark of [...record.callNumbers, record.class ?? '']) {
    const term = callNumberTerm(foldText(mark))
    if (term !== undefined) to.addKey(term, FIELDS.call_number)
  }
}
