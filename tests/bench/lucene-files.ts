import { parseQuery } from '../../bff/infra/search/query'
import type { CatalogueQuery } from '../../bff/infra/search/engine'
import { normaliseClass } from '../../bff/infra/search/columns'
import { clausesQuery, type Query } from '../../bff/infra/search/open-search/clause-queries'
import { documentOf } from '../../bff/infra/search/open-search/index-document'
import type { GeneratedTitle } from './generate-catalogue'

/*
 * Titles and questions as lines for `lucene/LuceneBench.java`, which has no analysis of its own: columns are parted by tabs,
 * their values by U+0001, filters by U+0002.
 */
const TERMS = ['any', 'title', 'author', 'subject', 'publisher', 'series', 'isbn', 'call_number']
const VALUE = '\u0001'
const FILTER = '\u0002'

export function titleLine({ record, availability }: GeneratedTitle): string {
  const document = documentOf(record)
  const columns = [
    ...TERMS.map((field) => document[field]),
    ...['language', 'form', 'class', 'class_letter', 'branches'].map((field) => document[field]),
    availability.availableBranches,
    document['year'],
    document['popularity'],
    availability.available,
    document['title_keys'],
    record.summary,
  ]
  return columns.map(columnOf).join('\t')
}

function columnOf(value: unknown): string {
  return [value ?? '']
    .flat()
    .map(String)
    .join(VALUE)
    .replace(/[\t\n]/g, ' ')
}

/** Null where Lucene would need more than words: those questions are not compared. */
export function questionLine(name: string, query: CatalogueQuery): string | null {
  const { clauses, excluded, titleKey } = parseQuery(query.text, query.field ?? 'any')
  const matching = clausesQuery(clauses, excluded)
  if (matching === null) return null
  const isAvailable = query.filters.available === true
  return [name, titleKey, isAvailable ? '1' : '0', filtersOf(query), prefixNotation(matching).join(VALUE)].join('\t')
}

function filtersOf({ filters }: CatalogueQuery): string {
  const { language = [], form = [], branch = [], yearFrom, yearTo } = filters
  const classes = (filters.class ?? []).map((prefix) => `${normaliseClass(prefix)}*`)
  const branches = filters.available === true ? 'available_branches' : 'branches'
  const years = yearFrom === undefined && yearTo === undefined ? [] : [`[${yearFrom ?? 0}-${yearTo ?? 9999}`]
  const all: readonly (readonly [name: string, field: string, values: readonly string[]])[] = [
    ['language', 'language', language],
    ['form', 'form', form],
    ['branch', branches, branch],
    ['class', 'class', classes],
    ['year', 'year', years],
  ]
  return all
    .flatMap(([name, field, values]) => (values.length === 0 ? [] : [[name, field, ...values].join(VALUE)]))
    .join(FILTER)
}

/** Each operator before what it joins: `best 2 term title 数据 0.01 prefix title 数 2`. */
function prefixNotation(query: Query, boost = 1): string[] {
  const [[kind, content] = ['', null]] = Object.entries(query)
  // written by `clausesQuery` of the same run: these are its shapes
  const inner = content as Record<string, unknown>
  if (kind === 'term' || kind === 'prefix') {
    const [[field, asked] = ['', null]] = Object.entries(inner)
    const { value, boost: own = boost } = asked as { value: string; boost?: number }
    return [kind, field, value, String(own)]
  }
  if (kind === 'constant_score') return prefixNotation(inner['filter'] as Query, inner['boost'] as number)
  if (kind === 'dis_max') return counted('best', inner['queries'] as Query[])
  const should = inner['should'] as Query[]
  return [
    ...counted('all', inner['must'] as Query[]),
    String(should.length),
    ...should.flatMap((one) => prefixNotation(one)),
  ]
}

function counted(kind: string, queries: readonly Query[]): string[] {
  return [kind, String(queries.length), ...queries.flatMap((one) => prefixNotation(one))]
}
