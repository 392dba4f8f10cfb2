import { copyLive, createLiveColumns, type LiveColumns, type StoredLive } from './availability'
import { createBreather } from './breather'
import { buildColumns, coarsePopularityOf, columnNames, createColumns, type Columns } from './columns'
import type { IndexRecord } from './engine'
import { foldText } from './fold'
import { headingKey } from './heading-key'
import { mainRanks, mergeHeadings, sortHeadings, type Heading, type Headings } from './headings'
import { createIdTable, type IdTable } from './id-table'
import { DROPPED, type Merging } from './merge-order'
import { createPostingsBuilder, mergePostings, type Postings } from './postings'
import { addTermsOf } from './record-terms'
import { createTextsCopier, packTexts, textsIn, type Texts } from './texts'
import type { Vocabulary } from './vocabulary'

/**
 * An inverted index over some titles, numbered from 0 ("doc"), with the columns that filters, facets and sorting read and
 * what is shown of each title. It never changes but for `dead` (the title was removed, or lives on in another segment),
 * `liveCount`, and the live availability.
 */
export interface Segment extends SegmentParts {
  readonly docCount: number
  liveCount: number
  readonly dead: Uint8Array
  readonly live: LiveColumns
  readonly idTable: IdTable
  /** Of each doc, where its main title stands in `titles`. */
  readonly titleRanks: Uint32Array
  readonly coarsePopularity: Uint8Array
}

/** What is kept on disk; the rest follows from it. */
export interface SegmentParts {
  readonly ids: Texts
  readonly summaries: Texts
  readonly columns: Columns
  readonly postings: Postings
  readonly titles: Headings
  readonly authors: Headings
}

/** One segment of some records: linear in the text, but for sorting the distinct terms and headings. */
export async function buildSegment(records: readonly IndexRecord[], vocabulary: Vocabulary): Promise<Segment> {
  const breather = createBreather()
  const postings = createPostingsBuilder()
  const titles: Heading[] = []
  const authors: Heading[] = []
  for (const [doc, record] of records.entries()) {
    if (breather.isDue()) await breather.pause()
    addTermsOf(record, postings)
    postings.endDoc(doc)
    titles.push(...headingsOf([record.title, ...(record.parallelTitles ?? [])], doc))
    authors.push(...headingsOf(record.authors, doc))
  }
  return segmentOf({
    ids: packTexts(records.map(({ id }) => id)),
    summaries: packTexts(records.map(({ summary }) => summary)),
    columns: buildColumns(records, vocabulary),
    postings: postings.build(),
    titles: sortHeadings(titles),
    authors: sortHeadings(authors),
  })
}

export function segmentOf(
  parts: SegmentParts,
  state?: { readonly dead: Uint8Array; readonly live: StoredLive },
): Segment {
  const docCount = parts.ids.length
  const dead = state?.dead ?? new Uint8Array(docCount)
  return {
    ...parts,
    docCount,
    dead,
    liveCount: docCount - dead.reduce((sum, isDead) => sum + isDead, 0),
    live: createLiveColumns(docCount, parts.columns, state?.live),
    idTable: createIdTable(parts.ids),
    titleRanks: mainRanks(parts.titles, docCount),
    coarsePopularity: coarsePopularityOf(parts.columns.popularity),
  }
}

/**
 * One segment with what is alive in several; nothing is analysed anew. It steps aside for searches and writes. What dies
 * or is lent meanwhile is taken over at the very end, at once with `replace`, so that nothing falls in between.
 */
export async function mergeSegments(segments: readonly Segment[], replace: (merged: Segment) => void): Promise<void> {
  const breather = createBreather()
  let docCount = 0
  const newDocs = segments.map(({ dead }) => Uint32Array.from(dead, (isDead) => (isDead === 1 ? DROPPED : docCount++)))
  const of = <Part>(part: (segment: Segment) => Part) => ({ parts: segments.map(part), newDocs, docCount, breather })
  const merged = segmentOf({
    ids: await mergeTexts(of(({ ids }) => ids)),
    summaries: await mergeTexts(of(({ summaries }) => summaries)),
    columns: mergeColumns(of(({ columns }) => columns)),
    postings: await mergePostings(of(({ postings }) => postings)),
    titles: await mergeHeadings(of(({ titles }) => titles)),
    authors: await mergeHeadings(of(({ authors }) => authors)),
  })
  for (const [part, { dead, live }] of segments.entries()) {
    newDocs[part]?.forEach((doc, oldDoc) => {
      if (doc === DROPPED) return
      copyLive({ live, doc: oldDoc }, { live: merged.live, doc })
      if (dead[oldDoc] === 1) bury(merged, doc)
    })
  }
  replace(merged)
}

/** The title is removed, or lives on elsewhere. */
export function bury(segment: Segment, doc: number): void {
  if (segment.dead[doc] !== 0) return
  segment.dead[doc] = 1
  segment.liveCount--
}

async function mergeTexts({ parts, newDocs, breather }: Merging<Texts>): Promise<Texts> {
  const merged = createTextsCopier(parts)
  for (const [part, texts] of parts.entries()) {
    for (let doc = 0; doc < texts.length; doc++) {
      if (breather.isDue()) await breather.pause()
      if (newDocs[part]?.[doc] !== DROPPED) merged.copy(texts, doc)
    }
  }
  const { bytes, starts } = merged.result()
  return textsIn(bytes, starts)
}

function mergeColumns({ parts, newDocs, docCount }: Merging<Columns>): Columns {
  const merged = createColumns(docCount)
  for (const [part, columns] of parts.entries()) {
    for (const name of columnNames) {
      const [from, to] = [columns[name], merged[name]]
      newDocs[part]?.forEach((doc, oldDoc) => {
        if (doc !== DROPPED) to[doc] = from[oldDoc] ?? 0
      })
    }
  }
  return merged
}

function headingsOf(texts: readonly string[], doc: number): Heading[] {
  return texts.map((text, i) => ({ key: headingKey(foldText(text)), text, doc, isMain: i === 0 }))
}
