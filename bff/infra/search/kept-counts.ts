import type { Segment } from './segment'

/** What one question has counted in a segment. */
interface KeptCounts {
  readonly counts: Uint32Array
  /** As the segment was then: titles only ever go. */
  readonly liveCount: number
}

/** Of fewer titles nothing is kept: they are counted as quickly. */
const MANY = 2000

/** For each segment; some kilobytes each. */
const MOST_KEPT = 250

const keptOf = new WeakMap<Segment, Map<string, KeptCounts>>()

/**
 * A segment does not change but for titles that die, so what a question that finds many titles has counted there is kept until one
 * does: those questions are the dear ones, and the ones that are asked again. Adds to `counts` what `count` counts, now or then.
 */
export function addCounts(
  counts: Uint32Array,
  question: { readonly segment: Segment; readonly hits: number; readonly key: () => string | undefined },
  count: (into: Uint32Array) => void,
): void {
  const { segment, hits } = question
  const key = hits < MANY ? undefined : question.key()
  if (key === undefined) {
    count(counts)
    return
  }
  const kept = keptOf.get(segment) ?? new Map<string, KeptCounts>()
  keptOf.set(segment, kept)
  const known = kept.get(key)
  const isTrue = known?.liveCount === segment.liveCount && known.counts.length === counts.length
  const found = isTrue ? known.counts : new Uint32Array(counts.length)
  if (!isTrue) count(found)
  // those asked last stand at the end
  kept.delete(key)
  kept.set(key, { counts: found, liveCount: segment.liveCount })
  const [oldest] = kept.keys()
  if (kept.size > MOST_KEPT && oldest !== undefined) kept.delete(oldest)
  for (let i = 0; i < found.length; i++) counts[i] = (counts[i] ?? 0) + (found[i] ?? 0)
}
