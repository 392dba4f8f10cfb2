import type { CopyStatus, LoanType } from '../../contract/copies'

/** Rule B2: copies that the library still has and can count on. */
const inCollection = new Set<CopyStatus>([
  'available',
  'paged',
  'in_transit',
  'ready',
  'to_clear',
  'on_loan',
  'quarantined',
  'on_order',
  'in_process',
])

interface CopyStanding {
  readonly status: CopyStatus
  readonly loanType: LoanType
}

function isInCollection(copy: CopyStanding): boolean {
  return inCollection.has(copy.status)
}

/**
 * Whether a hold may wait for this copy (B2): not lost, withdrawn or reference only. A missing one counts only beside
 * another copy that can serve.
 */
export function canServeLater(copies: readonly CopyStanding[]): boolean {
  return countServing(copies) > 0
}

/** Whether a copy reaches the queue by the next scan or by time alone, without a reader giving it back. */
export function isComing(copy: CopyStanding & { readonly pickupPointId: string | null }): boolean {
  if (copy.loanType === 'reference_only') return false
  const isGoingHome = copy.status === 'in_transit' && copy.pickupPointId === null
  return isGoingHome || copy.status === 'to_clear' || copy.status === 'quarantined'
}

/** How many copies can come to those who wait; the expected wait is shared among them (B17). */
export function countServing(copies: readonly CopyStanding[]): number {
  return copies.filter((copy) => isInCollection(copy) && copy.loanType !== 'reference_only').length
}

/**
 * A key that sorts call numbers as they stand on the shelf: the class, then author mark, year and volume with their numbers
 * by value. The floor comes first because one walks floor by floor. Whoever changes this rewrites the keys that are stored
 * (migrations).
 */
export function shelfOrderOf(floor: string, callNumber: string): string {
  const [notation = '', ...marks] = callNumber
    .trim()
    .toUpperCase()
    .split(/\s*\/\s*|\s+/)
  return `${byValue(floor)} ${classKey(notation)} ${marks.map(byValue).join('/')}`.trimEnd()
}

function byValue(text: string): string {
  return text.replace(/\d+/g, (digits) => digits.padStart(8, '0'))
}

/** The signs of auxiliary numbers in 中图法 in their order there; below every digit, and above the end of a class. */
const auxiliary: Readonly<Record<string, string>> = {
  ...{ '-': '!', '(': '"', '"': '#', '=': '$', '<': '%', '+': '&', ':': "'" },
  ...{ '.': '', ')': '', '>': '' },
}

/**
 * 中图法 numbers are decimal fractions: TP311 stands before TP32. The point only helps the eye, and what divides a class
 * by form or place (TP311-43) stands before what divides it by subject (TP311.1).
 */
function classKey(notation: string): string {
  return notation.replace(/[-("=<+:.)>]/g, (sign) => auxiliary[sign] ?? sign)
}

/** Statuses of copies that have no place on a shelf: not there yet, or not any more. */
export const withoutShelf = [
  'on_order',
  'in_process',
  'missing',
  'lost',
  'withdrawn',
] as const satisfies readonly CopyStatus[]
