/** What an index consists of. */
export type Numbers = Uint8Array | Uint16Array | Uint32Array

/** All that a segment keeps lies where other threads see it as well, so that they can merge it without a copy. */
export const sharedBytes = (length: number) => new Uint8Array(new SharedArrayBuffer(length))
export const sharedHalves = (length: number) => new Uint16Array(new SharedArrayBuffer(2 * length))
export const sharedWords = (length: number) => new Uint32Array(new SharedArrayBuffer(4 * length))

/** More room than this part of an array is given back when less of it was needed. */
const MOST_LEFT_OVER = 0.05

/** The first of some words, without the room for more. */
export function firstWords(words: Uint32Array, length: number): Uint32Array {
  return withoutRoom(words, length, sharedWords)
}

export function firstBytes(bytes: Uint8Array, length: number): Uint8Array {
  return withoutRoom(bytes, length, sharedBytes)
}

function withoutRoom<T extends Uint8Array | Uint32Array>(array: T, length: number, make: (length: number) => T): T {
  // cast: part of an array is of its kind
  const first = array.subarray(0, length) as T
  if (array.length - length <= MOST_LEFT_OVER * array.length) return first
  const own = make(length)
  own.set(first)
  return own
}
