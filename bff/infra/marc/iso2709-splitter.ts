import { isProblem, problem, type Problem } from '../../domain/import-problem'
import type { Damage, Piece, Splitter } from '../records/pieces'
import { cutRecord, declaredLength, leaderPlaces, longestRecord, recordTerminator, type RawMarc } from './iso2709'

/** Bytes without any record terminator before they are given up: a few records that all have lost theirs. */
const longestRun = 4 * longestRecord
const leaderLength = 24

/**
 * Cuts ISO 2709. A record ends with its terminator, and its leader says how long it is. Where the two contradict each
 * other, the next record begins at a leader whose length leads exactly to a terminator and whose directory agrees; what
 * lies before it is damage, cut where leaders seem to stand, so that each damaged record is told by its own offset.
 */
export function createIso2709Splitter(): Splitter<RawMarc> {
  let pending: Buffer = Buffer.alloc(0)
  let pendingAt = 0
  /** A run without a terminator that was too long to be kept: it goes on until a record is found. */
  let lost: { readonly offset: number; length: number } | null = null

  function push(chunk: Buffer): Piece<RawMarc>[] {
    const searched = pending.length
    const bytes = searched === 0 ? chunk : Buffer.concat([pending, chunk])
    const pieces: Piece<RawMarc>[] = []
    let start = 0
    let end = bytes.indexOf(recordTerminator, searched)
    while (end >= 0) {
      pieces.push(...resolve(bytes.subarray(start, end + 1), pendingAt + start))
      start = end + 1
      end = bytes.indexOf(recordTerminator, start)
    }
    pending = bytes.subarray(start)
    pendingAt += start
    if (pending.length > longestRun) giveUp()
    return pieces
  }

  /** Bytes up to and including a terminator. */
  function resolve(segment: Buffer, offset: number): Piece<RawMarc>[] {
    const skipped = lost ? 0 : fillerLength(segment)
    const bytes = segment.subarray(skipped)
    const at = offset + skipped
    const record = lost ? problem('marc.garbage') : cutRecord(bytes)
    if (!isProblem(record)) return [{ offset: at, length: bytes.length, record }]
    const next = findRecord(bytes)
    const damaged = next ? bytes.subarray(0, next.at) : bytes
    const found = next ? [{ offset: at + next.at, length: bytes.length - next.at, record: next.record }] : []
    return [...damage(damaged, at, next ? null : record), ...found]
  }

  function damage(bytes: Buffer, offset: number, known: Problem | null): Damage[] {
    if (!lost) return cutAtLeaders(bytes, offset, known)
    const length = lost.length + bytes.length
    const whole = { offset: lost.offset, length, problem: problem('marc.record_too_long', { bytes: length }) }
    lost = null
    return [whole]
  }

  /** Keeps what may be the beginning of a record. */
  function giveUp(): void {
    const kept =
      leaderPlaces(pending).find((at) => at > pending.length - longestRecord) ?? pending.length - leaderLength
    lost = lost ? { offset: lost.offset, length: lost.length + kept } : { offset: pendingAt, length: kept }
    pending = pending.subarray(kept)
    pendingAt += kept
  }

  function end(): Piece<RawMarc>[] {
    const skipped = lost ? 0 : fillerLength(pending)
    const rest = pending.subarray(skipped)
    if (rest.length === 0 && !lost) return []
    return damage(rest, pendingAt + skipped, problem('marc.truncated', { bytes: rest.length }))
  }

  return { push, end }
}

/** The first leader within damaged bytes from which a whole record follows, to their end. */
function findRecord(bytes: Buffer): { readonly at: number; readonly record: RawMarc } | null {
  for (const at of leaderPlaces(bytes)) {
    const rest = bytes.subarray(at)
    if (at === 0 || declaredLength(rest) !== rest.length) continue
    const record = cutRecord(rest)
    if (!isProblem(record)) return { at, record }
  }
  return null
}

/**
 * Damage, in pieces that begin where leaders seem to stand.
 * @param last what is wrong with the last of them, where that is known
 */
function cutAtLeaders(bytes: Buffer, offset: number, last: Problem | null): Damage[] {
  const starts = leaderPlaces(bytes).filter((at, index, all) => at - (all[index - 1] ?? 0) >= leaderLength || at === 0)
  const cuts = starts[0] === 0 ? starts : [0, ...starts]
  return cuts.map((start, index) => {
    const piece = bytes.subarray(start, cuts[index + 1] ?? bytes.length)
    const isLeader = starts.includes(start)
    const isLast = index === cuts.length - 1
    const reason = isLeader || isRecordLike(piece) ? ((isLast ? last : null) ?? contradictionOf(piece)) : null
    return {
      offset: offset + start,
      length: piece.length,
      problem: reason ?? problem('marc.garbage', { bytes: piece.length }),
    }
  })
}

function contradictionOf(piece: Buffer): Problem | null {
  const result = cutRecord(piece)
  return isProblem(result) ? result : null
}

/** Something with fields, though its leader is beyond recognition. */
function isRecordLike(piece: Buffer): boolean {
  return piece.length > leaderLength && piece.includes(0x1e)
}

const filler = new Set([0x00, 0x09, 0x0a, 0x0d, 0x1a, 0x20])

/** Line ends, padding, end-of-file marks and byte order marks, which some systems write between records. */
function fillerLength(bytes: Buffer): number {
  let at = 0
  for (;;) {
    if (filler.has(bytes[at] ?? -1)) at += 1
    else if (bytes[at] === 0xef && bytes[at + 1] === 0xbb && bytes[at + 2] === 0xbf) at += 3
    else return at
  }
}
