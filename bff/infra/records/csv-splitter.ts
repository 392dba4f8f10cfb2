import { problem } from '../../domain/import-problem'
import { startsWithMark } from './line-splitter'
import type { Piece, Splitter } from './pieces'

/** A row this long has a quotation mark too few. */
const longestRow = 262_144
const quote = 0x22
const lineFeed = 0x0a
const carriageReturn = 0x0d

/**
 * Cuts CSV into rows of bytes: a line end within quotation marks belongs to the row. Where quotation marks make no sense,
 * or are never closed, the line is damage and the next one is read, so that a mark too few costs one row. Works on bytes,
 * as none of its signs is part of a character in UTF-8 or GBK.
 */
export function createCsvSplitter(): Splitter<Buffer> {
  let pending: Buffer = Buffer.alloc(0)
  let pendingAt = 0
  let delimiter: number | null = null

  function push(chunk: Buffer): Piece<Buffer>[] {
    pending = pending.length === 0 ? chunk : Buffer.concat([pending, chunk])
    return cut(false)
  }

  function cut(isLast: boolean): Piece<Buffer>[] {
    const pieces: Piece<Buffer>[] = []
    let start = pendingAt === 0 && startsWithMark(pending) ? 3 : 0
    while (start < pending.length) {
      const found = rowAt(start)
      const isEndless = found === 'more' && (isLast || pending.length - start > longestRow)
      if (found === 'more' && !isEndless) break
      const to = typeof found === 'number' ? found : endOfLine(start)
      pieces.push(...piece(start, to, found === 'broken' || (isEndless && to < pending.length)))
      start = to + 1
    }
    const taken = Math.min(start, pending.length)
    pending = pending.subarray(taken)
    pendingAt += taken
    return pieces
  }

  function rowAt(start: number): RowEnd {
    const end = endOfLine(start)
    if (delimiter === null && end === pending.length) return 'more'
    delimiter ??= delimiterOf(pending.toString('latin1', start, end)).charCodeAt(0)
    return endOfRow(pending, start, delimiter)
  }

  function endOfLine(start: number): number {
    const line = pending.indexOf(lineFeed, start)
    return line < 0 ? pending.length : line
  }

  function piece(from: number, to: number, isBroken: boolean): Piece<Buffer>[] {
    const end = to > from && pending[to - 1] === carriageReturn ? to - 1 : to
    const place = { offset: pendingAt + from, length: end - from }
    if (isBroken) return [{ ...place, problem: problem('csv.wrong_quotes') }]
    const record = pending.subarray(from, end)
    return record.length === 0 ? [] : [{ ...place, record }]
  }

  return { push, end: () => cut(true) }
}

type RowEnd = number | 'more' | 'broken'

/** Where the line end of the row that begins here is. */
function endOfRow(bytes: Buffer, start: number, delimiter: number): RowEnd {
  let at = start
  for (;;) {
    const end = bytes[at] === quote ? endOfQuoted(bytes, at) : endOfPlain(bytes, at, delimiter)
    if (end === 'more') return 'more'
    const next = bytes[end] === carriageReturn ? end + 1 : end
    if (next >= bytes.length) return 'more'
    if (bytes[next] === lineFeed) return next
    if (bytes[end] !== delimiter) return 'broken'
    at = end + 1
  }
}

/** Where a cell without quotation ends; marks within it are plain signs. */
function endOfPlain(bytes: Buffer, start: number, delimiter: number): number | 'more' {
  for (let at = start; at < bytes.length; at++) if (bytes[at] === delimiter || bytes[at] === lineFeed) return at
  return 'more'
}

/** The place behind the closing mark; doubled marks are part of the text. */
function endOfQuoted(bytes: Buffer, start: number): number | 'more' {
  let from = start + 1
  for (;;) {
    const end = bytes.indexOf(quote, from)
    if (end < 0 || end + 1 >= bytes.length) return 'more'
    if (bytes[end + 1] !== quote) return end + 1
    from = end + 2
  }
}

export type Delimiter = ',' | ';' | '\t'

/** The cells of a row that was decoded; null when its quotation marks make no sense. */
export function cellsOf(row: string, delimiter: Delimiter): string[] | null {
  const cells: string[] = []
  let at = 0
  for (;;) {
    if (row[at] === '"') {
      const cell = quotedAt(row, at)
      if (!cell) return null
      cells.push(cell.value)
      at = cell.end
    } else {
      const next = row.indexOf(delimiter, at)
      const end = next < 0 ? row.length : next
      cells.push(row.slice(at, end))
      at = end
    }
    if (at >= row.length) return cells
    if (row[at] !== delimiter) return null
    at += 1
    if (at === row.length) return [...cells, '']
  }
}

function quotedAt(row: string, start: number): { readonly value: string; readonly end: number } | null {
  let from = start + 1
  for (;;) {
    const end = row.indexOf('"', from)
    if (end < 0) return null
    if (row[end + 1] !== '"') return { value: row.slice(start + 1, end).replace(/""/g, '"'), end: end + 1 }
    from = end + 2
  }
}

/** The sign that cuts the header into most cells. */
export function delimiterOf(header: string): Delimiter {
  const count = (sign: Delimiter) => header.split(sign).length
  return ([';', '\t'] as const).reduce<Delimiter>((best, sign) => (count(sign) > count(best) ? sign : best), ',')
}
