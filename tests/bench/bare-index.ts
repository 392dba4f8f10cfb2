import { Jieba } from '@node-rs/jieba'
import { dict } from '@node-rs/jieba/dict'
import type { IndexRecord } from '../../bff/infra/search/engine'

/**
 * The least that an index can be: words that were cut beforehand, in typed arrays, built once and kept in memory. No fields, no
 * changes, no files, no titles to sort or complete. How long it takes says how quick the machine is at the moment.
 */
export interface BareIndex {
  /** Words of a title, each once; their number. */
  add(words: readonly string[]): number
  build(): void
  /** The number of titles, and the best 20 of them. */
  search(word: string): { readonly total: number; readonly best: readonly number[] }
}

const PAGE = 20

export function createBareIndex(): BareIndex {
  const numbers = new Map<string, number>()
  let rows = { terms: new Uint32Array(1 << 20), docs: new Uint32Array(1 << 20), weights: new Uint8Array(1 << 20) }
  let count = 0
  let docCount = 0
  let postings = { starts: new Uint32Array(1), docs: rows.docs, weights: rows.weights }

  function grow(): void {
    const room = 2 * rows.docs.length
    const [terms, docs, weights] = [new Uint32Array(room), new Uint32Array(room), new Uint8Array(room)]
    terms.set(rows.terms)
    docs.set(rows.docs)
    weights.set(rows.weights)
    rows = { terms, docs, weights }
  }

  return {
    add(words) {
      for (const word of words) {
        const known = numbers.get(word)
        const term = known ?? numbers.size
        if (known === undefined) numbers.set(word, term)
        if (count === rows.docs.length) grow()
        rows.terms[count] = term
        rows.docs[count] = docCount
        rows.weights[count++] = Math.round(255 / (1 + words.length / 8))
      }
      docCount++
      return words.length
    },
    build() {
      const sorted = [...numbers.keys()].sort()
      const ranks = new Uint32Array(sorted.length)
      for (const [rank, word] of sorted.entries()) ranks[numbers.get(word) ?? 0] = rank
      for (const [rank, word] of sorted.entries()) numbers.set(word, rank)
      const starts = new Uint32Array(sorted.length + 1)
      const rankOf = (row: number) => ranks[rows.terms[row] ?? 0] ?? 0
      for (let row = 0; row < count; row++) starts[rankOf(row) + 1] = (starts[rankOf(row) + 1] ?? 0) + 1
      for (let term = 0; term < sorted.length; term++) starts[term + 1] = (starts[term + 1] ?? 0) + (starts[term] ?? 0)
      const cursors = starts.slice()
      const [docs, weights] = [new Uint32Array(count), new Uint8Array(count)]
      for (let row = 0; row < count; row++) {
        const at = cursors[rankOf(row)] ?? 0
        cursors[rankOf(row)] = at + 1
        docs[at] = rows.docs[row] ?? 0
        weights[at] = rows.weights[row] ?? 0
      }
      postings = { starts, docs, weights }
    },
    search(word) {
      const term = numbers.get(word)
      if (term === undefined) return { total: 0, best: [] }
      const { starts, docs, weights } = postings
      const [from = 0, to = 0] = [starts[term], starts[term + 1]]
      const best: { doc: number; score: number }[] = []
      let worst = -1
      for (let p = from; p < to; p++) {
        const score = (weights[p] ?? 0) * 0.5
        if (best.length === PAGE && score <= worst) continue
        const place = best.findIndex((other) => other.score < score)
        best.splice(place === -1 ? best.length : place, 0, { doc: docs[p] ?? 0, score })
        if (best.length > PAGE) best.pop()
        worst = best.at(-1)?.score ?? -1
      }
      return { total: to - from, best: best.map(({ doc }) => doc) }
    },
  }
}

/** As the words of a title are cut for an index of words. */
export function createWordCutter(): (record: IndexRecord) => string[] {
  const jieba = Jieba.withDict(dict)
  const hasLetters = /[\p{L}\p{N}]/u
  return ({ title, authors, subjects }) => {
    const cut = [title, ...subjects].flatMap((text) => jieba.cutForSearch(text.toLowerCase(), true))
    const names = authors.flatMap((author) => author.toLowerCase().split(/[ ,]+/))
    return [...new Set([...cut, ...names])].filter((word) => hasLetters.test(word))
  }
}
