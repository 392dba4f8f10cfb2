/**
 * What can be wrong with a record that comes from another system, or with one of its copies. The codes stand in the
 * report of an import and are never renamed.
 */
export const problemCodes = [
  // the bytes of ISO 2709
  'marc.garbage',
  'marc.truncated',
  'marc.terminator_missing',
  'marc.length_wrong',
  'marc.record_too_long',
  'marc.base_address_wrong',
  'marc.directory_wrong',
  'marc.bytes_outside_directory',
  // XML, CSV, JSON Lines
  'xml.garbage',
  'xml.no_records',
  'xml.unclosed_record',
  'xml.not_well_formed',
  'csv.wrong_quotes',
  'csv.wrong_columns',
  'json.wrong',
  'line.too_long',
  // characters
  'encoding.invalid_bytes',
  'encoding.unknown',
  // what the record says
  'title.no_control_number',
  'title.no_title',
  'title.duplicate_control_number',
  'title.in_use',
  'title.on_reserve',
  'copy.no_barcode',
  'copy.no_branch',
  'copy.unknown_branch',
  'copy.unknown_location',
  'copy.unknown_loan_type',
  'copy.unknown_status',
  'copy.barcode_of_other_title',
  'copy.barcode_twice',
  'copy.in_use',
] as const

export type ProblemCode = (typeof problemCodes)[number]

export interface Problem {
  readonly code: ProblemCode
  readonly details: Readonly<Record<string, string | number | readonly string[]>>
}

export function problem(code: ProblemCode, details: Problem['details'] = {}): Problem {
  return { code, details }
}

export function isProblem(value: object): value is Problem {
  return 'code' in value && 'details' in value
}
