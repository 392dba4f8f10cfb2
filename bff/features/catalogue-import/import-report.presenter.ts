import type { Problem, ProblemCode } from '../../domain/import-problem'

/** A line of the report: where, what, and in words for whoever repairs it over there. */
export interface ReportLine {
  readonly file: string
  /** Counted from 1; damaged records count. */
  readonly record: number
  /** Of the first byte of the record in its file. */
  readonly offset: number
  readonly controlNumber: string | null
  /** `record`: it is not in. `copy`: the title is in, this copy is not, or not as it stands there. */
  readonly concerns: 'record' | 'copy'
  readonly code: ProblemCode
  readonly details: Problem['details']
  readonly reason: string
}

export function presentProblem(
  place: Pick<ReportLine, 'file' | 'record' | 'offset' | 'controlNumber'>,
  { code, details }: Problem,
): ReportLine {
  const reason = reasons[code].replace(/\{(\w+)\}/g, (_, name: string) => wordOf(details[name]))
  return { ...place, concerns: code.startsWith('copy.') ? 'copy' : 'record', code, details, reason }
}

function wordOf(value: Problem['details'][string] | undefined): string {
  if (value === undefined) return '?'
  return typeof value === 'object' ? value.join(', ') : String(value)
}

const reasons: Readonly<Record<ProblemCode, string>> = {
  'marc.garbage': '{bytes} bytes that are no record',
  'marc.truncated': 'the file ends in the middle of a record',
  'marc.terminator_missing': 'the record terminator is missing',
  'marc.length_wrong': 'the length in the leader does not agree with the {bytes} bytes to the record terminator',
  'marc.record_too_long': '{bytes} bytes without a sound record: ISO 2709 ends at 99999',
  'marc.base_address_wrong': 'the base address in the leader, {found}, is not where the data begins',
  'marc.directory_wrong': 'directory entry {entry} does not point to a field',
  'marc.bytes_outside_directory': '{bytes} bytes of data belong to no directory entry',
  'xml.garbage': 'text between the records',
  'xml.no_records': 'this XML has no MARC records',
  'xml.unclosed_record': 'the record has no end tag',
  'xml.not_well_formed': 'the XML is not well-formed: {says}',
  'csv.wrong_quotes': 'the quotation marks of this row make no sense',
  'csv.wrong_columns': '{found} cells where the header has {expected}',
  'json.wrong': 'not a title: {says}',
  'line.too_long': 'a line of {bytes} bytes',
  'encoding.invalid_bytes': 'field {field} is not {encoding}',
  'encoding.unknown': 'the bytes are neither UTF-8 nor GB18030 nor MARC-8',
  'title.no_control_number': 'no control number (001), by which it could be known again',
  'title.no_title': 'no title ({field})',
  'title.duplicate_control_number': 'record {firstRecord} of this file has the same control number',
  'title.in_use': 'not deleted: copies in use: {copies}; open bookings: {bookings}',
  'title.on_reserve': 'not deleted: on the reading list of {course}',
  'copy.no_barcode': 'field {field} has no barcode',
  'copy.no_branch': 'copy {barcode} names no branch',
  'copy.unknown_branch': 'copy {barcode}: no branch is called {branch}',
  'copy.unknown_location': 'copy {barcode}: location {location} is not in the mapping',
  'copy.unknown_loan_type': 'copy {barcode}: loan type {loanType} is not in the mapping',
  'copy.unknown_status': 'copy {barcode}: status {status} is not in the mapping',
  'copy.barcode_of_other_title': 'barcode {barcode} belongs to another title',
  'copy.barcode_twice': 'barcode {barcode} stands twice in this record',
  'copy.in_use': 'copy {barcode} is in use ({status}): branch, part and loan type stay until it is back',
}
