import { sharedWords } from './shared-arrays'
import type { Texts } from './texts'

/** Finds the doc of an id: open addressing over the ids of one segment, half full at most. */
export interface IdTable {
  /** Undefined when the segment does not have it. `hash`: of the id, for who looks into several. */
  find(id: string, hash?: number): number | undefined
}

const EMPTY = 0xffffffff

/** Docs by the place of their ids; of an id that comes twice, the doc that comes last. */
export function placeIds(ids: Texts): Uint32Array {
  const docs = sharedWords(2 ** Math.ceil(Math.log2(ids.length * 2 + 2))).fill(EMPTY)
  const placeOf = finder(ids, docs)
  for (let doc = 0; doc < ids.length; doc++) {
    const id = ids.at(doc)
    docs[placeOf(id, hashOfId(id))] = doc
  }
  return docs
}

export function idTableOf(ids: Texts, docs: Uint32Array): IdTable {
  const placeOf = finder(ids, docs)
  return {
    find(id, hash = hashOfId(id)) {
      const doc = docs[placeOf(id, hash)] ?? EMPTY
      return doc === EMPTY ? undefined : doc
    },
  }
}

/** Where an id stands, or where it would. */
function finder(ids: Texts, docs: Uint32Array): (id: string, hash: number) => number {
  const mask = docs.length - 1
  return (id, hash) => {
    let place = hash & mask
    for (;;) {
      const doc = docs[place] ?? EMPTY
      if (doc === EMPTY || isAt(ids, doc, id)) return place
      place = (place + 1) & mask
    }
  }
}

/** Compared where they lie, as far as they are ASCII; most that meet here are different. */
function isAt(ids: Texts, doc: number, id: string): boolean {
  const { bytes, starts } = ids
  const start = starts[doc] ?? 0
  const length = (starts[doc + 1] ?? 0) - start
  for (let i = 0; i < length; i++) {
    const byte = bytes[start + i] ?? 0
    if (byte >= FIRST_BEYOND_ASCII) return ids.at(doc) === id
    if (byte !== id.charCodeAt(i)) return false
  }
  return length === id.length
}

const FIRST_BEYOND_ASCII = 0x80

/** FNV-1a over code units. */
export function hashOfId(text: string): number {
  let hash = 0x811c9dc5
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193)
  return (hash ^ (hash >>> 15)) >>> 0
}
