import { CODESETS } from 'marc8/lib/marc8_mapping.js'

const escape = 0x1b
const space = 0x20
const basicLatin = 0x42
const ansel = 0x45
/** Chinese, Japanese and Korean, the only set of three bytes a character. */
const eacc = 0x31

interface Sets {
  /** Of bytes below 0x80. */
  g0: number
  /** Of bytes from 0x80 on. */
  g1: number
}

/**
 * MARC-8 as Unicode (NFC); null when a byte means nothing in its set. The tables are those of the package `marc8`; its
 * decoder is not used, because it drops control characters, throws strings, and loses step at the blanks that stand
 * between EACC characters.
 *
 * @param bytes one subfield: the sets that were escaped to do not outlive it
 */
export function decodeMarc8(bytes: Buffer): string | null {
  const sets: Sets = { g0: basicLatin, g1: ansel }
  let text = ''
  let marks = ''
  let at = 0
  while (at < bytes.length) {
    const byte = bytes[at] ?? 0
    if (byte === escape) {
      const length = designate(bytes, at, sets)
      if (length === 0) return null
      at += length
      continue
    }
    const isWide = byte > space && setOf(byte, sets) === eacc
    const found = byte <= space ? plain(byte) : lookUp(bytes, at, sets)
    if (!found) return null
    const [codePoint, combines] = found
    // MARC-8 writes a mark before its letter, Unicode behind it
    if (combines === 1) marks += String.fromCodePoint(codePoint)
    else {
      text += String.fromCodePoint(codePoint) + marks
      marks = ''
    }
    at += isWide ? 3 : 1
  }
  return withReferences(text + marks).normalize('NFC')
}

type Character = readonly [codePoint: number, combines: 0 | 1]

const plain = (byte: number): Character => [byte, 0]

const setOf = (byte: number, { g0, g1 }: Sets): number => (byte < 0x80 ? g0 : g1)

function lookUp(bytes: Buffer, at: number, sets: Sets): Character | undefined {
  const set = setOf(bytes[at] ?? 0, sets)
  const first = bytes[at] ?? 0
  if (set === eacc) {
    const code = (first << 16) | ((bytes[at + 1] ?? 0) << 8) | (bytes[at + 2] ?? 0)
    return CODESETS[eacc]?.[code & 0x7f_7f_7f]
  }
  // a set keeps its table where it usually stands, and may be put on the other side
  return CODESETS[set]?.[first] ?? CODESETS[set]?.[first ^ 0x80]
}

/** Takes an escape sequence. @returns its length, 0 when it is none */
function designate(bytes: Buffer, at: number, sets: Sets): number {
  const next = bytes[at + 1] ?? 0
  // the short way to Greek symbols, subscripts, superscripts, and back
  const short = { 0x67: 0x67, 0x62: 0x62, 0x70: 0x70, 0x73: basicLatin }[next]
  if (short !== undefined) {
    sets.g0 = short
    return 2
  }
  const isMultibyte = next === 0x24
  const side = isMultibyte ? (bytes[at + 2] ?? 0) : next
  const hasSide = [0x28, 0x2c, 0x29, 0x2d].includes(side)
  if (!hasSide && !isMultibyte) return 0
  let length = 1 + (isMultibyte ? 1 : 0) + (hasSide ? 1 : 0)
  // extended Latin is named by two characters
  if (bytes[at + length] === 0x21) length += 1
  const set = bytes[at + length] ?? 0
  if (!(set in CODESETS)) return 0
  if (side === 0x29 || side === 0x2d) sets.g1 = set
  else sets.g0 = set
  return length + 1
}

/** What MARC-8 has no code for is written as a numeric reference. */
function withReferences(text: string): string {
  return text.replace(/&#x([0-9A-Fa-f]{4,6});/g, (whole, digits: string) => {
    const codePoint = Number.parseInt(digits, 16)
    return codePoint <= 0x10_ff_ff ? String.fromCodePoint(codePoint) : whole
  })
}
