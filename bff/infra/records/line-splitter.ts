import { problem } from '../../domain/import-problem'
import type { Piece, Splitter } from './pieces'

const longestLine = 4_000_000
const lineFeed = 0x0a

/** Cuts a file into its lines, without line ends; empty ones mean nothing. */
export function createLineSplitter(): Splitter<Buffer> {
  let pending: Buffer = Buffer.alloc(0)
  let pendingAt = 0
  /** Bytes of a line that became too long to be kept. */
  let lost = 0

  function push(chunk: Buffer): Piece<Buffer>[] {
    const searched = pending.length
    const bytes = searched === 0 ? chunk : Buffer.concat([pending, chunk])
    const pieces: Piece<Buffer>[] = []
    let start = 0
    for (let end = bytes.indexOf(lineFeed, searched); end >= 0; end = bytes.indexOf(lineFeed, start)) {
      pieces.push(...line(bytes.subarray(start, end), pendingAt + start))
      start = end + 1
    }
    pending = bytes.subarray(start)
    pendingAt += start
    if (pending.length > longestLine) {
      lost += pending.length
      pendingAt += pending.length
      pending = Buffer.alloc(0)
    }
    return pieces
  }

  function line(bytes: Buffer, offset: number): Piece<Buffer>[] {
    if (lost > 0) {
      const length = lost + bytes.length
      const at = offset - lost
      lost = 0
      return [{ offset: at, length, problem: problem('line.too_long', { bytes: length }) }]
    }
    const mark = startsWithMark(bytes) ? 3 : 0
    const end = bytes.at(-1) === 0x0d ? bytes.length - 1 : bytes.length
    const record = bytes.subarray(mark, end)
    if (record.every((byte) => byte === 0x20 || byte === 0x09)) return []
    return [{ offset: offset + mark, length: record.length, record }]
  }

  return { push, end: () => (pending.length === 0 && lost === 0 ? [] : line(pending, pendingAt)) }
}

/** The byte order mark that Windows writes before UTF-8. */
export function startsWithMark(bytes: Buffer): boolean {
  return bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf
}
