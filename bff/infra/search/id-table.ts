import type { Texts } from './texts'

/** Finds the doc of an id: open addressing over the ids of one segment, half full at most. */
export interface IdTable {
  /** Undefined when the segment does not have it. */
  find(id: string): number | undefined
}

const EMPTY = 0xffffffff

/** Of an id that comes twice, the doc that comes last. */
export function createIdTable(ids: Texts): IdTable {
  const size = 2 ** Math.ceil(Math.log2(ids.length * 2 + 2))
  const mask = size - 1
  const docs = new Uint32Array(size).fill(EMPTY)

  /** Where the id stands, or where it would. */
  function placeOf(id: string): number {
    let place = hashOf(id) & mask
    for (;;) {
      const doc = docs[place] ?? EMPTY
      if (doc === EMPTY || ids.at(doc) === id) return place
      place = (place + 1) & mask
    }
  }

  for (let doc = 0; doc < ids.length; doc++) docs[placeOf(ids.at(doc))] = doc

  return {
    find(id) {
      const doc = docs[placeOf(id)] ?? EMPTY
      return doc === EMPTY ? undefined : doc
    },
  }
}

/** FNV-1a over code units. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193)
  return (hash ^ (hash >>> 15)) >>> 0
}
