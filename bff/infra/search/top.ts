/** The best `capacity` docs of those offered, kept in a heap with the worst at the root. Of equals the first offered stays. */
export interface Top {
  offer(doc: number, rank: number): void
  /** Best first. */
  drain(): { doc: number; rank: number }[]
}

export function createTop(capacity: number): Top {
  const docs = new Uint32Array(capacity)
  const ranks = new Float64Array(capacity)
  let count = 0

  /** Docs are offered in ascending order, so of equal ranks the greater doc is the worse. */
  const isWorse = (a: number, b: number): boolean => {
    const left = ranks[a] ?? 0
    const right = ranks[b] ?? 0
    return left === right ? (docs[a] ?? 0) > (docs[b] ?? 0) : left < right
  }
  const swap = (a: number, b: number) => {
    const doc = docs[a] ?? 0
    const rank = ranks[a] ?? 0
    docs[a] = docs[b] ?? 0
    ranks[a] = ranks[b] ?? 0
    docs[b] = doc
    ranks[b] = rank
  }
  const rise = (start: number) => {
    for (let at = start; at > 0;) {
      const parent = (at - 1) >>> 1
      if (!isWorse(at, parent)) return
      swap(at, parent)
      at = parent
    }
  }
  const sink = () => {
    for (let at = 0; ;) {
      let child = 2 * at + 1
      if (child >= count) return
      if (child + 1 < count && isWorse(child + 1, child)) child++
      if (!isWorse(child, at)) return
      swap(at, child)
      at = child
    }
  }

  return {
    offer(doc, rank) {
      if (count < capacity) {
        docs[count] = doc
        ranks[count] = rank
        rise(count++)
      } else if (capacity > 0 && rank > (ranks[0] ?? 0)) {
        docs[0] = doc
        ranks[0] = rank
        sink()
      }
    },
    drain() {
      const kept = Array.from({ length: count }, (_, i) => ({ doc: docs[i] ?? 0, rank: ranks[i] ?? 0 }))
      return kept.sort((a, b) => b.rank - a.rank || a.doc - b.doc)
    },
  }
}
