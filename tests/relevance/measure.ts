import { Converter } from 'opencc-js'
import type { CatalogueResult } from '../../bff/infra/search/engine'
import type { DemoCatalogue } from './demo-catalogue'
import { groupBy } from './group-by'
import type { JudgedQuery } from './judged-set'

/** How one query went. */
export interface Outcome {
  readonly query: JudgedQuery
  /** Place of the first title that was wanted, from 1; 0: not among the first ten. */
  readonly place: number
  readonly total: number
  readonly correction: string | undefined
  /** The titles that came first. */
  readonly first: readonly string[]
}

export interface Figures {
  readonly queries: number
  /** Part of the queries with something wanted on top. */
  readonly at1: number
  readonly at10: number
  /** Mean of 1 / place: what stands second counts half. */
  readonly meanReciprocalRank: number
}

const shown = 10

export async function judge(catalogue: DemoCatalogue, query: JudgedQuery): Promise<Outcome> {
  const { hits, total, correction } = await ask(catalogue, query, query.text)
  const found = hits.flatMap(({ id }) => catalogue.titles.get(id) ?? [])
  return {
    query,
    place: found.findIndex(query.isWanted) + 1,
    total,
    correction,
    first: found
      .slice(0, 3)
      .map(({ title, edition, contributors }) =>
        [title, edition, contributors[0]?.name].filter((part) => typeof part === 'string').join(' / '),
      ),
  }
}

export function figuresOf(outcomes: readonly Outcome[]): Figures {
  const mean = (value: (place: number) => number) =>
    outcomes.reduce((sum, { place }) => sum + value(place), 0) / Math.max(1, outcomes.length)
  return {
    queries: outcomes.length,
    at1: mean((place) => (place === 1 ? 1 : 0)),
    at10: mean((place) => (place > 0 ? 1 : 0)),
    meanReciprocalRank: mean((place) => (place > 0 ? 1 / place : 0)),
  }
}

/** Figures of each kind, in the order of the set. */
export function figuresByKind(outcomes: readonly Outcome[]): ReadonlyMap<string, Figures> {
  const kinds = groupBy(outcomes, ({ query }) => query.kind)
  return new Map(Array.from(kinds, ([kind, own]) => [kind, figuresOf(own)]))
}

const otherScripts = [
  Converter({ from: 'cn', to: 't' }),
  Converter({ from: 'cn', to: 'tw' }),
  Converter({ from: 'cn', to: 'hk' }),
  Converter({ from: 't', to: 'cn' }),
  Converter({ from: 'tw', to: 'cn' }),
]

/** The ways to write the query in another script that do not find what it finds itself: same number, same titles, same order. */
export async function unequalInOtherScripts(catalogue: DemoCatalogue, query: JudgedQuery): Promise<string[]> {
  const written = new Set(otherScripts.map((convert) => convert(query.text)))
  const own = idsOf(await ask(catalogue, query, query.text))
  const unequal: string[] = []
  for (const text of written) {
    if (idsOf(await ask(catalogue, query, text)) !== own) unequal.push(text)
  }
  return unequal
}

const idsOf = ({ total, hits }: CatalogueResult) => `${total}: ${hits.map(({ id }) => id).join()}`

function ask({ engine }: DemoCatalogue, { field, filters }: JudgedQuery, text: string): Promise<CatalogueResult> {
  return engine.search({ text, field, filters, sort: 'relevance', page: 1, size: shown, facets: false })
}
