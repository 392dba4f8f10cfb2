import { readFileSync } from 'node:fs'
import path from 'node:path'
import type { CatalogueFilters, SearchField } from '../../bff/infra/search/engine'
import type { TitleRecord } from '../../bff/features/titles/titles.model'

/** What a reader asks, and what has to come first. */
export interface JudgedQuery {
  readonly kind: string
  readonly text: string
  /** As the file has it, for the report. */
  readonly wanted: string
  readonly field?: SearchField
  readonly filters: CatalogueFilters
  readonly isWanted: (title: TitleRecord) => boolean
}

/** Throws where a line is damaged. */
export function readJudgedSet(): readonly JudgedQuery[] {
  const text = readFileSync(path.join(process.cwd(), 'tests/relevance/queries.tsv'), 'utf8')
  const queries: JudgedQuery[] = []
  let kind = ''
  for (const line of text.split('\n')) {
    if (line.startsWith('== ')) kind = line.slice('== '.length)
    else if (line !== '' && !line.startsWith('# ')) queries.push(readQuery(kind, line))
  }
  return queries
}

function readQuery(kind: string, line: string): JudgedQuery {
  const [text = '', wanted = '', options = ''] = line.split('\t')
  if (kind === '' || text === '' || wanted === '') throw new Error(`no judged query: ${line}`)
  const settings = new URLSearchParams(options.replaceAll(' ', '&'))
  const filters: Record<string, unknown> = {}
  let field: SearchField | undefined
  for (const [name, value] of settings) {
    if (name === 'field') field = fieldNamed(value)
    else filters[name] = name.startsWith('year') ? Number(value) : [value]
  }
  const isWanted = anyOf(wanted.split(' | ').map((all) => allOf(all.split(' & ').map(condition))))
  return { kind, text, wanted, ...(field === undefined ? {} : { field }), filters, isWanted }
}

const fields: readonly SearchField[] = ['any', 'title', 'author', 'subject', 'publisher', 'isbn', 'call_number']

function fieldNamed(name: string): SearchField {
  const field = fields.find((known) => known === name)
  if (field === undefined) throw new Error(`no field: ${name}`)
  return field
}

type Condition = (title: TitleRecord) => boolean

const anyOf =
  (conditions: readonly Condition[]): Condition =>
  (title) =>
    conditions.some((holds) => holds(title))

const allOf =
  (conditions: readonly Condition[]): Condition =>
  (title) =>
    conditions.every((holds) => holds(title))

const valuesOf: Readonly<Record<string, (title: TitleRecord) => readonly string[]>> = {
  title: ({ title }) => [title],
  author: ({ contributors }) => contributors.map(({ name }) => name),
  translator: ({ contributors }) => contributors.flatMap(({ name, role }) => (role === 'translator' ? [name] : [])),
  publisher: ({ publisher }) => present(publisher),
  series: ({ series }) => present(series),
  subject: ({ subjects }) => subjects,
  class: (title) => present(title.class),
  isbn: ({ isbns }) => isbns,
  edition: ({ edition }) => present(edition),
  year: ({ year }) => (year === null ? [] : [String(year)]),
}

const present = (value: string | null) => (value === null ? [] : [value])

const comparisons: Readonly<Record<string, (value: string, wanted: string) => boolean>> = {
  '=': (value, wanted) => value === wanted,
  '~': (value, wanted) => value.toLowerCase().includes(wanted.toLowerCase()),
  '^': (value, wanted) => value.startsWith(wanted),
}

function condition(text: string): Condition {
  const [, name = 'title', sign = '=', wanted = text] = /^([a-z]+)([=~^])(.+)$/.exec(text) ?? []
  const values = valuesOf[name]
  const compare = comparisons[sign]
  if (values === undefined || compare === undefined) throw new Error(`no condition: ${text}`)
  return (title) => values(title).some((value) => compare(value, wanted))
}
