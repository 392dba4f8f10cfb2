import { isProblem, problem, type Problem } from '../../domain/import-problem'
import { decodeRecord } from '../../infra/marc/decode-record'
import { createIso2709Splitter } from '../../infra/marc/iso2709-splitter'
import { parseMarcXml } from '../../infra/marc/marcxml'
import { createMarcXmlSplitter } from '../../infra/marc/marcxml-splitter'
import { cellsOf, createCsvSplitter, delimiterOf, type Delimiter } from '../../infra/records/csv-splitter'
import { textOf, type Encoding } from '../../infra/records/encodings'
import { createLineSplitter } from '../../infra/records/line-splitter'
import { isDamage, type Piece, type Splitter } from '../../infra/records/pieces'
import { columnsOf, idOfRow, recordOfRows, type Columns } from './csv-import.rules'
import { detectContainer, isXml, notACatalogue } from './file-kinds.service'
import type { Holdings } from './holdings.rules'
import type { ImportedRecord } from './imported-record.rules'
import { recordOfJson } from './json-import.rules'
import { recordOfMarc, type Dialect } from './marc-import.rules'

export const importFormats = ['marc21', 'cnmarc', 'marcxml', 'csv', 'jsonl'] as const
export type ImportFormat = (typeof importFormats)[number]

/** Where something stands in a file, in bytes. */
export interface Place {
  readonly offset: number
  readonly length: number
}

/** Something that a file holds at this place. It is not decoded before `read` is called: a resumed import passes over much. */
export interface Item extends Place {
  read(): ImportedRecord | Problem
}

export interface RecordReader {
  push(chunk: Buffer): Item[]
  end(): Item[]
  /** Without which no record of this file can be read: the header of a table, once it has come. */
  preamble(): Place | null
}

export interface ReaderOptions {
  /** Null: detected. */
  readonly format: ImportFormat | null
  /** Null: judged for each record. */
  readonly encoding: Encoding | null
  readonly holdings: Holdings
  /** The beginning of the file. */
  readonly head: Buffer
}

/** @throws Error where nobody could tell what the file is, or its columns say nothing */
export function createRecordReader(options: ReaderOptions): RecordReader {
  const { format, encoding, holdings, head } = options
  const other = notACatalogue(head)
  if (other !== null) throw new Error(other)
  const dialect: Dialect | null = format === 'marc21' || format === 'cnmarc' ? format : null
  const container = dialect ? (isXml(head) ? 'marcxml' : 'iso2709') : (format ?? detectContainer(head))
  if (container === 'csv') return csvReader(options)
  if (container === 'jsonl') {
    return readerOf(
      createLineSplitter(),
      textRead(encoding, (text) => recordOfJson(text, holdings)),
    )
  }
  if (container === 'marcxml') {
    const read = textRead(encoding, (text) => {
      const record = parseMarcXml(text)
      return isProblem(record) ? record : recordOfMarc(record, { dialect, holdings })
    })
    return readerOf(createMarcXmlSplitter(), read)
  }
  if (container === null) throw new Error('It is none of MARC, MARCXML, CSV and JSON Lines: tell which with --format.')
  return readerOf(createIso2709Splitter(), (raw) => {
    const record = decodeRecord(raw, encoding)
    return isProblem(record) ? record : recordOfMarc(record, { dialect, holdings })
  })
}

function readerOf<T>(splitter: Splitter<T>, read: (record: T) => ImportedRecord | Problem): RecordReader {
  const item = (piece: Piece<T>): Item => ({
    offset: piece.offset,
    length: piece.length,
    read: () => (isDamage(piece) ? piece.problem : read(piece.record)),
  })
  return {
    push: (chunk) => splitter.push(chunk).map(item),
    end: () => splitter.end().map(item),
    preamble: () => null,
  }
}

function textRead(encoding: Encoding | null, read: (text: string) => ImportedRecord | Problem) {
  return (bytes: Buffer) => {
    const text = textOf(bytes, encoding)
    return text === null ? problem('encoding.unknown') : read(text)
  }
}

/** Rows that follow each other and are about one title are read together, each a copy of it. */
function csvReader({ encoding, holdings }: ReaderOptions): RecordReader {
  const splitter = createCsvSplitter()
  let table: (Table & { readonly place: Place }) | null = null
  let open: { readonly id: string; readonly offset: number; end: number; readonly rows: string[][] } | null = null

  function take(piece: Piece<Buffer>): Item[] {
    if (isDamage(piece)) return [...close(), told(piece, piece.problem)]
    const text = textOf(piece.record, encoding)
    if (text === null) return [...close(), told(piece, problem('encoding.unknown'))]
    const { offset, length } = piece
    if (!table) {
      table = { ...tableOf(text), place: { offset, length } }
      return []
    }
    const { columns, width, delimiter } = table
    const cells = cellsOf(text, delimiter)
    if (cells?.length !== width) {
      return [...close(), told(piece, problem('csv.wrong_columns', { expected: width, found: cells?.length ?? 0 }))]
    }
    const id = idOfRow(cells, columns)
    if (open?.id === id && id !== '') {
      open.rows.push(cells)
      open.end = offset + length
      return []
    }
    const closed = close()
    open = { id, offset, end: offset + length, rows: [cells] }
    return closed
  }

  function close(): Item[] {
    if (!open || !table) return []
    const { columns } = table
    const { offset, end, rows } = open
    open = null
    return [{ offset, length: end - offset, read: () => recordOfRows(rows, columns, holdings) }]
  }

  return {
    push: (chunk) => splitter.push(chunk).flatMap(take),
    end: () => [...splitter.end().flatMap(take), ...close()],
    preamble: () => table?.place ?? null,
  }
}

function told({ offset, length }: Place, reason: Problem): Item {
  return { offset, length, read: () => reason }
}

interface Table {
  readonly columns: Columns
  readonly width: number
  readonly delimiter: Delimiter
}

function tableOf(header: string): Table {
  const delimiter = delimiterOf(header)
  const cells = cellsOf(header, delimiter) ?? []
  const columns = columnsOf(cells)
  if (!columns) {
    throw new Error(`The first line names no column for the control number and the title: ${header.slice(0, 300)}`)
  }
  return { columns, width: cells.length, delimiter }
}
