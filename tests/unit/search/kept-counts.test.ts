import type { CatalogueFilters, Facets } from '../../../bff/infra/search/engine'
import { createInProcessEngine } from '../../../bff/infra/search/in-process-engine'
import { availabilityOf, search, titleRecord, type Engine } from './support'

/** More than are counted anew each time. */
const MANY = 3000

let engine: Engine

const bookOf = (n: number) =>
  titleRecord({
    ...{ id: `t${n}`, title: `研究 ${n}`, class: n % 3 === 0 ? 'O4' : 'TP3', year: 2000 + (n % 7) },
    ...{ language: n % 5 === 0 ? 'eng' : 'chi', branches: n % 2 === 0 ? ['main'] : ['main', 'science'] },
  })

beforeEach(async () => {
  engine = createInProcessEngine()
  await engine.put(Array.from({ length: MANY }, (_, n) => bookOf(n)))
})

async function counts(facet: keyof Facets, filters: CatalogueFilters = {}) {
  const { facets } = await search(engine, '研究', { filters })
  return Object.fromEntries(facets[facet].map(({ value, count }) => [value, count]))
}

describe('facets of what many titles answer', () => {
  test('are the same when asked again, under every filter', async () => {
    for (let time = 0; time < 2; time++) {
      expect(await counts('class')).toEqual({ T: 2000, O: 1000 })
      expect(await counts('language')).toEqual({ chi: 2400, eng: 600 })
      expect(await counts('branch', { class: ['O'] })).toEqual({ main: 1000, science: 500 })
      expect(await counts('class', { language: ['eng'] })).toEqual({ T: 400, O: 200 })
    }
  })

  test('no longer count a title that is removed or changed', async () => {
    await counts('class')
    await engine.remove(['t0', 't1'])
    expect(await counts('class')).toEqual({ T: 1999, O: 999 })
    await engine.put([{ ...bookOf(3), class: 'K2' }])
    expect(await counts('class')).toEqual({ T: 1999, O: 998, K: 1 })
  })

  test('hold when values are added that no title had before', async () => {
    await counts('year')
    await engine.put([{ ...bookOf(MANY), year: 1911, language: 'ger', branches: ['west'] }])
    expect((await counts('year'))['2001']).toBe(429)
    expect((await counts('year'))['1911']).toBe(1)
    expect(await counts('language')).toEqual({ chi: 2400, eng: 600, ger: 1 })
    expect(await counts('branch')).toEqual({ main: 3000, science: 1500, west: 1 })
  })

  test('follow each loan where only what is available counts', async () => {
    await engine.setAvailability(
      Array.from({ length: MANY }, (_, n) =>
        availabilityOf({ id: `t${n}`, copies: 1, available: 1, availableBranches: ['main'] }),
      ),
    )
    expect(await counts('branch', { available: true })).toEqual({ main: MANY })
    await engine.setAvailability([availabilityOf({ id: 't7', copies: 1, available: 0 })])
    expect(await counts('branch', { available: true })).toEqual({ main: MANY - 1 })
    expect(await counts('class', { available: true })).toEqual({ T: 1999, O: 1000 })
  })
})
