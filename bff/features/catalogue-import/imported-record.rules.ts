import type { CopyStatus, LoanType } from '../../contract/copies'
import type { Problem } from '../../domain/import-problem'
import type { TitleRecord } from '../titles/titles.model'

/** What a record of another system says of a title; the rest of a title is the library's own (use, arrival). */
export interface ImportedTitle extends Pick<
  TitleRecord,
  | 'title'
  | 'subtitle'
  | 'edition'
  | 'contributors'
  | 'publisher'
  | 'place'
  | 'year'
  | 'pages'
  | 'series'
  | 'originalTitle'
  | 'language'
  | 'class'
  | 'form'
  | 'subjects'
  | 'summary'
  | 'electronic'
> {
  readonly otherTitles: string[]
  readonly contents: string | null
  /** As they stand in the record. */
  readonly isbns: string[]
}

/** A copy as its holdings field describes it, with words of this library. */
export interface ImportedCopy {
  readonly barcode: string
  readonly branchId: string
  readonly part: string | null
  readonly floor: string
  readonly area: string
  readonly callNumber: string
  readonly loanType: LoanType
  readonly status: CopyStatus
}

/** What one record asks of the catalogue. */
export interface ImportedRecord {
  /** Names the title within its source, for good. */
  readonly controlNumber: string
  readonly isDeleted: boolean
  /** Null for a deletion. */
  readonly title: ImportedTitle | null
  readonly copies: readonly ImportedCopy[]
  /** Copies that could not be understood; the title goes in without them. */
  readonly problems: readonly Problem[]
}

export const nothingSaid: Omit<ImportedTitle, 'title'> = {
  subtitle: null,
  edition: null,
  contributors: [],
  publisher: null,
  place: null,
  year: null,
  pages: null,
  series: null,
  originalTitle: null,
  otherTitles: [],
  isbns: [],
  language: 'und',
  class: null,
  form: 'book',
  subjects: [],
  summary: null,
  contents: null,
  electronic: [],
}
