import { DROPPED, inKeyOrder, type Merging } from './merge-order'
import { packSortedTexts, packTexts, type SortedTexts, type Texts } from './texts'

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
  const keys: string[] = []
  const texts: string[] = []
  const docs: number[] = []
  const isMain: number[] = []
  for (const { key, part, entry } of inKeyOrder(parts.map((one) => one.keys))) {
    if (breather.isDue()) await breather.pause()
    const from = parts[part]
    const doc = newDocs[part]?.[from?.docs[entry] ?? 0] ?? DROPPED
    if (from === undefined || doc === DROPPED) continue
    keys.push(key)
    texts.push(from.texts.at(entry))
    docs.push(doc)
    isMain.push(from.isMain[entry] ?? 0)
  }
  return {
    keys: packSortedTexts(keys),
    texts: packTexts(texts),
    docs: Uint32Array.from(docs),
    isMain: Uint8Array.from(isMain),
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
