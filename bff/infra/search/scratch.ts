/** Titles of a segment that satisfy the required clauses, by ascending doc, in columns as long as there are docs. */
export interface Matches {
  count: number
  readonly docs: Uint32Array
  /** Of the text alone; single precision, for a search runs through all of them, and memory is what it waits for. */
  readonly scores: Float32Array
  /** Which filters refuse the title, as bits. */
  readonly refused: Uint8Array
}

/**
 * Working memory for one segment, reused by every query; `marks` is all zero between uses. A bit for each doc stays in the
 * cache of the processor when a number for each does not, so what is known of a doc stands at its position among the marked.
 */
export interface Scratch extends Matches {
  /** A bit for each doc. */
  readonly marks: Uint32Array
  /** How many docs are marked before those of a word of `marks` that has any. */
  readonly before: Uint32Array
  /** By position among the marked: the best score of the clause at hand. */
  readonly best: Float32Array
}

export function createScratch(docCount: number): Scratch {
  const wordCount = (docCount >>> 5) + 1
  return {
    count: 0,
    docs: new Uint32Array(docCount),
    scores: new Float32Array(docCount),
    refused: new Uint8Array(docCount),
    marks: new Uint32Array(wordCount),
    before: new Uint32Array(wordCount),
    best: new Float32Array(docCount),
  }
}

export function mark(marks: Uint32Array, doc: number): void {
  marks[doc >>> 5] = (marks[doc >>> 5] ?? 0) | (1 << (doc & 31))
}

export function isMarked(marks: Uint32Array, doc: number): boolean {
  return (((marks[doc >>> 5] ?? 0) >>> (doc & 31)) & 1) !== 0
}

/** Writes the marked docs, and where those of each word begin; their number. */
export function listMarked({ docs, marks, before }: Scratch): number {
  let count = 0
  for (let word = 0; word < marks.length; word++) {
    let bits = marks[word] ?? 0
    if (bits === 0) continue
    before[word] = count
    for (; bits !== 0; bits &= bits - 1) docs[count++] = (word << 5) + 31 - Math.clz32(bits & -bits)
  }
  return count
}

/** Where a marked doc stands among the marked. */
export function positionOf(marks: Uint32Array, before: Uint32Array, doc: number): number {
  const bits = (marks[doc >>> 5] ?? 0) & ((1 << (doc & 31)) - 1)
  return (before[doc >>> 5] ?? 0) + bitCount(bits)
}

function bitCount(bits: number): number {
  const pairs = bits - ((bits >>> 1) & 0x55555555)
  const fours = (pairs & 0x33333333) + ((pairs >>> 2) & 0x33333333)
  return Math.imul((fours + (fours >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24
}

/** Among so many docs for each that is wanted, the wanted are searched for; of fewer, all are looked at. */
export const FAR_MORE = 16

/** Where `doc` or the first one after it stands, in growing steps: a few docs cross many quickly. */
export function advance(docs: Uint32Array, { from, end, doc }: { from: number; end: number; doc: number }): number {
  if (from >= end || (docs[from] ?? 0) >= doc) return from
  let step = 1
  while (from + step < end && (docs[from + step] ?? 0) < doc) step *= 2
  let low = from + (step >>> 1)
  let high = Math.min(from + step, end)
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((docs[middle] ?? 0) < doc) low = middle + 1
    else high = middle
  }
  return low
}
