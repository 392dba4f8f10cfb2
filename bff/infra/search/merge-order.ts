import type { Breather } from './breather'
import type { Texts } from './texts'

/** Parts of several segments that become one. */
export interface Merging<Part> {
  readonly parts: readonly Part[]
  /** What each doc of each part becomes, or `DROPPED`; new numbers ascend over all of them. */
  readonly newDocs: readonly Uint32Array[]
  readonly docCount: number
  readonly breather: Breather
}

export const DROPPED = 0xffffffff

/** Where a key stands: in which of several sorted lists, and at which place there. */
export interface KeyAt {
  key: string
  part: number
  entry: number
}

/**
 * All keys of several sorted lists in one order; equal ones in the order of the lists. What is given is the same object
 * each time, written anew: there are millions.
 */
export function* inKeyOrder(parts: readonly Texts[]): Generator<Readonly<KeyAt>> {
  const heads = parts.map((part): KeyAt | null => (part.length > 0 ? { key: part.at(0), part: 0, entry: 0 } : null))
  heads.forEach((head, part) => {
    if (head) head.part = part
  })
  const next: KeyAt = { key: '', part: 0, entry: 0 }
  for (;;) {
    let least: KeyAt | null = null
    for (const head of heads) if (head !== null && (least === null || head.key < least.key)) least = head
    if (least === null) return
    next.key = least.key
    next.part = least.part
    next.entry = least.entry
    const list = parts[least.part]
    if (list !== undefined && ++least.entry < list.length) least.key = list.at(least.entry)
    else heads[least.part] = null
    yield next
  }
}
