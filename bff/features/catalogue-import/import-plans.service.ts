import { createHash } from 'node:crypto'
import { problem, type Problem } from '../../domain/import-problem'
import { newId } from '../../infra/ids'
import { toIsbn13 } from '../../infra/search/isbn'
import type { CopyRecord } from '../copies/copies.model'
import { shelfOrderOf } from '../copies/copies.rules'
import type { ImportState, TitleAsImported } from '../titles/titles.queries'
import { planCopies, planTitle, type CopyChange } from './import-plan.rules'
import type { ImportedCopy, ImportedRecord, ImportedTitle } from './imported-record.rules'

/** A record with its place in the file. */
export interface ReadRecord {
  readonly n: number
  readonly offset: number
  readonly record: ImportedRecord
}

export type Result = 'created' | 'updated' | 'unchanged' | 'deleted' | 'failed'

/** What is to be done for one record. */
export interface Plan {
  readonly read: ReadRecord
  readonly titleId: string
  readonly isKnown: boolean
  readonly result: Result
  /** Null where nothing is written. */
  readonly title: TitleAsImported | null
  readonly added: readonly CopyRecord[]
  readonly changes: readonly CopyChange[]
  readonly problems: readonly Problem[]
}

interface Known {
  /** The title as it is here, if it is. */
  readonly state: ImportState | undefined
  /** Copies by barcode, of this title and of others. */
  readonly copies: ReadonlyMap<string, CopyRecord>
  readonly source: string
  readonly file: string | null
  readonly now: Date
}

/** The same title of the same source has the same id on every machine and in every run. */
export function titleIdOf(source: string, controlNumber: string): string {
  return createHash('sha256').update(`${source}\0${controlNumber}`).digest('hex').slice(0, 24)
}

export function planRecord(read: ReadRecord, known: Known): Plan {
  const { record } = read
  const { state, copies, source } = known
  const titleId = titleIdOf(source, record.controlNumber)
  const none = { read, titleId, isKnown: state !== undefined, title: null, added: [], changes: [], problems: [] }
  if (!record.title) return { ...none, result: state ? 'deleted' : 'unchanged' }
  const fields = titleFieldsOf(record.title)
  const mark = { controlNumber: record.controlNumber, hash: hashOf(fields), file: known.file, record: read.n }
  const result = planTitle(state?.imported, mark)
  if (result === 'duplicate') {
    const reason = problem('title.duplicate_control_number', { firstRecord: state?.imported?.record ?? 0 })
    return { ...none, result: 'failed', problems: [reason] }
  }
  const plan = planCopies(record.copies, { titleId, known: copies, isRestored: state === undefined })
  const partsBefore = state?.parts ?? []
  const parts = distinct([...partsBefore, ...record.copies.flatMap(({ part }) => (part === null ? [] : [part]))])
  const isSame = plan.added.length === 0 && plan.changes.length === 0 && parts.length === partsBefore.length
  const problems = [...record.problems, ...plan.problems]
  if (result === 'unchanged' && isSame) return { ...none, result, problems }
  return {
    ...none,
    result: result === 'unchanged' ? 'updated' : result,
    // also when only copies have changed: the search engine reads a title's branches and shelf marks with its record
    title: { _id: titleId, ...fields, parts, source, imported: mark, updatedAt: known.now },
    added: plan.added.map((copy) => copyRecordOf(titleId, copy)),
    changes: plan.changes,
    problems,
  }
}

function titleFieldsOf(title: ImportedTitle) {
  return {
    title: title.title,
    subtitle: title.subtitle,
    edition: title.edition,
    contributors: title.contributors,
    publisher: title.publisher,
    place: title.place,
    year: title.year,
    pages: title.pages,
    series: title.series,
    originalTitle: title.originalTitle,
    otherTitles: title.otherTitles,
    isbns: distinct(title.isbns.flatMap((isbn) => toIsbn13(isbn) ?? [])),
    language: title.language,
    class: title.class,
    form: title.form,
    subjects: title.subjects,
    summary: title.summary,
    contents: title.contents,
    electronic: title.electronic,
  }
}

/** Of what will be written, so that a better reading of the same record is a change. */
function hashOf(fields: ReturnType<typeof titleFieldsOf>): string {
  return createHash('sha256').update(JSON.stringify(fields)).digest('base64url').slice(0, 22)
}

function copyRecordOf(titleId: string, copy: ImportedCopy): CopyRecord {
  return {
    _id: newId(),
    titleId,
    ...copy,
    shelfOrder: shelfOrderOf(copy.floor, copy.callNumber),
    pickupPointId: null,
    quarantinedUntil: null,
    compartment: null,
    scannedAt: null,
    transit: null,
  }
}

function distinct(values: readonly string[]): string[] {
  return [...new Set(values)]
}
