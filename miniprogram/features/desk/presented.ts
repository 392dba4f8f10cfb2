import type { Presented } from './desk.hooks'

const digitsOfPass = 8
/** A signed pass is far longer than any reader number. */
const longestNumber = 40

/** What a reader showed: a pass (scanned, or its eight digits, however grouped) or a reader number. */
export function presentedBy(scanned: string): Presented {
  const value = scanned.replace(/\s/g, '')
  const isDigits = value.length === digitsOfPass && /^\d+$/.test(value)
  return { kind: isDigits || value.length > longestNumber ? 'pass' : 'readerNumber', value }
}

/** Eight digits are read out in two groups of four, so they are typed that way; anything longer is a number. */
export function groupDigits(typed: string): string {
  const value = typed.replace(/\s/g, '')
  return /^\d{5,8}$/.test(value) ? `${value.slice(0, 4)} ${value.slice(4)}` : value
}
