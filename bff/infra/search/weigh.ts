import { pairSoundsOf } from './pair-sounds'
import type { Postings } from './postings'
import { WORD_FIELDS, type Alternative, type Clause } from './query'
import { rangeOfPrefix } from './texts'

/** Terms of a segment that satisfy one alternative. */
export interface TermRange {
  /** The first term, and the one after the last, of every stretch of them. */
  readonly stretches: readonly number[]
  readonly isOneTerm: boolean
  readonly postingCount: number
  /** In which fields a posting counts. */
  readonly fields: number
  /** Whether that is all that a posting of these terms can have: then none of them need be asked. */
  readonly isAnyField: boolean
}

export interface ScoredRange extends TermRange {
  /** Rarity of the term in the whole catalogue times the weight of the alternative: what an impact of 1 is worth. */
  readonly factor: number
}

/** A clause as one segment sees it. */
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
  const { term, sounds, isPrefix } = alternative
  if (sounds !== undefined) {
    const found = pairSoundsOf(postings).find(...sounds)
    return rangeOf(
      postings,
      alternative,
      found.flatMap((each) => [each, each + 1]),
    )
  }
  const { terms } = postings
  const first = terms.lowerBound(term)
  const afterTerm = first < terms.length && terms.at(first) === term ? first + 1 : first
  const from = isKnown ? afterTerm : first
  return rangeOf(postings, alternative, [from, isPrefix ? rangeOfPrefix(terms, term).to : afterTerm])
}

function rangeOf({ starts }: Postings, { term, fields }: Alternative, stretches: readonly number[]): TermRange {
  const [from = 0, to = 0] = stretches
  return {
    stretches,
    isOneTerm: stretches.length === 2 && to - from === 1,
    postingCount: stretches.reduce((sum, at, i) => sum + (i % 2 === 0 ? -1 : 1) * (starts[at] ?? 0), 0),
    fields,
    isAnyField: (WORD_FIELDS.any & ~fields) === 0 && !term.startsWith('#'),
  }
}

/** Postings from `start` to `end`: of neighbouring terms, or of one that has many. */
export interface Span {
  readonly start: number
  readonly end: number
  readonly isLong: boolean
}

/** Where the postings of the terms lie; each term of more than `longest` postings for itself. */
export function spansOf({ starts }: Postings, { stretches }: TermRange, longest: number): Span[] {
  const spans: Span[] = []
  const add = (start: number, end: number, isLong: boolean) => {
    if (end > start) spans.push({ start, end, isLong })
  }
  for (let at = 0; at < stretches.length; at += 2) {
    const [from = 0, to = 0] = [stretches[at], stretches[at + 1]]
    let start = starts[from] ?? 0
    for (let term = from; term < to; term++) {
      const [first = 0, end = 0] = [starts[term], starts[term + 1]]
      if (end - first <= longest) continue
      add(start, first, false)
      add(first, end, true)
      start = end
    }
    add(start, starts[to] ?? 0, false)
  }
  return spans
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
