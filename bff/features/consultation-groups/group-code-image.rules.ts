/** What a group code may be: the fixed content type it is served with, whatever the upload called itself. */
export type ImageType = 'image/png' | 'image/jpeg' | 'image/webp'

interface Image {
  readonly type: ImageType
  readonly width: number
  readonly height: number
}

/** A code that a phone can scan; a screenshot of one is taller than wide. */
const minSide = 120
const maxSide = 6000
const maxPixels = 20_000_000

/** The type of a whole PNG, JPEG or WebP of sane dimensions, by its bytes; null for anything else. */
export function groupCodeImageType(bytes: Uint8Array): ImageType | null {
  const image = readPng(bytes) ?? readJpeg(bytes) ?? readWebp(bytes)
  if (!image) return null
  const { width, height } = image
  const isSane = Math.min(width, height) >= minSide && Math.max(width, height) <= maxSide && width * height <= maxPixels
  return isSane ? image.type : null
}

/** RFC 2083: signature, IHDR first, chunks in a row, IEND last. */
function readPng(bytes: Uint8Array): Image | null {
  if (!startsWith(bytes, 0, [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]) || !hasText(bytes, 12, 'IHDR'))
    return null
  const view = viewOf(bytes)
  let at = 8
  while (at + 12 <= bytes.length) {
    if (hasText(bytes, at + 4, 'IEND')) {
      return { type: 'image/png', width: view.getUint32(16), height: view.getUint32(20) }
    }
    at += 12 + view.getUint32(at)
  }
  return null
}

/** ITU T.81: segments up to the first frame header, which holds the size; then an end of image. */
function readJpeg(bytes: Uint8Array): Image | null {
  if (!startsWith(bytes, 0, [0xff, 0xd8, 0xff])) return null
  const view = viewOf(bytes)
  let at = 2
  while (at + 9 <= bytes.length && bytes[at] === 0xff) {
    const marker = bytes[at + 1] ?? 0
    if (isFrameHeader(marker)) {
      if (!hasEndOfImage(bytes, at)) return null
      return { type: 'image/jpeg', width: view.getUint16(at + 7), height: view.getUint16(at + 5) }
    }
    // a fill byte stands alone; everything else before the frame says how long it is
    at += marker === 0xff ? 1 : 2 + view.getUint16(at + 2)
  }
  return null
}

/** SOF0 to SOF15, without the three tables that share the range. */
function isFrameHeader(marker: number): boolean {
  return marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker)
}

function hasEndOfImage(bytes: Uint8Array, from: number): boolean {
  const at = bytes.lastIndexOf(0xd9)
  return at > from && bytes[at - 1] === 0xff
}

/** RIFF container; the size stands in its first chunk, in one of three ways. */
function readWebp(bytes: Uint8Array): Image | null {
  if (bytes.length < 30 || !hasText(bytes, 0, 'RIFF') || !hasText(bytes, 8, 'WEBP')) return null
  const view = viewOf(bytes)
  if (view.getUint32(4, true) + 8 > bytes.length) return null
  const type = 'image/webp'
  if (hasText(bytes, 12, 'VP8X')) {
    return { type, width: 1 + uint24(view, 24), height: 1 + uint24(view, 27) }
  }
  if (hasText(bytes, 12, 'VP8 ') && startsWith(bytes, 23, [0x9d, 0x01, 0x2a])) {
    return { type, width: view.getUint16(26, true) & 0x3fff, height: view.getUint16(28, true) & 0x3fff }
  }
  if (hasText(bytes, 12, 'VP8L') && bytes[20] === 0x2f) {
    const packed = view.getUint32(21, true)
    return { type, width: 1 + (packed & 0x3fff), height: 1 + ((packed >>> 14) & 0x3fff) }
  }
  return null
}

function uint24(view: DataView, at: number): number {
  return view.getUint16(at, true) | (view.getUint8(at + 2) << 16)
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
}

function startsWith(bytes: Uint8Array, at: number, expected: readonly number[]): boolean {
  return expected.every((byte, index) => bytes[at + index] === byte)
}

function hasText(bytes: Uint8Array, at: number, text: string): boolean {
  return startsWith(
    bytes,
    at,
    Array.from(text, (character) => character.charCodeAt(0)),
  )
}
