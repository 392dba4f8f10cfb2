import { isUtf8 } from 'node:buffer'
import { isProblem, problem, type Problem } from '../../domain/import-problem'
import { decodeRecord } from '../../infra/marc/decode-record'
import { leaderPlaces } from '../../infra/marc/iso2709'
import { createIso2709Splitter } from '../../infra/marc/iso2709-splitter'
import { parseMarcXml } from '../../infra/marc/marcxml'
import { createMarcXmlSplitter } from '../../infra/marc/marcxml-splitter'
import { cellsOf, createCsvSplitter, delimiterOf, type Delimiter } from '../../infra/records/csv-splitter'
import { decode, type Encoding } from '../../infra/records/encodings'
import { createLineSplitter } from '../../infra/records/line-splitter'
import { isDamage, type Piece, type Splitter } from '../../infra/records/pieces'
import { columnsOf, idOfRow, isHeader, recordOfRows, type Columns } from './csv-import.rules'
import type { Holdings } from './holdings.rules'
import type { ImportedRecord } from './imported-record.rules'
import { recordOfJson } from './json-import.rules'
import { recordOfMarc, type Dialect } from './marc-import.rules'

export const importFormats = ['marc21', 'cnmarc', 'marcxml', 'csv', 'jsonl'] as const
export type ImportFormat = (typeof importFormats)[number]

/** Something that a file holds at this place. It is not decoded before `read` is called: a resumed import passes over much. */
export interface Item {
  readonly offset: number
  read(): ImportedRecord | Problem
}

export interface RecordReader {
  push(chunk: Buffer): Item[]
  end(): Item[]
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
    read: () => (isDamage(piece) ? piece.problem : read(piece.record)),
  })
  return { push: (chunk) => splitter.push(chunk).map(item), end: () => splitter.end().map(item) }
}

function textRead(encoding: Encoding | null, read: (text: string) => ImportedRecord | Problem) {
  return (bytes: Buffer) => {
    const text = textOf(bytes, encoding)
    return text === null ? problem('encoding.unknown') : read(text)
  }
}

/** Lines and elements are UTF-8 or what Chinese systems wrote before it. */
function textOf(bytes: Buffer, told: Encoding | null): string | null {
  return decode(bytes, told ?? (isUtf8(bytes) ? 'utf-8' : 'gb18030'))
}

/** Rows that follow each other and are about one title are read together, each a copy of it. */
function csvReader({ encoding, holdings }: ReaderOptions): RecordReader {
  const splitter = createCsvSplitter()
  let table: { readonly columns: Columns; readonly width: number; readonly delimiter: Delimiter } | null = null
  let open: { readonly id: string; readonly offset: number; readonly rows: string[][] } | null = null

  function take(piece: Piece<Buffer>): Item[] {
    if (isDamage(piece)) return [...close(), told(piece.offset, piece.problem)]
    const text = textOf(piece.record, encoding)
    if (text === null) return [...close(), told(piece.offset, problem('encoding.unknown'))]
    if (!table) {
      table = tableOf(text)
      return []
    }
    const { columns, width, delimiter } = table
    const cells = cellsOf(text, delimiter)
    if (cells?.length !== width) {
      return [
        ...close(),
        told(piece.offset, problem('csv.wrong_columns', { expected: width, found: cells?.length ?? 0 })),
      ]
    }
    const id = idOfRow(cells, columns)
    if (open?.id === id && id !== '') {
      open.rows.push(cells)
      return []
    }
    const closed = close()
    open = { id, offset: piece.offset, rows: [cells] }
    return closed
  }

  function close(): Item[] {
    if (!open || !table) return []
    const { columns } = table
    const { offset, rows } = open
    open = null
    return [{ offset, read: () => recordOfRows(rows, columns, holdings) }]
  }

  return {
    push: (chunk) => splitter.push(chunk).flatMap(take),
    end: () => [...splitter.end().flatMap(take), ...close()],
  }
}

function told(offset: number, reason: Problem): Item {
  return { offset, read: () => reason }
}

function tableOf(header: string) {
  const delimiter = delimiterOf(header)
  const cells = cellsOf(header, delimiter) ?? []
  const columns = columnsOf(cells)
  if (!columns) {
    throw new Error(`The first line names no column for the control number and the title: ${header.slice(0, 300)}`)
  }
  return { columns, width: cells.length, delimiter }
}

/** What kind of file begins so; null when it is none that we know. */
function detectContainer(head: Buffer): 'iso2709' | 'marcxml' | 'csv' | 'jsonl' | null {
  const text = head.toString('latin1').replace(/^(?:ï»¿|\s|\0)+/, '')
  if (text.startsWith('{')) return 'jsonl'
  if (isXml(head)) return 'marcxml'
  // damage may stand first; the delimiters of ISO 2709 stand nowhere else
  if (head.includes(0x1e) || head.includes(0x1d) || leaderPlaces(head.subarray(0, 64)).length > 0) return 'iso2709'
  const firstLine = textOf(lineOf(head), null) ?? ''
  return isHeader(cellsOf(firstLine, delimiterOf(firstLine)) ?? []) ? 'csv' : null
}

function isXml(head: Buffer): boolean {
  return /^(?:ï»¿|\s)*</.test(head.toString('latin1', 0, 200))
}

function lineOf(head: Buffer): Buffer {
  const start = head[0] === 0xef ? 3 : 0
  const end = head.indexOf(0x0a)
  const line = head.subarray(start, end < 0 ? head.length : end)
  return line.at(-1) === 0x0d ? line.subarray(0, -1) : line
}
