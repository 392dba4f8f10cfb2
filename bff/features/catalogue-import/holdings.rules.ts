import { loanTypes } from '../../contract/copies'
import { isProblem, problem, type Problem } from '../../domain/import-problem'
import { fieldsOf, valueOf, valuesOf, type MarcField, type MarcRecord } from '../../domain/marc-record'
import { importableStatuses, usualMapping, type HoldingsField, type HoldingsMapping } from './holdings-mapping.rules'
import type { ImportedCopy } from './imported-record.rules'
import { tidy } from './marc-text.rules'

/** The branches of this library by everything that names them: id, Chinese and English name. */
export type BranchNames = ReadonlyMap<string, string>

export interface Holdings {
  readonly mapping: HoldingsMapping
  readonly branches: BranchNames
}

interface FoundCopies {
  readonly copies: readonly ImportedCopy[]
  /** What could not be understood: such a copy is left out and told, never guessed. */
  readonly problems: readonly Problem[]
}

/** The copies that the holdings fields of a record describe. */
export function copiesIn(record: MarcRecord, holdings: Holdings): FoundCopies {
  const { mapping } = holdings
  const problems: Problem[] = []
  const all = mapping.fields.flatMap((rule) =>
    fieldsOf(record, rule.tag).flatMap((field) => {
      const barcodes = valuesOf(field, rule.barcode)
      // a summary of holdings has no barcode; where the library says that this field holds copies, it should have one
      if (barcodes.length === 0 && mapping !== usualMapping)
        problems.push(problem('copy.no_barcode', { field: rule.tag }))
      const words = wordsOf(field, rule, mapping.callNumberSeparator)
      return barcodes.map((barcode) => ({ barcode, ...words }))
    }),
  )
  const found = understandAll(all, holdings)
  return { copies: found.copies, problems: [...problems, ...found.problems] }
}

/** The copies of one title; of two with one barcode the first counts. */
export function understandAll(all: readonly CopyWords[], holdings: Holdings): FoundCopies {
  const copies: ImportedCopy[] = []
  const problems: Problem[] = []
  for (const words of all) {
    const copy = understand(words, holdings)
    if (isProblem(copy)) problems.push(copy)
    else if (copies.some(({ barcode }) => barcode === copy.barcode)) {
      problems.push(problem('copy.barcode_twice', { barcode: copy.barcode }))
    } else copies.push(copy)
  }
  return { copies, problems }
}

/** A copy in the words of its source. */
export interface CopyWords {
  readonly barcode: string
  readonly branch: string | null
  readonly location: string | null
  readonly callNumber: string
  readonly floor: string | null
  readonly area: string | null
  readonly loanType: string | null
  readonly status: string | null
  readonly part: string | null
}

function wordsOf(field: MarcField, rule: HoldingsField, separator: string): Omit<CopyWords, 'barcode'> {
  const callNumber = (rule.callNumber ?? []).flatMap((code) => valuesOf(field, code).slice(0, 1)).map(tidy)
  return {
    branch: wordOf(field, rule.branch),
    location: wordOf(field, rule.location),
    callNumber: callNumber.join(separator),
    floor: wordOf(field, rule.floor),
    area: wordOf(field, rule.area),
    loanType: wordOf(field, rule.loanType),
    status: wordOf(field, rule.status),
    part: wordOf(field, rule.part),
  }
}

function wordOf(field: MarcField, code: string | undefined): string | null {
  const value = code === undefined ? null : valueOf(field, code)
  return value === null ? null : tidy(value)
}

/** Translates a copy into the words of this library. */
function understand(words: CopyWords, { mapping, branches }: Holdings): ImportedCopy | Problem {
  const { barcode } = words
  const location = words.location === null ? {} : mapping.locations[words.location]
  if (!location) return problem('copy.unknown_location', { barcode, location: words.location ?? '' })
  const branchWord = words.branch ?? location.branch ?? mapping.defaults.branch ?? null
  if (branchWord === null) return problem('copy.no_branch', { barcode })
  const branchId = branches.get(mapping.branches[branchWord] ?? branchWord)
  if (branchId === undefined) return problem('copy.unknown_branch', { barcode, branch: branchWord })
  const loanType = closed(words.loanType, mapping.loanTypes, loanTypes)
  if (loanType === undefined) return problem('copy.unknown_loan_type', { barcode, loanType: words.loanType ?? '' })
  const status = closed(words.status, mapping.statuses, importableStatuses)
  if (status === undefined) return problem('copy.unknown_status', { barcode, status: words.status ?? '' })
  return {
    barcode,
    branchId,
    part: words.part,
    floor: words.floor ?? location.floor ?? mapping.defaults.floor ?? '',
    area: words.area ?? location.area ?? mapping.defaults.area ?? '',
    callNumber: words.callNumber,
    loanType: loanType ?? location.loanType ?? mapping.defaults.loanType ?? 'normal',
    status: status ?? 'available',
  }
}

/** @returns null for nothing said, undefined for a word that nobody has explained */
function closed<T extends string>(
  word: string | null,
  table: Readonly<Record<string, T>>,
  ours: readonly T[],
): T | null | undefined {
  if (word === null) return null
  return table[word] ?? ours.find((value) => value === word)
}
