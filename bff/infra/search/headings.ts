import { DROPPED, inKeyOrder, type Merging } from './merge-order'
import {
  createTextsCopier,
  packSortedTexts,
  packTexts,
  sortedTextsIn,
  textsIn,
  type SortedTexts,
  type Texts,
} from './texts'

/** Titles or names, sorted by key, one entry for each record that bears them. */
export interface Headings {
  readonly keys: SortedTexts
  readonly texts: Texts
  readonly docs: Uint32Array
  /** 1 where it is the first (the main) heading of its record. */
  readonly isMain: Uint8Array
}

export interface Heading {
  readonly key: string
  readonly text: string
  readonly doc: number
  readonly isMain: boolean
}

export function sortHeadings(headings: Heading[]): Headings {
  // Equal keys stay in the order of their docs.
  headings.sort((a, b) => (a.key === b.key ? 0 : a.key < b.key ? -1 : 1))
  return {
    keys: packSortedTexts(headings.map((heading) => heading.key)),
    texts: packTexts(headings.map((heading) => heading.text)),
    docs: Uint32Array.from(headings, (heading) => heading.doc),
    isMain: Uint8Array.from(headings, (heading) => (heading.isMain ? 1 : 0)),
  }
}

export async function mergeHeadings({ parts, newDocs, breather }: Merging<Headings>): Promise<Headings> {
  const keys = createTextsCopier(parts.map((part) => part.keys))
  const texts = createTextsCopier(parts.map((part) => part.texts))
  const most = parts.reduce((sum, part) => sum + part.docs.length, 0)
  const docs = new Uint32Array(most)
  const isMain = new Uint8Array(most)
  let count = 0
  const at = inKeyOrder(parts.map((part) => part.keys))
  while (at.next()) {
    if (breather.isDue()) await breather.pause()
    const from = parts[at.part]
    const doc = newDocs[at.part]?.[from?.docs[at.entry] ?? 0] ?? DROPPED
    if (from === undefined || doc === DROPPED) continue
    keys.copy(from.keys, at.entry)
    texts.copy(from.texts, at.entry)
    docs[count] = doc
    isMain[count++] = from.isMain[at.entry] ?? 0
  }
  const [keyTexts, ownTexts] = [keys.result(), texts.result()]
  return {
    keys: sortedTextsIn(keyTexts.bytes, keyTexts.starts),
    texts: textsIn(ownTexts.bytes, ownTexts.starts),
    docs: docs.slice(0, count),
    isMain: isMain.slice(0, count),
  }
}

/** Of each doc, where its main heading stands. */
export function mainRanks(headings: Headings, docCount: number): Uint32Array {
  const ranks = new Uint32Array(docCount)
  headings.docs.forEach((doc, entry) => {
    if (headings.isMain[entry] === 1) ranks[doc] = entry
  })
  return ranks
}
