import { SATURATION, WEIGHTS } from '../postings'
import type { Alternative, Clause } from '../query'
import type { Sounds } from '../pinyin'
import { soundCode } from './index-document'
import { encodeTerm, OCCURRENCES_A_UNIT, soundsIn, TERM_FIELDS } from './index-shape'

/** A question in the language of OpenSearch. What a reader typed stands in it as a value only, never as syntax. */
export type Query = Readonly<Record<string, unknown>>

export const NOTHING: Query = { match_none: {} }

/** The BM25 of OpenSearch is the usual one times this. */
const BM25_FACTOR = SATURATION * OCCURRENCES_A_UNIT + 1

/**
 * What begins with something is not counted beforehand, so it is worth what a term of middling rarity would be: in a title
 * as much as there, elsewhere as much as among the subjects.
 */
const MIDDLING_RARITY = 3
const impactOf = (amount: number) => amount / (amount + SATURATION)
const WORTH_IN_TITLE = MIDDLING_RARITY * impactOf(WEIGHTS.title.weight)
const WORTH_ELSEWHERE = MIDDLING_RARITY * impactOf(WEIGHTS.subject.weight)

/** Titles that satisfy all required clauses; null when nothing is required, for then there is no question. */
export function clausesQuery(clauses: readonly Clause[], excluded: readonly (readonly Clause[])[]): Query | null {
  const required = clauses.filter(({ isRequired }) => isRequired)
  if (required.length === 0) return null
  return {
    bool: {
      must: required.map(clauseQuery),
      should: clauses.filter(({ isRequired }) => !isRequired).map(clauseQuery),
      must_not: excluded.map((group) => ({ bool: { filter: group.map(clauseQuery) } })),
    },
  }
}

/** The best alternative counts, not their sum. */
function clauseQuery({ alternatives }: Clause): Query {
  const queries = alternatives.flatMap(alternativeQueries)
  return queries.length === 1 ? (queries[0] ?? NOTHING) : { dis_max: { queries } }
}

function alternativeQueries(alternative: Alternative): Query[] {
  const { term, sounds, isPrefix, weight } = alternative
  const fields = fieldsOf(alternative.fields)
  if (sounds !== undefined) {
    const codes = codesOf(sounds)
    return ofMiddlingWorth(fields, weight, (field) => ({ terms: { [soundsIn(field)]: codes } }))
  }
  const value = encodeTerm(term)
  if (isPrefix) return ofMiddlingWorth(fields, weight, (field) => ({ prefix: { [field]: { value } } }))
  return fields.map((field) => ({ term: { [field]: { value, boost: weight / BM25_FACTOR } } }))
}

function ofMiddlingWorth(fields: readonly string[], weight: number, queryIn: (field: string) => Query): Query[] {
  const asked = fields.includes('any') ? ['title', ...fields] : fields
  return asked.map((field) => {
    const boost = weight * (field === 'title' ? WORTH_IN_TITLE : WORTH_ELSEWHERE)
    return { constant_score: { filter: queryIn(field), boost } }
  })
}

/** The fewest fields that answer for these bits. */
function fieldsOf(bits: number): string[] {
  const names: string[] = []
  let left = bits
  for (const [name, own] of TERM_FIELDS) {
    if ((left & own) !== own) continue
    names.push(name)
    left &= ~own
  }
  return names
}

function codesOf([first, second]: readonly [Sounds, Sounds]): string[] {
  const codes: string[] = []
  for (let one = first.from; one < first.to; one++) {
    for (let other = second.from; other < second.to; other++) codes.push(soundCode(one, other))
  }
  return codes
}

/** Values that begin so, as a regular expression of Lucene. */
export function beginningWith(prefix: string): string {
  // not plainly `.*`, or OpenSearch 2.19 takes a short cut that fails where no value begins so
  return `${quoted(prefix)}(.*)?`
}

/** Every sign for itself, in the regular expressions of Lucene. */
function quoted(key: string): string {
  return key.replace(/[^\p{L}\p{M}\p{N} ]/gu, '\\$&')
}
