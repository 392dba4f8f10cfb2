import type { CatalogueQuery } from '../../bff/infra/search/engine'
import { createInProcessEngine } from '../../bff/infra/search/in-process-engine'
import { generateCatalogue, type GeneratedTitle } from './generate-catalogue'
import { createRandom, type Random } from './random'

export interface SearchEngineFigures {
  readonly titles: number
  readonly buildMs: number
  readonly queriesPerSecond: number
  readonly p50Ms: number
  readonly p99Ms: number
  readonly byClass: Readonly<Record<string, { p50Ms: number; p99Ms: number; averageTotal: number }>>
  /** One title replaced, until it can be found. */
  readonly updateP50Ms: number
  readonly updateP99Ms: number
  readonly suggestP99Ms: number
}

/** What readers ask, by kind; every query with facets and 20 hits. */
export const QUERY_CLASSES: Readonly<
  Record<string, (title: GeneratedTitle, random: Random) => Partial<CatalogueQuery>>
> = {
  'whole title': ({ record }) => ({ text: record.title }),
  'part of a title': ({ record }, random) => ({ text: partOf(record.title, random) }),
  subject: ({ record }) => ({ text: record.subjects[0] ?? '' }),
  author: ({ record }) => ({ text: record.authors[0] ?? '', field: 'author' }),
  'subject and author': ({ record }) => ({ text: `${record.subjects[0] ?? ''} ${record.authors[0] ?? ''}` }),
  ISBN: ({ record }) => ({ text: record.isbns[0] ?? '' }),
  'call number': ({ record }) => ({ text: record.class ?? '', field: 'call_number' }),
  'subject in a language, available': ({ record }) => ({
    text: record.subjects[0] ?? '',
    filters: { language: [record.language], available: true, branch: ['main', 'law'] },
  }),
  'kind of book in a class': (_, random) => ({
    text: random.pick(['研究', '教程', '概论', 'theory', 'design']),
    filters: { class: ['T', 'O1'], yearFrom: 2010 },
  }),
}

/** Makes a repeatable list of queries over the titles, all classes in turn. */
export function mixedQueries(titles: readonly GeneratedTitle[], count: number, seed = 7) {
  const random = createRandom(seed)
  const classes = Object.entries(QUERY_CLASSES)
  return Array.from({ length: count }, (_, i) => {
    const [name, make] = classes[i % classes.length] ?? ['', () => ({})]
    const query: CatalogueQuery = {
      text: '',
      filters: {},
      sort: 'relevance',
      page: 1,
      size: 20,
      facets: true,
      ...make(random.pick(titles), random),
    }
    return { name, query }
  })
}

/** Builds the engine over generated titles, asks the mixed queries one after another and reports what it took. */
export async function measureSearchEngine({
  titleCount = 100_000,
  queryCount = 18_000,
  print = (line: string) => {
    console.log(line)
  },
} = {}): Promise<SearchEngineFigures> {
  const titles = generateCatalogue(titleCount)
  const engine = createInProcessEngine()
  const buildStart = performance.now()
  await engine.put(titles.map(({ record }) => record))
  const buildMs = performance.now() - buildStart
  await engine.setAvailability(titles.map(({ availability }) => availability))

  const queries = mixedQueries(titles, queryCount)
  for (const { query } of queries.slice(0, 2_000)) await engine.search(query)
  const byClass = new Map<string, { times: number[]; totals: number }>()
  const times: number[] = []
  const start = performance.now()
  for (const { name, query } of queries) {
    const asked = performance.now()
    const { total } = await engine.search(query)
    const took = performance.now() - asked
    times.push(took)
    const row = byClass.get(name) ?? { times: [], totals: 0 }
    row.times.push(took)
    row.totals += total
    byClass.set(name, row)
  }
  const queriesPerSecond = (queries.length / (performance.now() - start)) * 1000

  const updates = await timeEach(titles.slice(0, 500), ({ record }) => engine.put([record]))
  const prefixes = titles.slice(0, 1_000).map(({ record }) => record.title.slice(0, 2))
  const suggestions = await timeEach(prefixes, (prefix) => engine.suggest(prefix, 10))

  const figures: SearchEngineFigures = {
    titles: titleCount,
    buildMs,
    queriesPerSecond,
    p50Ms: percentile(times, 50),
    p99Ms: percentile(times, 99),
    byClass: Object.fromEntries(
      [...byClass].map(([name, row]) => [
        name,
        {
          p50Ms: percentile(row.times, 50),
          p99Ms: percentile(row.times, 99),
          averageTotal: row.totals / row.times.length,
        },
      ]),
    ),
    updateP50Ms: percentile(updates, 50),
    updateP99Ms: percentile(updates, 99),
    suggestP99Ms: percentile(suggestions, 99),
  }
  printFigures(figures, print)
  return figures
}

function printFigures(figures: SearchEngineFigures, print: (line: string) => void): void {
  const ms = (value: number) => value.toFixed(3).padStart(8)
  print(`search engine, ${figures.titles} titles: built in ${figures.buildMs.toFixed(0)} ms`)
  print(
    `  ${figures.queriesPerSecond.toFixed(0)} queries/s with facets; ms p50${ms(figures.p50Ms)}, p99${ms(figures.p99Ms)}`,
  )
  for (const [name, row] of Object.entries(figures.byClass)) {
    print(
      `  ${name.padEnd(34)} p50${ms(row.p50Ms)}, p99${ms(row.p99Ms)}, ${row.averageTotal.toFixed(0)} hits on average`,
    )
  }
  print(`  one title replaced                 p50${ms(figures.updateP50Ms)}, p99${ms(figures.updateP99Ms)}`)
  print(`  suggestions for two characters             p99${ms(figures.suggestP99Ms)}`)
}

async function timeEach<T>(items: readonly T[], run: (item: T) => Promise<unknown>): Promise<number[]> {
  const times: number[] = []
  for (const item of items) {
    const start = performance.now()
    await run(item)
    times.push(performance.now() - start)
  }
  return times
}

function percentile(values: readonly number[], percent: number): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor((sorted.length * percent) / 100))] ?? 0
}

function partOf(title: string, random: Random): string {
  const words = title.split(' ')
  if (words.length > 2) return words.slice(0, 2).join(' ')
  const from = random.below(Math.max(1, title.length - 4))
  return title.slice(from, from + 4)
}
