import { open } from 'node:fs/promises'
import { promisify } from 'node:util'
import { constants, crc32, deflateRaw, inflateRaw } from 'node:zlib'
import { createBreather } from './breather'
import { sharedBytes, sharedWords, type Numbers } from './shared-arrays'

const deflate = promisify(deflateRaw)
const inflate = promisify(inflateRaw)

/** The quickest: on disk an index is a third of what it is in memory, and it is written beside the searches. */
const level = constants.Z_BEST_SPEED

/** Handed over at once by the thread that deflates. */
const CHUNK = 1024 * 1024

/** More would need more memory for nothing. */
const PACKED_AT_ONCE = 3

/** Of each array in its file: bytes of one number, how many numbers, bytes to be packed, packed bytes; checksum of all. */
const HEAD_WORDS = 5

/** Arrays one after another, packed; on the disk when this resolves. */
export async function writeArrays(file: string, arrays: readonly Numbers[]): Promise<void> {
  const handle = await open(file, 'w')
  try {
    await handle.writeFile(words(arrays.length))
    // while one is written and the next deflated on another thread, the one after that is packed on this
    const ahead: Promise<Packed>[] = []
    const left = arrays.values()
    const packNext = () => {
      const { value } = left.next()
      if (value !== undefined) ahead.push(expected(packed(value)))
    }
    for (let n = 0; n < PACKED_AT_ONCE; n++) packNext()
    for (let next = ahead.shift(); next !== undefined; next = ahead.shift()) {
      const { head, bytes } = await next
      packNext()
      await handle.writeFile(head)
      await handle.writeFile(bytes)
    }
    await handle.sync()
  } finally {
    await handle.close()
  }
}

interface Packed {
  readonly head: Buffer
  readonly bytes: Buffer
}

async function packed(array: Numbers): Promise<Packed> {
  const plain = array instanceof Uint32Array ? await packSteps(array) : bytesOf(array)
  const bytes = await deflate(plain, { level, chunkSize: CHUNK })
  const head = words(array.BYTES_PER_ELEMENT, array.length, plain.length, bytes.length)
  return { head: Buffer.concat([head, words(checksumOf(head, bytes))]), bytes }
}

/** It is waited for later; should another one fail before, nobody does. */
function expected<T>(work: Promise<T>): Promise<T> {
  work.catch(() => undefined)
  return work
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
    const readPacked = async (): Promise<Inflated> => {
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
      const inflated: Inflated = await ahead
      ahead = left > 0 ? expected(readPacked()) : undefined
      arrays.push(unpack(inflated))
    }
    if ((await handle.read(Buffer.alloc(1), 0, 1)).bytesRead > 0) throw new Error(`${file} is damaged`)
    return arrays
  } finally {
    await handle.close()
  }
}

interface Inflated {
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

function unpack({ width, length, plain }: Inflated): Numbers {
  if (width === 4) return unpackSteps(plain, length)
  const bytes = sharedBytes(plain.length)
  bytes.set(plain)
  return width === 2 ? new Uint16Array(bytes.buffer, 0, length) : bytes
}

/** Seven bits of a number to the byte. */
const MORE = 0x80
const MOST_BYTES = 5
/** Numbers are packed for so long before it is asked whether somebody waits. */
const STRETCH = 4000

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
  const numbers = sharedWords(length)
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
