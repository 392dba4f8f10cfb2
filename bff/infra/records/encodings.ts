import { isAscii, isUtf8 } from 'node:buffer'
import iconv from 'iconv-lite'
import { decodeMarc8 } from '../marc/marc8'

export const encodings = ['utf-8', 'gbk', 'gb18030', 'marc-8'] as const
export type Encoding = (typeof encodings)[number]

/** Decodes strictly: null when the bytes are not of this encoding. */
export function decode(bytes: Buffer, encoding: Encoding): string | null {
  if (encoding === 'marc-8') return decodeMarc8(bytes)
  if (isAscii(bytes)) return bytes.toString('latin1')
  if (encoding === 'utf-8') return isUtf8(bytes) ? bytes.toString('utf8') : null
  const text = iconv.decode(bytes, encoding, { stripBOM: false })
  return text.includes('\uFFFD') && !bytes.includes(replacementInGb18030) ? null : text
}

/** Lines and elements are UTF-8 or what Chinese systems wrote before it. */
export function textOf(bytes: Buffer, told: Encoding | null): string | null {
  return decode(bytes, told ?? (isUtf8(bytes) ? 'utf-8' : 'gb18030'))
}

/** Somebody before us could not decode it, and it has stood in the data ever since. */
const replacementInGb18030 = Buffer.from([0x84, 0x31, 0xa4, 0x37])

/**
 * The encoding of a record, judged by its bytes; null when it is none that we know. UTF-8 is told apart by its own
 * form. Between GB18030 and MARC-8, both of which give most bytes some meaning, the one in which they mean something
 * likely wins: Chinese text is made of pairs from the common plane, MARC-8 of marks before letters.
 */
export function guessEncoding(bytes: Buffer): Encoding | null {
  if (hasMarc8Escape(bytes)) return 'marc-8'
  if (isUtf8(bytes)) return 'utf-8'
  const pairs = countPairs(bytes)
  if (pairs.common === pairs.all) return 'gb18030'
  const isMarc8 = decodeMarc8(bytes) !== null
  if (isMarc8 && pairs.common * 2 < pairs.all) return 'marc-8'
  if (decode(bytes, 'gb18030') !== null) return 'gb18030'
  return isMarc8 ? 'marc-8' : null
}

/** UTF-8 beyond doubt: GBK text may by chance read as one or two of its characters, not as many. */
export function isSurelyUtf8(bytes: Buffer): boolean {
  if (!isUtf8(bytes)) return false
  let wide = 0
  for (const byte of bytes) if (byte >= 0xe0) wide += 1
  return wide >= 2
}

function hasMarc8Escape(bytes: Buffer): boolean {
  for (let at = bytes.indexOf(0x1b); at >= 0; at = bytes.indexOf(0x1b, at + 1)) {
    if ('gbps(),$-'.includes(String.fromCharCode(bytes[at + 1] ?? 0))) return true
  }
  return false
}

/** Pairs of bytes as GBK reads them, and how many of them are likely: Chinese characters and signs of GB 2312. */
function countPairs(bytes: Buffer): { readonly all: number; readonly common: number } {
  let all = 0
  let common = 0
  for (let at = 0; at < bytes.length; at++) {
    const lead = bytes[at] ?? 0
    if (lead < 0x81) continue
    const trail = bytes[++at] ?? 0
    all += 1
    const isCommon = (lead >= 0xa1 && lead <= 0xa9) || (lead >= 0xb0 && lead <= 0xf7)
    if (isCommon && trail >= 0xa1 && !(isMark(lead) && isMark(trail) && isLetter(bytes[at + 1] ?? 0))) common += 1
  }
  return { all, common }
}

/** Two marks of MARC-8 before a letter, as Vietnamese has them, are a rare Chinese character, which has no letter behind it. */
const isMark = (byte: number) => byte >= 0xe0
const isLetter = (byte: number) => (byte | 0x20) >= 0x61 && (byte | 0x20) <= 0x7a
