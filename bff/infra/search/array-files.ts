import { open } from 'node:fs/promises'
import { promisify } from 'node:util'
import { constants, crc32, deflateRaw, inflateRaw } from 'node:zlib'
import { createBreather } from './breather'

/** What an index consists of. */
export type Numbers = Uint8Array | Uint16Array | Uint32Array

const deflate = promisify(deflateRaw)
const inflate = promisify(inflateRaw)

/** The quickest: on disk an index is a third of what it is in memory, and it is written beside the searches. */
const level = constants.Z_BEST_SPEED

/** Of each array in its file: bytes of one number, how many numbers, bytes to be packed, packed bytes; checksum of all. */
const HEAD_WORDS = 5

/** Arrays one after another, packed; on the disk when this resolves. */
export async function writeArrays(file: string, arrays: readonly Numbers[]): Promise<void> {
  const handle = await open(file, 'w')
  try {
    await handle.writeFile(words(arrays.length))
    for (const array of arrays) {
      const plain = array instanceof Uint32Array ? await packSteps(array) : bytesOf(array)
      const packed = await deflate(plain, { level })
      const head = words(array.BYTES_PER_ELEMENT, array.length, plain.length, packed.length)
      await handle.writeFile(Buffer.concat([head, words(checksumOf(head, packed))]))
      await handle.writeFile(packed)
    }
    await handle.sync()
  } finally {
    await handle.close()
  }
}

/** @throws Error when it is not what was written */
export async function readArrays(file: string): Promise<Numbers[]> {
  const handle = await open(file)
  try {
    const read = async (length: number) => {
      const bytes = Buffer.alloc(length)
      const { bytesRead } = await handle.read(bytes, 0, length)
      if (bytesRead !== length) throw new Error(`${file} is damaged`)
      return bytes
    }
    const readPacked = async (): Promise<Packed> => {
      const head = await read(HEAD_WORDS * 4)
      const [width = 0, length = 0, plainLength = 0, size = 0, checksum] = wordsOf(head)
      const { size: most } = await handle.stat()
      if (size > most) throw new Error(`${file} is damaged`)
      const packed = await read(size)
      if (checksumOf(head.subarray(0, -4), packed) !== checksum) throw new Error(`${file} is damaged`)
      return { width, length, plain: await inflate(packed, { chunkSize: Math.max(plainLength + 1, MIN_CHUNK) }) }
    }
    const arrays: Numbers[] = []
    const [count = 0] = wordsOf(await read(4))
    // one is read and inflated on another thread while the one before is unpacked on this: quick, and no more in memory
    let ahead = count > 0 ? readPacked() : undefined
    for (let left = count - 1; ahead !== undefined; left--) {
      const packed: Packed = await ahead
      ahead = left > 0 ? readPacked() : undefined
      // it is waited for in the next round; should this one fail, nobody does
      ahead?.catch(() => undefined)
      arrays.push(unpack(packed))
    }
    if ((await handle.read(Buffer.alloc(1), 0, 1)).bytesRead > 0) throw new Error(`${file} is damaged`)
    return arrays
  } finally {
    await handle.close()
  }
}

interface Packed {
  readonly width: number
  readonly length: number
  readonly plain: Buffer
}

/** What zlib takes. */
const MIN_CHUNK = 64

export const bytesOf = (array: Numbers) => Buffer.from(array.buffer, array.byteOffset, array.byteLength)

const words = (...values: readonly number[]) => bytesOf(Uint32Array.from(values))
const wordsOf = (bytes: Buffer) => Array.from({ length: bytes.length / 4 }, (_, i) => bytes.readUInt32LE(4 * i))

const checksumOf = (head: Buffer, packed: Buffer) => crc32(packed, crc32(head))

function unpack({ width, length, plain }: Packed): Numbers {
  if (width === 4) return unpackSteps(plain, length)
  // small ones lie in a pool, where numbers of two bytes may not begin; plain arrays, for loops are compiled for one kind
  const bytes = plain.byteOffset % 2 === 0 ? plain : Uint8Array.from(plain)
  const array = width === 2 ? Uint16Array : Uint8Array
  // never shared with another thread, whatever its type allows
  return new array(bytes.buffer as ArrayBuffer, bytes.byteOffset, length)
}

/** Seven bits of a number to the byte. */
const MORE = 0x80
const MOST_BYTES = 5
/** Numbers are packed for so long before it is asked whether somebody waits. */
const STRETCH = 100_000

/** Numbers that mostly rise by little, such as places and docs of a term: each by the step from the one before it. */
async function packSteps(numbers: Uint32Array): Promise<Uint8Array> {
  const breather = createBreather()
  const packed = new Uint8Array(numbers.length * MOST_BYTES)
  let at = 0
  let before = 0
  for (let start = 0; start < numbers.length; start += STRETCH) {
    if (breather.isDue()) await breather.pause()
    for (let i = start; i < Math.min(start + STRETCH, numbers.length); i++) {
      const number = numbers[i] ?? 0
      const step = (number - before) | 0
      before = number
      // small steps down are small numbers too
      let left = ((step << 1) ^ (step >> 31)) >>> 0
      for (; left >= MORE; left >>>= 7) packed[at++] = (left & (MORE - 1)) | MORE
      packed[at++] = left
    }
  }
  return packed.subarray(0, at)
}

function unpackSteps(packed: Uint8Array, length: number): Uint32Array {
  const numbers = new Uint32Array(length)
  let at = 0
  let before = 0
  for (let i = 0; i < length; i++) {
    let value = 0
    let byte = MORE
    for (let shift = 0; byte >= MORE; shift += 7) {
      byte = packed[at++] ?? 0
      value |= (byte & (MORE - 1)) << shift
    }
    before = (before + ((value >>> 1) ^ -(value & 1))) >>> 0
    numbers[i] = before
  }
  return numbers
}
