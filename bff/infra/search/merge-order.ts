import type { Breather } from './breather'
import { compareAt, type SortedTexts } from './texts'

/** Parts of several segments that become one. */
export interface Merging<Part> {
  readonly parts: readonly Part[]
  /** What each doc of each part becomes, or `DROPPED`; new numbers ascend over all of them. */
  readonly newDocs: readonly Uint32Array[]
  readonly docCount: number
  readonly breather: Breather
}

export const DROPPED = 0xffffffff

/** Stands on one key of several sorted lists after another. */
export interface KeyCursor {
  /** Which list, and at which place there. */
  part: number
  entry: number
  /** Whether the key is the same as the one before. */
  isRepeated: boolean
  /** False when all have been seen. */
  readonly next: () => boolean
}

/** All keys of several sorted lists in one order; equal ones in the order of the lists. No key becomes a string: there are millions. */
export function inKeyOrder(lists: readonly SortedTexts[]): KeyCursor {
  const heads = lists.map(() => 0)
  const at: KeyCursor = {
    part: -1,
    entry: -1,
    isRepeated: false,
    next() {
      const before = lists[at.part]
      const least = leastOf(lists, heads)
      const list = lists[least]
      if (list === undefined) return false
      const entry = heads[least] ?? 0
      at.isRepeated = before !== undefined && compareAt(list, entry, { texts: before, index: at.entry }) === 0
      at.part = least
      at.entry = entry
      heads[least] = entry + 1
      return true
    },
  }
  return at
}

/** The list with the least key at its head; -1 when all are at their ends. */
function leastOf(lists: readonly SortedTexts[], heads: readonly number[]): number {
  let least = -1
  for (const [part, list] of lists.entries()) {
    const head = heads[part] ?? 0
    if (head === list.length) continue
    const best = lists[least]
    if (best === undefined || compareAt(list, head, { texts: best, index: heads[least] ?? 0 }) < 0) least = part
  }
  return least
}
