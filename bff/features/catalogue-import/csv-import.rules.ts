import { problem, type Problem } from '../../domain/import-problem'
import { understandAll, type CopyWords, type Holdings } from './holdings.rules'
import { nothingSaid, type ImportedRecord, type ImportedTitle } from './imported-record.rules'
import { emptyToNull, languageIn, tidy, yearIn } from './marc-text.rules'

/** What heads a column of CSV, in both languages; case, blanks and underscores do not count. */
const columnNames = {
  id: ['id', 'controlnumber', '控制号', '记录号', '记录控制号', '书目号', 'mms号'],
  isDeleted: ['deleted', '删除', '已删除'],
  title: ['title', '题名', '正题名', '书名', '标题'],
  subtitle: ['subtitle', '副题名', '副标题', '其他题名信息'],
  authors: ['author', 'authors', 'contributors', '作者', '责任者', '著者', '第一责任者'],
  translators: ['translator', 'translators', '译者'],
  edition: ['edition', '版本', '版次'],
  publisher: ['publisher', '出版社', '出版者'],
  place: ['place', 'placeofpublication', '出版地'],
  year: ['year', 'publicationyear', '出版年', '出版日期', '年份'],
  pages: ['pages', 'extent', '页数', '载体形态'],
  series: ['series', '丛书', '丛书名', '丛编'],
  isbn: ['isbn', 'isbns', 'isbn号'],
  language: ['language', '语种', '语言'],
  class: ['class', 'clc', '分类号', '中图法分类号', '中图分类号'],
  subjects: ['subject', 'subjects', '主题', '主题词', '关键词'],
  summary: ['summary', 'abstract', '摘要', '内容提要', '简介'],
  url: ['url', 'link', '链接', '电子资源', '网址'],
  barcode: ['barcode', 'barcodes', '条码', '条码号', '条形码', '登录号'],
  branch: ['branch', 'library', '分馆', '馆藏馆', '馆别'],
  location: ['location', '馆藏地', '馆藏地点'],
  callNumber: ['callnumber', '索书号', '排架号'],
  floor: ['floor', '楼层'],
  area: ['area', 'room', '区域', '阅览室'],
  loanType: ['loantype', '借阅类型', '流通类型'],
  status: ['status', '状态', '馆藏状态'],
  part: ['part', 'volume', '卷册', '卷'],
} as const satisfies Record<string, readonly string[]>

type Column = keyof typeof columnNames
export type Columns = ReadonlyMap<Column, number>

/** Which cell means what; null where nothing names the titles, as they could not be known again. */
export function columnsOf(header: readonly string[]): Columns | null {
  const names = header.map((name) => name.toLowerCase().replace(/[\s_\-()（）]/g, ''))
  const columns = new Map<Column, number>()
  for (const [column, known] of Object.entries(columnNames)) {
    const index = names.findIndex((name) => known.some((each) => each === name))
    // the entries are those of the table
    if (index >= 0) columns.set(column as Column, index)
  }
  return columns.has('id') && columns.has('title') ? columns : null
}

/** Whether a first line looks like the header of such a table. */
export function isHeader(cells: readonly string[]): boolean {
  return cells.length > 1 && columnsOf(cells) !== null
}

/** Consecutive rows of one title, each with a copy of it: the title is that of the first row. */
export function recordOfRows(
  rows: readonly (readonly string[])[],
  columns: Columns,
  holdings: Holdings,
): ImportedRecord | Problem {
  const cell = (row: readonly string[], column: Column) => emptyToNull(tidy(row[columns.get(column) ?? -1] ?? ''))
  const first = rows[0] ?? []
  const controlNumber = cell(first, 'id')
  if (controlNumber === null) return problem('title.no_control_number')
  if (isYes(cell(first, 'isDeleted'))) return { controlNumber, isDeleted: true, title: null, copies: [], problems: [] }
  const title = titleOf((column) => cell(first, column))
  if (!title) return problem('title.no_title', { field: 'title' })
  const copies = rows.flatMap((row) =>
    severalIn(cell(row, 'barcode')).map((barcode) => ({ barcode, ...copyWordsOf((column) => cell(row, column)) })),
  )
  return { controlNumber, isDeleted: false, title, ...understandAll(copies, holdings) }
}

/** Which title a row is about, so that the rows of one title can be read together. */
export function idOfRow(row: readonly string[], columns: Columns): string {
  return tidy(row[columns.get('id') ?? -1] ?? '')
}

type Cell = (column: Column) => string | null

function titleOf(cell: Cell): ImportedTitle | null {
  const title = cell('title')
  if (title === null) return null
  const people = (column: Column, role: 'author' | 'translator') =>
    severalIn(cell(column)).map((name) => ({ name, role }))
  const url = cell('url')
  return {
    ...nothingSaid,
    title,
    subtitle: cell('subtitle'),
    contributors: [...people('authors', 'author'), ...people('translators', 'translator')],
    edition: cell('edition'),
    publisher: cell('publisher'),
    place: cell('place'),
    year: yearIn(cell('year')),
    pages: cell('pages'),
    series: cell('series'),
    isbns: severalIn(cell('isbn')),
    language: languageOf(cell('language')),
    class: cell('class'),
    subjects: severalIn(cell('subjects')),
    summary: cell('summary'),
    electronic: url !== null && /^https?:\/\//.test(url) ? [{ label: '全文', url, access: 'campus' }] : [],
  }
}

function copyWordsOf(cell: Cell): Omit<CopyWords, 'barcode'> {
  return {
    branch: cell('branch'),
    location: cell('location'),
    callNumber: cell('callNumber') ?? '',
    floor: cell('floor'),
    area: cell('area'),
    loanType: cell('loanType'),
    status: cell('status'),
    part: cell('part'),
  }
}

const severalIn = (cell: string | null): string[] => (cell ?? '').split(/\s*[;；|]\s*/).filter((part) => part !== '')

const isYes = (cell: string | null) => ['1', 'true', 'yes', 'y', 'd', '是', '删除'].includes((cell ?? '').toLowerCase())

const languages: Readonly<Record<string, string>> = {
  中文: 'chi',
  汉语: 'chi',
  英文: 'eng',
  英语: 'eng',
  日文: 'jpn',
  德文: 'ger',
  法文: 'fre',
  俄文: 'rus',
}

function languageOf(cell: string | null): string {
  return (cell === null ? undefined : languages[cell]) ?? languageIn(cell)
}
