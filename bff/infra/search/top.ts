import type { Matches } from './match'

/**
 * Positions of the best matches by `ranks`, best first; of equals the one with the lower doc. A heap with the worst of the best
 * at its root: nearly every match is refused by one comparison.
 */
export function selectTop({ ranks, count }: Matches, capacity: number): Uint32Array {
  const heap = new Uint32Array(Math.min(capacity, count))
  if (heap.length === 0) return heap
  for (let i = 0; i < heap.length; i++) {
    heap[i] = i
    rise(heap, i, ranks)
  }
  let threshold = ranks[heap[0] ?? 0] ?? 0
  for (let i = heap.length; i < count; i++) {
    if ((ranks[i] ?? 0) <= threshold) continue
    heap[0] = i
    sink(heap, ranks)
    threshold = ranks[heap[0]] ?? 0
  }
  return heap.sort((a, b) => (ranks[b] ?? 0) - (ranks[a] ?? 0) || a - b)
}

function rise(heap: Uint32Array, start: number, ranks: Float64Array): void {
  for (let at = start; at > 0;) {
    const parent = (at - 1) >>> 1
    if (!isWorse(heap[at] ?? 0, heap[parent] ?? 0, ranks)) return
    swap(heap, at, parent)
    at = parent
  }
}

function sink(heap: Uint32Array, ranks: Float64Array): void {
  for (let at = 0; ;) {
    let child = 2 * at + 1
    if (child >= heap.length) return
    if (child + 1 < heap.length && isWorse(heap[child + 1] ?? 0, heap[child] ?? 0, ranks)) child++
    if (!isWorse(heap[child] ?? 0, heap[at] ?? 0, ranks)) return
    swap(heap, at, child)
    at = child
  }
}

/** Matches are in the order of their docs, so of equals the later one is the worse. */
function isWorse(a: number, b: number, ranks: Float64Array): boolean {
  const left = ranks[a] ?? 0
  const right = ranks[b] ?? 0
  return left === right ? a > b : left < right
}

function swap(heap: Uint32Array, a: number, b: number): void {
  const kept = heap[a] ?? 0
  heap[a] = heap[b] ?? 0
  heap[b] = kept
}
