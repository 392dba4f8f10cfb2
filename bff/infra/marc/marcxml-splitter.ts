import { problem, type Problem } from '../../domain/import-problem'
import type { Damage, Piece, Splitter } from '../records/pieces'

/** Longer than any record in XML; a file without an end tag must not fill the memory. */
const longestRecord = 4_000_000
/** Enough for the longest start tag that may be cut in two by the chunks. */
const tail = 4096

/**
 * Cuts MARCXML into its records by their tags, each to be parsed by itself: a record that is not well-formed then spoils
 * no other. Works on bytes, as `<` and `>` are themselves in UTF-8 and in GBK. An envelope around a record, as OAI-PMH
 * has it, is passed over.
 */
export function createMarcXmlSplitter(): Splitter<Buffer> {
  let pending: Buffer = Buffer.alloc(0)
  let pendingAt = 0
  let found = 0

  function push(chunk: Buffer): Piece<Buffer>[] {
    pending = pending.length === 0 ? chunk : Buffer.concat([pending, chunk])
    return cut(false)
  }

  function end(): Piece<Buffer>[] {
    const pieces = cut(true)
    return found === 0 && pendingAt > 0 ? [...pieces, damage(0, pendingAt, problem('xml.no_records'))] : pieces
  }

  function cut(isLast: boolean): Piece<Buffer>[] {
    // one character a byte, so that places in the text are places in the file
    const text = pending.toString('latin1')
    const pieces: Piece<Buffer>[] = []
    let done = 0
    for (;;) {
      const open = findOpen(text, done)
      if (!open) break
      const close = findClose(text, open)
      const next = findOpen(text, open.end)
      const isUnclosed = next !== null && (close === null || next.at < close)
      if (close === null && !isUnclosed && !isLast && text.length - open.at < longestRecord) {
        done = keep(pieces, text, { from: done, to: open.at })
        drop(done)
        return pieces
      }
      keep(pieces, text, { from: done, to: open.at })
      done = isUnclosed ? next.at : (close ?? text.length)
      found += 1
      const inside = text.slice(open.at, done)
      if (!isUnclosed && close !== null) {
        pieces.push({ offset: pendingAt + open.at, length: done - open.at, record: pending.subarray(open.at, done) })
      } else if (!isEnvelope(inside)) {
        pieces.push(damage(pendingAt + open.at, done - open.at, problem('xml.unclosed_record')))
      }
    }
    const rest = isLast ? text.length : Math.max(done, text.length - tail)
    keep(pieces, text, { from: done, to: rest })
    drop(rest)
    return pieces
  }

  /** What stands between records: tags mean nothing, text is damage. @returns where it ends */
  function keep(pieces: Piece<Buffer>[], text: string, { from, to }: { from: number; to: number }): number {
    const between = text.slice(from, to).replace(/<!--[\s\S]*?-->/g, '')
    const stray = between.replace(/<[^>]*(?:>|$)/g, '').replace(/^[^<>]*>/, '')
    if (stray.replace(/ï»¿/g, '').trim() !== '' && !isEnvelope(between)) {
      pieces.push(damage(pendingAt + from, to - from, problem('xml.garbage', { bytes: stray.trim().length })))
    }
    return to
  }

  function drop(length: number): void {
    pending = pending.subarray(length)
    pendingAt += length
  }

  return { push, end }
}

function damage(offset: number, length: number, reason: Problem): Damage {
  return { offset, length, problem: reason }
}

interface Open {
  readonly at: number
  readonly end: number
  readonly name: string
}

function findOpen(text: string, from: number): Open | null {
  const pattern = /<((?:[A-Za-z_][\w.-]*:)?record)(?=[\s>/])/g
  pattern.lastIndex = from
  const match = pattern.exec(text)
  return match?.[1] === undefined ? null : { at: match.index, end: pattern.lastIndex, name: match[1] }
}

/** @returns the place behind the end tag */
function findClose(text: string, open: Open): number | null {
  const pattern = new RegExp(`</${open.name}\\s*>`, 'g')
  pattern.lastIndex = open.end
  return pattern.exec(text) ? pattern.lastIndex : null
}

/** Of OAI-PMH or SRU: text beside the record that is not of the record. */
function isEnvelope(text: string): boolean {
  return /<(?:[\w.-]+:)?(?:header|metadata|recordSchema|recordData|responseDate)\b|<\/(?:[\w.-]+:)?(?:metadata|recordData)>/.test(
    text,
  )
}
