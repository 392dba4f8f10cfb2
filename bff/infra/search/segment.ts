import { createLiveColumns, type LiveColumns, type StoredLive } from './availability'
import { createBreather } from './breather'
import { buildColumns } from './columns'
import type { IndexRecord } from './engine'
import { foldText } from './fold'
import { headingKey } from './heading-key'
import { sortHeadings, type Heading } from './headings'
import { idTableOf, type IdTable } from './id-table'
import { createPostingsBuilder } from './postings'
import { addTermsOf } from './record-terms'
import { derivedFrom, type DerivedParts, type SegmentParts } from './segment-parts'
import { packTexts } from './texts'
import type { Vocabulary } from './vocabulary'

/**
 * An inverted index over some titles, numbered from 0 ("doc"), with the columns that filters, facets and sorting read and
 * what is shown of each title. It never changes but for `dead` (the title was removed, or lives on in another segment),
 * `liveCount`, and the live availability.
 */
export interface Segment extends SegmentParts, DerivedParts {
  readonly docCount: number
  liveCount: number
  readonly dead: Uint8Array
  readonly live: LiveColumns
  readonly idTable: IdTable
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
  known: {
    readonly state?: { readonly dead: Uint8Array; readonly live: StoredLive }
    readonly derived?: DerivedParts
  } = {},
): Segment {
  const docCount = parts.ids.length
  const { state, derived = derivedFrom(parts) } = known
  const dead = state?.dead ?? new Uint8Array(docCount)
  return {
    ...parts,
    ...derived,
    docCount,
    dead,
    liveCount: docCount - dead.reduce((sum, isDead) => sum + isDead, 0),
    live: createLiveColumns(docCount, parts.columns, state?.live),
    idTable: idTableOf(parts.ids, derived.idPlaces),
  }
}

/** The title is removed, or lives on elsewhere. */
export function bury(segment: Segment, doc: number): void {
  if (segment.dead[doc] !== 0) return
  segment.dead[doc] = 1
  segment.liveCount--
}

function headingsOf(texts: readonly string[], doc: number): Heading[] {
  return texts.map((text, i) => ({ key: headingKey(foldText(text)), text, doc, isMain: i === 0 }))
}
