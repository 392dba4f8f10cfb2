/** What is chosen from: of each match, what its rank is at most when multiplied by the ceiling. */
export interface Candidates {
  readonly scores: Float32Array
  readonly count: number
}

export interface Ranks {
  /** No rank is more than its score times this. */
  readonly ceiling: number
  /** The same for each match, as closely as can be said in a moment. */
  readonly ceilings?: {
    readonly docs: Uint32Array
    /** By doc: which of `values` is its own. */
    readonly coarse: Uint8Array
    readonly values: Float64Array
  }
  /** The rank of the match at this position. */
  readonly rankOf: (position: number) => number
}

/** The ceiling of ranks that stand as scores, in single precision. */
export const ROUNDING = 1 + 2 ** -22

/** Positions of the best matches, best first, and their ranks. */
export interface Top {
  readonly positions: Uint32Array
  readonly ranks: Float64Array
}

/**
 * The best matches by rank; of equals the one that comes first. A heap with the worst of the best at its root: nearly
 * every match is refused by a comparison of its score, and its rank is never asked for.
 */
export function selectTop({ scores, count }: Candidates, capacity: number, { ceiling, ceilings, rankOf }: Ranks): Top {
  const size = Math.min(capacity, count)
  const heap: Top = { positions: new Uint32Array(size), ranks: new Float64Array(size) }
  if (size === 0) return heap
  for (let i = 0; i < size; i++) rise(heap, i, { position: i, rank: rankOf(i) })
  let worst = heap.ranks[0] ?? 0
  let i = nextOf(scores, { from: size, count, bar: worst / ceiling })
  while (i < count) {
    if (ceilings === undefined || mostOf(i, scores, ceilings) >= worst) {
      const rank = rankOf(i)
      if (rank > worst) {
        sink(heap, { position: i, rank })
        worst = heap.ranks[0] ?? 0
      }
    }
    i = nextOf(scores, { from: i + 1, count, bar: worst / ceiling })
  }
  return inOrder(heap)
}

/** The next match whose score could be enough. This is where a search spends its time: hence a loop of its own, and nothing else in it. */
function nextOf(scores: Float32Array, { from, count, bar }: { from: number; count: number; bar: number }): number {
  let i = from
  while (i < count && (scores[i] ?? 0) < bar) i++
  return i
}

/** The rank of the match is not more than this. */
function mostOf(i: number, scores: Float32Array, { docs, coarse, values }: NonNullable<Ranks['ceilings']>): number {
  return (scores[i] ?? 0) * (values[coarse[docs[i] ?? 0] ?? 0] ?? 0)
}

interface Entry {
  readonly position: number
  readonly rank: number
}

/** The new entry at the end moves up to its place. */
function rise({ positions, ranks }: Top, end: number, entry: Entry): void {
  let at = end
  while (at > 0) {
    const parent = (at - 1) >>> 1
    if (!isWorse(entry, positions[parent] ?? 0, ranks[parent] ?? 0)) break
    positions[at] = positions[parent] ?? 0
    ranks[at] = ranks[parent] ?? 0
    at = parent
  }
  positions[at] = entry.position
  ranks[at] = entry.rank
}

/** The new entry takes the place of the root and moves down. */
function sink({ positions, ranks }: Top, entry: Entry): void {
  let at = 0
  for (;;) {
    let child = 2 * at + 1
    if (child >= positions.length) break
    const other = child + 1
    const worse = { position: positions[other] ?? 0, rank: ranks[other] ?? 0 }
    if (other < positions.length && isWorse(worse, positions[child] ?? 0, ranks[child] ?? 0)) child = other
    if (isWorse(entry, positions[child] ?? 0, ranks[child] ?? 0)) break
    positions[at] = positions[child] ?? 0
    ranks[at] = ranks[child] ?? 0
    at = child
  }
  positions[at] = entry.position
  ranks[at] = entry.rank
}

function isWorse(one: Entry, position: number, rank: number): boolean {
  return one.rank === rank ? one.position > position : one.rank < rank
}

function inOrder({ positions, ranks }: Top): Top {
  const order = Array.from(positions.keys()).sort(
    (a, b) => (ranks[b] ?? 0) - (ranks[a] ?? 0) || (positions[a] ?? 0) - (positions[b] ?? 0),
  )
  return {
    positions: Uint32Array.from(order, (at) => positions[at] ?? 0),
    ranks: Float64Array.from(order, (at) => ranks[at] ?? 0),
  }
}
