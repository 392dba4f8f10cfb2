import { createBreather } from './breather'
import type { IndexRecord } from './engine'
import { foldText } from './fold'
import { headingKey } from './heading-key'
import { mainRanks, mergeHeadings, sortHeadings, type Heading, type Headings } from './headings'
import { toIsbn13 } from './isbn'
import {
  createPostingsBuilder,
  DROPPED,
  FIELDS,
  mergePostings,
  WEIGHTS,
  type Postings,
  type PostingsBuilder,
  type Weighting,
} from './postings'
import { buildRows, mergeRows, ROW, ROW_LENGTH, type Rows } from './rows'
import { callNumberTerm, termsOf } from './text'
import type { Vocabulary } from './vocabulary'

/**
 * An immutable inverted index over some titles, with the rows that filters, facets and sorting read. Only `dead` and
 * `liveCount` ever change: when a title is removed, or a newer version of it lives in another segment.
 *
 * The titles of a segment are numbered from 0 ("doc"); across segments the same title keeps one number ("slot"), under
 * which the engine holds its id, summary and live availability.
 */
export interface Segment {
  readonly docCount: number
  liveCount: number
  readonly dead: Uint8Array
  readonly postings: Postings
  readonly rows: Rows
  readonly titles: Headings
  readonly authors: Headings
  /** Of each doc, where its main title stands in `titles`. */
  readonly titleRanks: Uint32Array
}

/** The number under which the engine knows the title of a doc. */
export function slotAt({ rows }: Segment, doc: number): number {
  return rows[doc * ROW_LENGTH + ROW.slot] ?? 0
}

export interface SegmentBuilder {
  add(record: IndexRecord<unknown>, slot: number): void
  build(): Segment
}

/** Collects records and makes one segment of them: linear in the text, but for sorting the distinct terms and headings. */
export function createSegmentBuilder(vocabulary: Vocabulary): SegmentBuilder {
  const records: IndexRecord<unknown>[] = []
  const slots: number[] = []
  const postings = createPostingsBuilder()
  const titles: Heading[] = []
  const authors: Heading[] = []

  return {
    add(record, slot) {
      const doc = slots.push(slot) - 1
      records.push(record)
      addTerms(postings, record)
      postings.endDoc(doc)
      titles.push(...headingsOf([record.title, ...(record.parallelTitles ?? [])], doc))
      authors.push(...headingsOf(record.authors, doc))
    },
    build() {
      return assemble({
        postings: postings.build(),
        rows: buildRows(records, slots, vocabulary),
        titles: sortHeadings(titles),
        authors: sortHeadings(authors),
      })
    },
  }
}

/**
 * One segment with what is alive in several; nothing is analysed anew. It steps aside for searches, so nothing may die in these
 * segments until it is done.
 */
export async function mergeSegments(segments: readonly Segment[]): Promise<Segment> {
  const breather = createBreather()
  let docCount = 0
  const newDocs = segments.map((segment) =>
    Uint32Array.from(segment.dead, (isDead) => (isDead === 1 ? DROPPED : docCount++)),
  )
  const partsOf = <Part>(part: (segment: Segment) => Part) => segments.map(part)
  return assemble({
    postings: await mergePostings(
      partsOf((segment) => segment.postings),
      newDocs,
      breather,
    ),
    rows: mergeRows(
      partsOf((segment) => segment.rows),
      newDocs,
      docCount,
    ),
    titles: await mergeHeadings(
      partsOf((segment) => segment.titles),
      newDocs,
      breather,
    ),
    authors: await mergeHeadings(
      partsOf((segment) => segment.authors),
      newDocs,
      breather,
    ),
  })
}

type Parts = Pick<Segment, 'postings' | 'rows' | 'titles' | 'authors'>

function assemble(parts: Parts): Segment {
  const docCount = parts.rows.length / ROW_LENGTH
  return {
    ...parts,
    docCount,
    liveCount: docCount,
    dead: new Uint8Array(docCount),
    titleRanks: mainRanks(parts.titles, docCount),
  }
}

function addTerms(postings: PostingsBuilder, record: IndexRecord<unknown>): void {
  const addText = (weighting: Weighting, values: readonly (string | undefined)[]) => {
    for (const value of values) if (value !== undefined) postings.addText(termsOf(foldText(value)), weighting)
  }
  addText(WEIGHTS.title, [record.title])
  addText(WEIGHTS.parallelTitle, record.parallelTitles ?? [])
  addText(WEIGHTS.subtitle, [record.subtitle])
  addText(WEIGHTS.author, record.authors)
  addText(WEIGHTS.subject, record.subjects)
  addText(WEIGHTS.series, [record.series])
  addText(WEIGHTS.publisher, [record.publisher])
  for (const isbn of record.isbns) {
    const isbn13 = toIsbn13(isbn)
    if (isbn13 !== undefined) postings.addKey(isbn13, FIELDS.isbn)
  }
  for (const mark of [...record.callNumbers, record.class ?? '']) {
    const term = callNumberTerm(foldText(mark))
    if (term !== undefined) postings.addKey(term, FIELDS.call_number)
  }
}

function headingsOf(texts: readonly string[], doc: number): Heading[] {
  return texts.map((text, i) => ({ key: headingKey(foldText(text)), text, doc, isMain: i === 0 }))
}
