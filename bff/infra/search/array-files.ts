import { open, readFile } from 'node:fs/promises'
import { promisify } from 'node:util'
import { constants, crc32, deflateRaw, inflateRaw } from 'node:zlib'
import { createBreather } from './breather'

/** What an index consists of. */
export type Numbers = Uint8Array | Uint16Array | Uint32Array

const deflate = promisify(deflateRaw)
const inflate = promisify(inflateRaw)

/** The quickest: on disk an index is a third of what it is in memory, and it is written beside the searches. */
const level = constants.Z_BEST_SPEED

/** Of each array in its file: bytes of one number, how many numbers, packed bytes, checksum of all that. */
const HEAD_LENGTH = 16

/** Arrays one after another, packed; on the disk when this resolves. */
export async function writeArrays(file: string, arrays: readonly Numbers[]): Promise<void> {
  const handle = await open(file, 'w')
  try {
    await handle.writeFile(words(arrays.length))
    for (const array of arrays) {
      const plain = array instanceof Uint32Array ? await packSteps(array) : bytesOf(array)
      const packed = await deflate(plain, { level })
      const head = words(array.BYTES_PER_ELEMENT, array.length, packed.length)
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
  const whole = await readFile(file)
  const arrays: Promise<Numbers>[] = []
  let at = 4
  for (let left = whole.readUInt32LE(0); left > 0; left--) {
    const [width = 0, length = 0, size = 0, checksum] = [0, 4, 8, 12].map((offset) => whole.readUInt32LE(at + offset))
    const head = whole.subarray(at, at + 12)
    const packed = whole.subarray(at + HEAD_LENGTH, at + HEAD_LENGTH + size)
    if (packed.length !== size || checksumOf(head, packed) !== checksum) throw new Error(`${file} is damaged`)
    arrays.push(unpack(packed, width, length))
    at += HEAD_LENGTH + size
  }
  if (at !== whole.length) throw new Error(`${file} is damaged`)
  return Promise.all(arrays)
}

export const bytesOf = (array: Numbers) => Buffer.from(array.buffer, array.byteOffset, array.byteLength)

const words = (...values: readonly number[]) => bytesOf(Uint32Array.from(values))

const checksumOf = (head: Buffer, packed: Buffer) => crc32(packed, crc32(head))

async function unpack(packed: Buffer, width: number, length: number): Promise<Numbers> {
  const plain = await inflate(packed)
  if (width === 4) return unpackSteps(plain, length)
  // copied to where numbers of two bytes may begin
  const bytes = new Uint8Array(plain)
  return width === 2 ? new Uint16Array(bytes.buffer, 0, length) : bytes
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
