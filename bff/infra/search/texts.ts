import { firstBytes, firstWords, sharedBytes, sharedHalves, sharedWords } from './shared-arrays'

/**
 * Many texts side by side in one stretch of memory: millions of strings would each cost the collector a look, and a file
 * of them a parse. Sorted ones are in code unit order, the order of `<`.
 */
export interface Texts {
  readonly length: number
  readonly bytes: Uint8Array
  /** Where each text begins, in bytes; one more for the end of the last. */
  readonly starts: Uint32Array
  at(index: number): string
}

/** Two bytes for each code unit, so that texts can be compared where they lie. */
export interface SortedTexts extends Texts {
  readonly units: Uint16Array
  /** In code units. */
  lengthOf(index: number): number
  /** The first index whose text is `wanted` or something greater. */
  lowerBound(wanted: string): number
}

export function packTexts(texts: readonly string[]): Texts {
  return textsIn(...packUtf8(texts))
}

/** Of texts that are sorted already. */
export function packSortedTexts(texts: readonly string[]): SortedTexts {
  return sortedTextsIn(...packUnits(texts))
}

export function textsIn(bytes: Uint8Array, starts: Uint32Array): Texts {
  return { bytes, starts, length: starts.length - 1, at: readerOf(bytes, starts, 'utf8') }
}

export function sortedTextsIn(bytes: Uint8Array, starts: Uint32Array): SortedTexts {
  const units = new Uint16Array(bytes.buffer, bytes.byteOffset, bytes.length / 2)
  const length = starts.length - 1
  const isBefore = (index: number, wanted: string) => {
    const from = (starts[index] ?? 0) / 2
    const ownLength = (starts[index + 1] ?? 0) / 2 - from
    const common = Math.min(ownLength, wanted.length)
    for (let i = 0; i < common; i++) {
      const difference = (units[from + i] ?? 0) - wanted.charCodeAt(i)
      if (difference !== 0) return difference < 0
    }
    return ownLength < wanted.length
  }
  return {
    bytes,
    units,
    starts,
    length,
    at: readerOf(bytes, starts, 'utf16le'),
    lengthOf: (index) => ((starts[index + 1] ?? 0) - (starts[index] ?? 0)) / 2,
    lowerBound(wanted) {
      let low = 0
      let high = length
      while (low < high) {
        const middle = (low + high) >>> 1
        if (isBefore(middle, wanted)) low = middle + 1
        else high = middle
      }
      return low
    },
  }
}

/** Texts whose beginning is `prefix`. */
export function rangeOfPrefix(texts: SortedTexts, prefix: string): { readonly from: number; readonly to: number } {
  return { from: texts.lowerBound(prefix), to: texts.lowerBound(`${prefix}\uffff`) }
}

/** Below 0 when the text comes before the other one, 0 when it is the same. */
export function compareAt(
  one: SortedTexts,
  index: number,
  other: { readonly texts: SortedTexts; readonly index: number },
): number {
  const { units, starts } = one
  const { units: otherUnits, starts: otherStarts } = other.texts
  const from = (starts[index] ?? 0) >>> 1
  const otherFrom = (otherStarts[other.index] ?? 0) >>> 1
  const length = ((starts[index + 1] ?? 0) >>> 1) - from
  const otherLength = ((otherStarts[other.index + 1] ?? 0) >>> 1) - otherFrom
  const common = Math.min(length, otherLength)
  for (let i = 0; i < common; i++) {
    const difference = (units[from + i] ?? 0) - (otherUnits[otherFrom + i] ?? 0)
    if (difference !== 0) return difference
  }
  return length - otherLength
}

/** Takes over texts that are packed already, byte by byte. */
export interface TextsCopier {
  copy(texts: Texts, index: number): void
  /** What has been copied. */
  result(): { readonly bytes: Uint8Array; readonly starts: Uint32Array }
}

/** At most all texts of these. */
export function createTextsCopier(sources: readonly Texts[]): TextsCopier {
  const bytes = sharedBytes(sources.reduce((sum, source) => sum + source.bytes.length, 0))
  const starts = sharedWords(sources.reduce((sum, source) => sum + source.length, 1))
  let count = 0
  let length = 0
  return {
    copy({ bytes: from, starts: places }, index) {
      const end = places[index + 1] ?? 0
      for (let at = places[index] ?? 0; at < end; at++) bytes[length++] = from[at] ?? 0
      starts[++count] = length
    },
    result: () => ({
      bytes: firstBytes(bytes, length),
      starts: firstWords(starts, count + 1),
    }),
  }
}

type Encoding = 'utf8' | 'utf16le'

function readerOf(bytes: Uint8Array, starts: Uint32Array, encoding: Encoding): (index: number) => string {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length)
  return (index) => buffer.toString(encoding, starts[index], starts[index + 1])
}

function packUnits(texts: readonly string[]): [Uint8Array, Uint32Array] {
  const starts = sharedWords(texts.length + 1)
  let length = 0
  for (const [i, text] of texts.entries()) starts[i + 1] = length += 2 * text.length
  const units = sharedHalves(length / 2)
  let at = 0
  for (const text of texts) for (let i = 0; i < text.length; i++) units[at++] = text.charCodeAt(i)
  return [new Uint8Array(units.buffer), starts]
}

function packUtf8(texts: readonly string[]): [Uint8Array, Uint32Array] {
  const starts = sharedWords(texts.length + 1)
  let length = 0
  for (const [i, text] of texts.entries()) starts[i + 1] = length += Buffer.byteLength(text)
  const bytes = sharedBytes(length)
  const writer = Buffer.from(bytes.buffer)
  for (const [i, text] of texts.entries()) writer.write(text, starts[i] ?? 0)
  return [bytes, starts]
}
