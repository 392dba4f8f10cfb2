import { DROPPED, inKeyOrder, type Merging } from './merge-order'
import { firstBytes, firstWords, sharedBytes, sharedWords } from './shared-arrays'
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

export function sortHeadings(headings: readonly Heading[]): Headings {
  const order = orderOf(headings)
  const docs = sharedWords(headings.length)
  const isMain = sharedBytes(headings.length)
  for (const [i, heading] of order.entries()) {
    docs[i] = heading.doc
    isMain[i] = heading.isMain ? 1 : 0
  }
  return {
    keys: packSortedTexts(order.map((heading) => heading.key)),
    texts: packTexts(order.map((heading) => heading.text)),
    docs,
    isMain,
  }
}

/** By key, and equal keys by their docs, which come in order. Strings alone are sorted in half the time that a comparison takes. */
function orderOf(headings: readonly Heading[]): readonly Heading[] {
  const numbered = headings.map(
    ({ key }, i) => key + END_OF_KEY + String.fromCharCode(i >>> NUMBER_BITS, i & NUMBER_MASK),
  )
  return numbered.sort().flatMap((entry) => {
    const at = (entry.charCodeAt(entry.length - 2) << NUMBER_BITS) | entry.charCodeAt(entry.length - 1)
    return headings[at] ?? []
  })
}

/** Less than whatever a key may go on with. */
const END_OF_KEY = '\0'
const NUMBER_BITS = 15
const NUMBER_MASK = 0x7fff

export async function mergeHeadings({ parts, newDocs, breather }: Merging<Headings>): Promise<Headings> {
  const keys = createTextsCopier(parts.map((part) => part.keys))
  const texts = createTextsCopier(parts.map((part) => part.texts))
  const most = parts.reduce((sum, part) => sum + part.docs.length, 0)
  const docs = sharedWords(most)
  const isMain = sharedBytes(most)
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
    docs: firstWords(docs, count),
    isMain: firstBytes(isMain, count),
  }
}

/** Of each doc, where its main heading stands. */
export function mainRanks(headings: Headings, docCount: number): Uint32Array {
  const ranks = sharedWords(docCount)
  headings.docs.forEach((doc, entry) => {
    if (headings.isMain[entry] === 1) ranks[doc] = entry
  })
  return ranks
}
