import type { Postings } from './postings'
import { advance, FAR_MORE, isMarked, listMarked, mark, positionOf, type Scratch } from './scratch'
import { spansOf, type ScoredRange, type Span, type TermRange, type WeighedClause } from './weigh'

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
  if (only === undefined) collectSeveral(postings, clause, scratch)
  else if (only.isAnyField) takeTerm(postings, only, scratch)
  else collectTerm(postings, only, scratch)
}

/** All postings of the term, as they are. */
function takeTerm(postings: Postings, range: ScoredRange, scratch: Scratch): void {
  const { docs, impacts } = postings
  const { scores } = scratch
  const { factor } = range
  const { start, end } = spanOf(postings, range)
  scratch.docs.set(docs.subarray(start, end))
  for (let p = start; p < end; p++) scores[p - start] = factor * (impacts[p] ?? 0)
  scratch.count = end - start
}

function collectTerm(postings: Postings, range: ScoredRange, scratch: Scratch): void {
  const { docs, impacts, fields } = postings
  const { docs: matched, scores } = scratch
  const { factor, fields: wanted } = range
  const { start, end } = spanOf(postings, range)
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
    const score = best[i] ?? 0
    if (score === 0 && clause.isRequired) continue
    docs[kept] = docs[i] ?? 0
    scores[kept++] = (scores[i] ?? 0) + score
  }
  marks.fill(0)
  scratch.count = kept
}

/** Every title that satisfies some alternative, in the order of their docs. */
function collectSeveral(postings: Postings, clause: WeighedClause, scratch: Scratch): void {
  const { scores, best, marks } = scratch
  for (const range of clause.ranges) {
    for (const span of spansOf(postings, range, Infinity)) markSpan(postings, { range, span }, marks)
  }
  scratch.count = listMarked(scratch)
  scoreMarked(postings, clause, scratch)
  scores.set(best.subarray(0, scratch.count))
  marks.fill(0)
}

interface ScoredSpan {
  readonly range: ScoredRange
  readonly span: Span
}

function markSpan({ docs, fields }: Postings, { range, span }: ScoredSpan, marks: Uint32Array): void {
  const { fields: wanted, isAnyField } = range
  for (let p = span.start; p < span.end; p++) {
    if (isAnyField || ((fields[p] ?? 0) & wanted) !== 0) mark(marks, docs[p] ?? 0)
  }
}

/** Sets `best` for the marked, in their order. */
function scoreMarked(postings: Postings, clause: WeighedClause, scratch: Scratch): void {
  scratch.best.fill(0, 0, scratch.count)
  for (const range of clause.ranges) {
    for (const span of spansOf(postings, range, FAR_MORE * scratch.count)) {
      if (span.isLong) scoreMatches(postings, { range, span }, scratch)
      else scoreSpan(postings, { range, span }, scratch)
    }
  }
}

function scoreSpan(
  { docs, impacts, fields }: Postings,
  { range, span }: ScoredSpan,
  { best, marks, before }: Scratch,
): void {
  const { factor, fields: wanted, isAnyField } = range
  for (let p = span.start; p < span.end; p++) {
    const doc = docs[p] ?? 0
    if (!isMarked(marks, doc) || !(isAnyField || ((fields[p] ?? 0) & wanted) !== 0)) continue
    const position = positionOf(marks, before, doc)
    const score = factor * (impacts[p] ?? 0)
    if (score > (best[position] ?? 0)) best[position] = score
  }
}

function scoreMatches(
  { docs: bearers, impacts, fields }: Postings,
  { range: { factor, fields: wanted }, span: { start, end } }: ScoredSpan,
  { best, docs, count }: Scratch,
): void {
  let p = start
  for (let i = 0; i < count; i++) {
    const doc = docs[i] ?? 0
    p = advance(bearers, { from: p, end, doc })
    if (p >= end || bearers[p] !== doc || ((fields[p] ?? 0) & wanted) === 0) continue
    const score = factor * (impacts[p] ?? 0)
    if (score > (best[i] ?? 0)) best[i] = score
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
  const { start, end } = spanOf(postings, range)
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

function singleTerm(clause: WeighedClause): ScoredRange | undefined {
  const [only, ...others] = clause.ranges
  return only?.isOneTerm === true && others.length === 0 ? only : undefined
}

function spanOf({ starts }: Postings, { stretches: [term = 0] }: TermRange): { start: number; end: number } {
  return { start: starts[term] ?? 0, end: starts[term + 1] ?? 0 }
}
