import type { Lexicon } from './read-otherwise'
import type { Segment } from './segment'
import { rangeOfPrefix } from './texts'

/** What the segments know of terms. */
export function lexiconOf(segments: readonly Segment[]): Lexicon {
  const bearersIn = ({ postings, dead }: Segment, term: string) => {
    const at = postings.terms.lowerBound(term)
    if (at === postings.terms.length || postings.terms.at(at) !== term) return 0
    const bearers = postings.docs.subarray(postings.starts[at], postings.starts[at + 1])
    return bearers.reduce((sum, doc) => sum + (dead[doc] === 0 ? 1 : 0), 0)
  }
  return {
    bearersOf: (term) => segments.reduce((sum, segment) => sum + bearersIn(segment, term), 0),
    *termsWith(prefix, limit) {
      for (const { postings } of segments) {
        const { from, to } = rangeOfPrefix(postings.terms, prefix)
        for (let at = from; at < Math.min(to, from + limit); at++) yield postings.terms.at(at)
      }
    },
  }
}
