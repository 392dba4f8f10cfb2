import type { Breather } from './breather'
import { columnNames, createColumns, type Columns } from './columns'
import { mergeHeadings } from './headings'
import { DROPPED, type Merging } from './merge-order'
import { mergePostings } from './postings'
import type { SegmentParts } from './segment-parts'
import { createTextsCopier, textsIn, type Texts } from './texts'

/** What is alive in the parts of several segments, as the parts of one. */
export async function mergeParts({ parts, ...rest }: Merging<SegmentParts>): Promise<SegmentParts> {
  const of = <Part>(part: (parts: SegmentParts) => Part) => ({ parts: parts.map(part), ...rest })
  return {
    ids: await mergeTexts(of(({ ids }) => ids)),
    summaries: await mergeTexts(of(({ summaries }) => summaries)),
    columns: mergeColumns(of(({ columns }) => columns)),
    postings: await mergePostings(of(({ postings }) => postings)),
    titles: await mergeHeadings(of(({ titles }) => titles)),
    authors: await mergeHeadings(of(({ authors }) => authors)),
  }
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

/** Work that nobody waits behind. */
export const NEVER_DUE: Breather = { isDue: () => false, pause: () => Promise.resolve() }
