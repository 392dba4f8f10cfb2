import { pairSoundsOf } from './pair-sounds'
import type { Postings } from './postings'
import type { Alternative, Clause } from './query'
import { rangeOfPrefix } from './texts'

/** Titles of a segment that satisfy the required clauses, by ascending doc, in columns as long as there are docs. */
export interface Matches {
  count: number
  readonly docs: Uint32Array
  /** Of the text alone, until they are ranked. */
  readonly scores: Float64Array
  /** Which filters refuse the title, as bits. */
  readonly refused: Uint8Array
}

/** Working memory for one segment, reused by every query. `best` and `marks` are all zero between uses. */
export interface Scratch extends Matches {
  /** By doc: the best score of the clause at hand; later the boost of the title. */
  readonly best: Float32Array
  /** A bit for each doc that has a best score, or is asked for one. */
  readonly marks: Uint32Array
}

export function createScratch(docCount: number): Scratch {
  return {
    count: 0,
    docs: new Uint32Array(docCount),
    scores: new Float64Array(docCount),
    refused: new Uint8Array(docCount),
    best: new Float32Array(docCount),
    marks: new Uint32Array((docCount >>> 5) + 1),
  }
}

/** Where the postings of some terms lie, and what one of them is worth beside its impact. */
interface TermRange {
  /** Beginning and end, one after the other, of every stretch of postings. */
  readonly spans: readonly number[]
  /** Then they lie in the order of their docs. */
  readonly isOneTerm: boolean
  readonly postingCount: number
  readonly fields: number
}

interface ScoredRange extends TermRange {
  /** Rarity of the term in the whole catalogue times the weight of the alternative. */
  readonly factor: number
}

/** The clauses as one segment sees them. */
export type LocatedClause = readonly TermRange[]

export function locate(postings: Postings, { alternatives }: Clause): LocatedClause {
  return alternatives.map((alternative) => {
    const { term, isPrefix, fields } = alternative
    const isAskedFor = alternatives.some((other) => !other.isPrefix && other.term === term && other.fields === fields)
    return locateAlternative(postings, alternative, isPrefix && isAskedFor)
  })
}

/** @param isKnown the term itself is asked for as well: then what begins so is all that goes on after it */
function locateAlternative(postings: Postings, alternative: Alternative, isKnown: boolean): TermRange {
  const { term, sounds, isPrefix, fields } = alternative
  const { terms, starts } = postings
  if (sounds !== undefined) {
    const spans = pairSoundsOf(postings)
      .find(...sounds)
      .flatMap((found) => [starts[found] ?? 0, starts[found + 1] ?? 0])
    return { spans, isOneTerm: false, postingCount: lengthOf(spans), fields }
  }
  const first = terms.lowerBound(term)
  const afterTerm = first < terms.length && terms.at(first) === term ? first + 1 : first
  const from = isKnown ? afterTerm : first
  const to = isPrefix ? rangeOfPrefix(terms, term).to : afterTerm
  const spans = [starts[from] ?? 0, starts[to] ?? 0]
  return { spans, isOneTerm: to - from === 1, postingCount: lengthOf(spans), fields }
}

function lengthOf(spans: readonly number[]): number {
  return spans.reduce((sum, place, i) => sum + (i % 2 === 0 ? -place : place), 0)
}

export interface WeighedClause {
  readonly isRequired: boolean
  readonly ranges: readonly ScoredRange[]
  readonly postingCount: number
}

/** Impacts are in 255ths. */
const IMPACT_UNIT = 1 / 255

/**
 * Gives the clauses of each segment their weights. Rarity is that of the whole catalogue, so that a title scores the same
 * in whichever segment it is.
 */
export function weigh(clauses: readonly Clause[], located: readonly (readonly LocatedClause[])[], size: number) {
  const factors = clauses.map((clause, c) =>
    clause.alternatives.map(({ weight }, a) => {
      const bearers = located.reduce((sum, segment) => sum + (segment[c]?.[a]?.postingCount ?? 0), 0)
      return weight * rarity(Math.min(bearers, size), size) * IMPACT_UNIT
    }),
  )
  return located.map((segment) =>
    clauses.map(({ isRequired }, c): WeighedClause => {
      const ranges = (segment[c] ?? []).flatMap((range, a) =>
        range.postingCount > 0 ? [{ ...range, factor: factors[c]?.[a] ?? 0 }] : [],
      )
      return { isRequired, ranges, postingCount: ranges.reduce((sum, range) => sum + range.postingCount, 0) }
    }),
  )
}

function rarity(bearers: number, size: number): number {
  return Math.log(1 + (size - bearers + 0.5) / (bearers + 0.5))
}

/** Finds the titles of one segment that satisfy all required clauses, the rarest first; the others only add to scores. */
export function matchClauses(postings: Postings, clauses: readonly WeighedClause[], scratch: Scratch): void {
  const required = clauses.filter((clause) => clause.isRequired).sort((a, b) => a.postingCount - b.postingCount)
  scratch.count = 0
  const [first, ...others] = required
  if (first === undefined || first.postingCount === 0) return
  collect(postings, first, scratch)
  for (const clause of others) {
    if (scratch.count === 0) return
    intersect(postings, clause, scratch)
  }
  for (const clause of clauses) {
    if (!clause.isRequired && clause.postingCount > 0 && scratch.count > 0) intersect(postings, clause, scratch)
  }
}

/** Matches that satisfy all of these clauses too are no matches. */
export function dropBearers(postings: Postings, clauses: readonly WeighedClause[], scratch: Scratch): void {
  const docs = scratch.docs.slice(0, scratch.count)
  const scores = scratch.scores.slice(0, scratch.count)
  for (const clause of clauses) intersect(postings, clause, scratch)
  const bearers = scratch.docs.slice(0, scratch.count)
  let next = 0
  scratch.count = 0
  for (const [i, doc] of docs.entries()) {
    if (bearers[next] === doc) next++
    else {
      scratch.docs[scratch.count] = doc
      scratch.scores[scratch.count++] = scores[i] ?? 0
    }
  }
}

function collect(postings: Postings, clause: WeighedClause, scratch: Scratch): void {
  const only = singleTerm(clause)
  if (only === undefined) {
    markBest(postings, clause, scratch)
    scratch.count = collectMarked(scratch)
    return
  }
  collectTerm(postings, only, scratch)
}

function collectTerm({ docs, impacts, fields }: Postings, range: ScoredRange, scratch: Scratch): void {
  const { docs: matched, scores } = scratch
  const { factor, fields: wanted } = range
  const [start = 0, end = 0] = range.spans
  let count = 0
  for (let p = start; p < end; p++) {
    if (((fields[p] ?? 0) & wanted) === 0) continue
    matched[count] = docs[p] ?? 0
    scores[count++] = factor * (impacts[p] ?? 0)
  }
  scratch.count = count
}

/** Adds the clause to the scores of the matches; those without it go, if it is required. */
function intersect(postings: Postings, clause: WeighedClause, scratch: Scratch): void {
  const only = singleTerm(clause)
  if (only === undefined) intersectMarked(postings, clause, scratch)
  else intersectTerm(postings, only, { scratch, isRequired: clause.isRequired })
}

/** Of the postings only those of matches count: a look at the bit of each is all that the others cost. */
function intersectMarked(postings: Postings, clause: WeighedClause, scratch: Scratch): void {
  const { docs, scores, best, marks, count } = scratch
  for (let i = 0; i < count; i++) mark(marks, docs[i] ?? 0)
  for (const range of clause.ranges) {
    for (let span = 0; span < range.spans.length; span += 2) scoreMarked(postings, { range, span }, scratch)
  }
  let kept = 0
  for (let i = 0; i < count; i++) {
    const doc = docs[i] ?? 0
    const score = best[doc] ?? 0
    best[doc] = 0
    marks[doc >>> 5] = 0
    if (score === 0 && clause.isRequired) continue
    docs[kept] = doc
    scores[kept++] = (scores[i] ?? 0) + score
  }
  scratch.count = kept
}

function scoreMarked(
  { docs, impacts, fields }: Postings,
  { range, span }: { range: ScoredRange; span: number },
  { best, marks }: Scratch,
): void {
  const { factor, fields: wanted } = range
  const end = range.spans[span + 1] ?? 0
  for (let p = range.spans[span] ?? 0; p < end; p++) {
    const doc = docs[p] ?? 0
    if ((((marks[doc >>> 5] ?? 0) >>> (doc & 31)) & 1) === 0 || ((fields[p] ?? 0) & wanted) === 0) continue
    best[doc] = Math.max(best[doc] ?? 0, factor * (impacts[p] ?? 0))
  }
}

function mark(marks: Uint32Array, doc: number): void {
  marks[doc >>> 5] = (marks[doc >>> 5] ?? 0) | (1 << (doc & 31))
}

function intersectTerm(
  postings: Postings,
  range: ScoredRange,
  { scratch, isRequired }: { scratch: Scratch; isRequired: boolean },
): void {
  const { docs, scores, count } = scratch
  const { docs: bearers, impacts, fields } = postings
  const { factor, fields: wanted } = range
  const [start = 0, end = 0] = range.spans
  let p = start
  let kept = 0
  for (let i = 0; i < count; i++) {
    const doc = docs[i] ?? 0
    p = advance(bearers, { from: p, end, doc })
    const isBorne = p < end && bearers[p] === doc && ((fields[p] ?? 0) & wanted) !== 0
    if (!isBorne && isRequired) continue
    docs[kept] = doc
    scores[kept++] = (scores[i] ?? 0) + (isBorne ? factor * (impacts[p] ?? 0) : 0)
  }
  scratch.count = kept
}

/** The first posting of `doc` or a later one: in growing steps, so that a rare term crosses a common one quickly. */
function advance(bearers: Uint32Array, { from, end, doc }: { from: number; end: number; doc: number }): number {
  if (from >= end || (bearers[from] ?? 0) >= doc) return from
  let step = 1
  while (from + step < end && (bearers[from + step] ?? 0) < doc) step *= 2
  let low = from + (step >>> 1)
  let high = Math.min(from + step, end)
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((bearers[middle] ?? 0) < doc) low = middle + 1
    else high = middle
  }
  return low
}

/** Sets `best` and a mark for every title that satisfies some alternative. */
function markBest(postings: Postings, clause: WeighedClause, scratch: Scratch): void {
  for (const range of clause.ranges) {
    for (let span = 0; span < range.spans.length; span += 2) markSpan(postings, { range, span }, scratch)
  }
}

function markSpan(
  { docs, impacts, fields }: Postings,
  { range, span }: { range: ScoredRange; span: number },
  { best, marks }: Scratch,
): void {
  const { factor, fields: wanted } = range
  const end = range.spans[span + 1] ?? 0
  for (let p = range.spans[span] ?? 0; p < end; p++) {
    if (((fields[p] ?? 0) & wanted) === 0) continue
    const doc = docs[p] ?? 0
    const score = factor * (impacts[p] ?? 0)
    if (score <= (best[doc] ?? 0)) continue
    best[doc] = score
    mark(marks, doc)
  }
}

/** The marked titles become the matches, in the order of their docs, and nothing is marked any more. */
function collectMarked({ docs, scores, best, marks }: Scratch): number {
  let count = 0
  for (let word = 0; word < marks.length; word++) {
    let bits = marks[word] ?? 0
    if (bits === 0) continue
    marks[word] = 0
    for (; bits !== 0; bits &= bits - 1) {
      const doc = (word << 5) + 31 - Math.clz32(bits & -bits)
      docs[count] = doc
      scores[count++] = best[doc] ?? 0
      best[doc] = 0
    }
  }
  return count
}

function singleTerm(clause: WeighedClause): ScoredRange | undefined {
  const [only, ...others] = clause.ranges
  return only?.isOneTerm === true && others.length === 0 ? only : undefined
}
