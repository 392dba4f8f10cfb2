import { columnNames, coarsePopularityOf, type Columns } from './columns'
import { mainRanks, type Headings } from './headings'
import { placeIds } from './id-table'
import type { Postings } from './postings'
import type { Numbers } from './shared-arrays'
import { sortedTextsIn, textsIn, type Texts } from './texts'

/** What is kept of a segment on disk. */
export interface SegmentParts {
  readonly ids: Texts
  readonly summaries: Texts
  readonly columns: Columns
  readonly postings: Postings
  readonly titles: Headings
  readonly authors: Headings
}

/** What follows from the parts. */
export interface DerivedParts {
  /** Docs by the place of their ids. */
  readonly idPlaces: Uint32Array
  /** Of each doc, where its main title stands in `titles`. */
  readonly titleRanks: Uint32Array
  /** Popularity in 256ths, rounded down, by doc. */
  readonly coarsePopularity: Uint8Array
}

export function derivedFrom({ ids, titles, columns }: SegmentParts): DerivedParts {
  return {
    idPlaces: placeIds(ids),
    titleRanks: mainRanks(titles, ids.length),
    coarsePopularity: coarsePopularityOf(columns.popularity),
  }
}

/** In the order in which `partsFrom` takes them. */
export function arraysOf({ ids, summaries, columns, postings, titles, authors }: SegmentParts): Numbers[] {
  const ofHeadings = ({ keys, texts, docs, isMain }: Headings) => [
    ...[keys.bytes, keys.starts, texts.bytes, texts.starts],
    ...[docs, isMain],
  ]
  return [
    ...[ids.bytes, ids.starts, summaries.bytes, summaries.starts],
    ...columnNames.map((name) => columns[name]),
    ...[postings.terms.bytes, postings.terms.starts, postings.starts],
    ...[postings.docs, postings.impacts, postings.fields],
    ...ofHeadings(titles),
    ...ofHeadings(authors),
  ]
}

export function partsFrom(arrays: readonly Numbers[]): SegmentParts {
  const left = arrays.values()
  // in the order in which arraysOf has put them there
  const bytes = () => left.next().value as Uint8Array
  // likewise
  const words = () => left.next().value as Uint32Array
  const headings = (): Headings => ({
    keys: sortedTextsIn(bytes(), words()),
    texts: textsIn(bytes(), words()),
    docs: words(),
    isMain: bytes(),
  })
  return {
    ids: textsIn(bytes(), words()),
    summaries: textsIn(bytes(), words()),
    // likewise, each under its name
    columns: Object.fromEntries(columnNames.map((name) => [name, left.next().value])) as unknown as Columns,
    postings: {
      terms: sortedTextsIn(bytes(), words()),
      starts: words(),
      docs: words(),
      impacts: bytes(),
      fields: bytes(),
    },
    titles: headings(),
    authors: headings(),
  }
}
