import { isProblem, problem, type Problem } from '../../domain/import-problem'

/** A record as its directory cuts it; it is not decoded yet. */
export interface RawMarc {
  readonly leader: string
  readonly bytes: Buffer
  /** Where the data begins. */
  readonly base: number
  readonly fields: readonly RawField[]
}

export interface RawField {
  readonly tag: string
  /** Within the bytes of the record. */
  readonly from: number
  /** Of the field terminator. */
  readonly to: number
}

export const recordTerminator = 0x1d
const fieldTerminator = 0x1e
const leaderLength = 24
const entryLength = 12
/** Five digits can say no more. */
export const longestRecord = 99_999

/**
 * Cuts one record, terminator included, by its directory. Everything is held against everything: a record whose leader,
 * directory and data contradict each other would be read wrongly one way or the other, so it is not read.
 */
export function cutRecord(bytes: Buffer): RawMarc | Problem {
  const declared = numberAt(bytes, 0, 5)
  if (bytes.length > longestRecord) return problem('marc.record_too_long', { bytes: bytes.length })
  if (declared !== bytes.length) return lengthProblem(bytes, declared)
  const base = numberAt(bytes, 12, 5)
  if (!isBase(bytes, base)) return problem('marc.base_address_wrong', { found: bytes.toString('latin1', 12, 17) })
  const fields = cutFields(bytes, base)
  return isProblem(fields) ? fields : { leader: bytes.toString('latin1', 0, leaderLength), bytes, base, fields }
}

function cutFields(bytes: Buffer, base: number): RawField[] | Problem {
  const fields: RawField[] = []
  let covered = base + 1
  for (let at = leaderLength; at < base - 1; at += entryLength) {
    const length = numberAt(bytes, at + 3, 4)
    const from = base + numberAt(bytes, at + 7, 5)
    const to = from + length - 1
    // Number.NaN, of what is not a number, fails each comparison
    const isField = length > 0 && to < bytes.length - 1 && bytes.indexOf(fieldTerminator, from) === to
    if (!isField || !isTag(bytes, at)) {
      return problem('marc.directory_wrong', { entry: printable(bytes.toString('latin1', at, at + entryLength)) })
    }
    fields.push({ tag: bytes.toString('latin1', at, at + 3), from, to })
    covered += length
  }
  // bytes that no entry names would be lost without a word
  if (covered !== bytes.length) return problem('marc.bytes_outside_directory', { bytes: bytes.length - covered })
  return fields
}

function isBase(bytes: Buffer, base: number): boolean {
  return (
    base > leaderLength &&
    base < bytes.length &&
    bytes[base - 1] === fieldTerminator &&
    (base - 1 - leaderLength) % entryLength === 0
  )
}

function lengthProblem(bytes: Buffer, declared: number): Problem {
  const { length } = bytes
  if (declared === length + 1 && bytes[length - 1] !== recordTerminator) return problem('marc.terminator_missing')
  return Number.isNaN(declared)
    ? problem('marc.length_wrong', { found: printable(bytes.toString('latin1', 0, 5)), bytes: length })
    : problem('marc.length_wrong', { declared, bytes: length })
}

/** The length that a leader declares; NaN when it is no number. */
export function declaredLength(bytes: Buffer): number {
  return numberAt(bytes, 0, 5)
}

/**
 * Where leaders seem to stand: five digits, two for the lengths of indicators and subfield codes, five digits, and the
 * map of the directory. UNIMARC writes a blank where MARC21 writes the last 0.
 */
export function leaderPlaces(bytes: Buffer): number[] {
  const looksLikeLeader = /(?=\d{5}[ -~]{5}[2 ][2 ]\d{5}[ -~]{3}45[0 ][0 ])/g
  return [...bytes.toString('latin1').matchAll(looksLikeLeader)].map(({ index }) => index)
}

function numberAt(bytes: Buffer, at: number, digits: number): number {
  let value = 0
  for (let i = at; i < at + digits; i++) {
    const digit = (bytes[i] ?? 0) - 0x30
    if (digit < 0 || digit > 9) return Number.NaN
    value = value * 10 + digit
  }
  return value
}

function isTag(bytes: Buffer, at: number): boolean {
  for (let i = at; i < at + 3; i++) {
    const byte = bytes[i] ?? 0
    const isDigit = byte >= 0x30 && byte <= 0x39
    const isLetter = (byte >= 0x41 && byte <= 0x5a) || (byte >= 0x61 && byte <= 0x7a)
    if (!isDigit && !isLetter) return false
  }
  return true
}

/** For a report: control characters and bytes of unknown encoding as dots. */
function printable(text: string): string {
  return text.replace(/[^ -~]/g, '.')
}
