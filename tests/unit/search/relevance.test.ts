import { createDemoCatalogue, type DemoCatalogue } from '../../relevance/demo-catalogue'
import { readJudgedSet } from '../../relevance/judged-set'
import { figuresByKind, figuresOf, judge, unequalInOtherScripts, type Outcome } from '../../relevance/measure'

/* The judged set of `npm run relevance`, held to what was reached: a change that costs a kind of query much is seen here. */

jest.setTimeout(120_000)

const queries = readJudgedSet()
let catalogue: DemoCatalogue
const outcomes: Outcome[] = []

beforeAll(async () => {
  catalogue = await createDemoCatalogue()
  for (const query of queries) outcomes.push(await judge(catalogue, query))
})

it('asks enough of every kind for its figure to mean something', () => {
  const few = Array.from(figuresByKind(outcomes)).filter(([, figures]) => figures.queries < 8)
  expect(few).toEqual([])
  expect(queries.length).toBeGreaterThanOrEqual(200)
})

it('puts what was meant first in nine of ten questions, and among the first ten in all but a few', () => {
  const { at1, at10 } = figuresOf(outcomes)
  expect(at1).toBeGreaterThanOrEqual(0.95)
  expect(at10).toBeGreaterThanOrEqual(0.98)
})

it.each([...new Set(queries.map(({ kind }) => kind))])('finds by: %s', (kind) => {
  const figures = figuresByKind(outcomes).get(kind)
  expect(figures?.at1).toBeGreaterThanOrEqual(0.8)
  expect(figures?.at10).toBeGreaterThanOrEqual(0.9)
})

it('finds the same in simplified and in traditional characters', async () => {
  const unequal: string[] = []
  for (const query of queries) unequal.push(...(await unequalInOtherScripts(catalogue, query)))
  expect(unequal).toEqual([])
})
