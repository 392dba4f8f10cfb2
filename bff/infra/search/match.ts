import { pairSoundsOf } from './pair-sounds'
import type { Postings } from './postings'
import type { Alternative, Clause } from './query'
import { isMarked, listMarked, mark, positionOf, type Scratch } from './scratch'
import { rangeOfPrefix } from './texts'

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
    collectSeveral(postings, clause, scratch)
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
  const { docs, scores, best, marks, before, count } = scratch
  for (let i = 0; i < count; i++) {
    const doc = docs[i] ?? 0
    if (marks[doc >>> 5] === 0) before[doc >>> 5] = i
    mark(marks, doc)
  }
  scoreMarked(postings, clause, scratch)
  let kept = 0
  for (let i = 0; i < count; i++) {
    const doc = docs[i] ?? 0
    const score = best[i] ?? 0
    marks[doc >>> 5] = 0
    if (score === 0 && clause.isRequired) continue
    docs[kept] = doc
    scores[kept++] = (scores[i] ?? 0) + score
  }
  scratch.count = kept
}

/** Every title that satisfies some alternative, in the order of their docs. */
function collectSeveral(postings: Postings, clause: WeighedClause, scratch: Scratch): void {
  const { docs, scores, best, marks } = scratch
  for (const range of clause.ranges) {
    for (let span = 0; span < range.spans.length; span += 2) markSpan(postings, { range, span }, marks)
  }
  scratch.count = listMarked(scratch)
  scoreMarked(postings, clause, scratch)
  for (let i = 0; i < scratch.count; i++) {
    scores[i] = best[i] ?? 0
    marks[(docs[i] ?? 0) >>> 5] = 0
  }
}

function markSpan(
  { docs, fields }: Postings,
  { range, span }: { range: ScoredRange; span: number },
  marks: Uint32Array,
): void {
  const { fields: wanted } = range
  const end = range.spans[span + 1] ?? 0
  for (let p = range.spans[span] ?? 0; p < end; p++) {
    if (((fields[p] ?? 0) & wanted) !== 0) mark(marks, docs[p] ?? 0)
  }
}

/** Sets `best` for the marked, in their order. */
function scoreMarked(postings: Postings, clause: WeighedClause, scratch: Scratch): void {
  scratch.best.fill(0, 0, scratch.count)
  for (const range of clause.ranges) {
    for (let span = 0; span < range.spans.length; span += 2) scoreSpan(postings, { range, span }, scratch)
  }
}

function scoreSpan(
  { docs, impacts, fields }: Postings,
  { range, span }: { range: ScoredRange; span: number },
  { best, marks, before }: Scratch,
): void {
  const { factor, fields: wanted } = range
  const end = range.spans[span + 1] ?? 0
  for (let p = range.spans[span] ?? 0; p < end; p++) {
    const doc = docs[p] ?? 0
    if (!isMarked(marks, doc) || ((fields[p] ?? 0) & wanted) === 0) continue
    const position = positionOf(marks, before, doc)
    const score = factor * (impacts[p] ?? 0)
    if (score > (best[position] ?? 0)) best[position] = score
  }
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

function singleTerm(clause: WeighedClause): ScoredRange | undefined {
  const [only, ...others] = clause.ranges
  return only?.isOneTerm === true && others.length === 0 ? only : undefined
}
