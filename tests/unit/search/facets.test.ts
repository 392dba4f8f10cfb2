import type { CatalogueFilters } from '../../../bff/infra/search/engine'
import { availabilityOf, engineWith, idsFound, search, titleRecord, type Engine } from './support'

let engine: Engine

beforeAll(async () => {
  engine = await engineWith([
    titleRecord({ id: 'a', title: '物理一', class: 'O4', year: 2001, branches: ['main', 'science'], language: 'chi' }),
    titleRecord({ id: 'b', title: '物理二', class: 'O41', year: 2010, branches: ['main'], language: 'chi' }),
    titleRecord({ id: 'c', title: 'Physics 物理', class: 'O4-61', year: 2010, branches: ['science'], language: 'eng' }),
    titleRecord({ id: 'd', title: '物理史', class: 'N09', branches: [], form: 'ebook', language: 'chi' }),
    titleRecord({ id: 'e', title: '化学', class: 'O6', year: 2020, branches: ['main'], language: 'chi' }),
  ])
  await engine.setAvailability([
    availabilityOf({ id: 'a', copies: 2, available: 1, availableBranches: ['science'] }),
    availabilityOf({ id: 'b', copies: 1, available: 1, availableBranches: ['main'] }),
    availabilityOf({ id: 'c', copies: 1, queue: 3 }),
  ])
})

async function counts(text: string, filters: CatalogueFilters = {}) {
  const { facets } = await search(engine, text, { filters })
  const asObject = (rows: readonly { value: string; count: number }[]) =>
    Object.fromEntries(rows.map(({ value, count }) => [value, count]))
  return {
    branch: asObject(facets.branch),
    language: asObject(facets.language),
    class: asObject(facets.class),
    form: asObject(facets.form),
    year: asObject(facets.year),
  }
}

describe('facets', () => {
  test('count what the query finds', async () => {
    expect(await counts('物理')).toEqual({
      branch: { main: 2, science: 2 },
      language: { chi: 3, eng: 1 },
      class: { O: 3, N: 1 },
      form: { book: 3, ebook: 1 },
      year: { 2010: 2, 2001: 1 },
    })
  })

  test('ignore their own filter and obey all others', async () => {
    const found = await counts('物理', { language: ['chi'], class: ['O'] })
    expect(found.language).toEqual({ chi: 2, eng: 1 })
    expect(found.class).toEqual({ O: 2, N: 1 })
    expect(found.branch).toEqual({ main: 2, science: 1 })
    expect(found.year).toEqual({ 2010: 1, 2001: 1 })
  })

  test('count nothing that two other filters refuse', async () => {
    const found = await counts('物理', { language: ['eng'], form: ['ebook'] })
    expect(found).toEqual({ branch: {}, language: { chi: 1 }, class: {}, form: { book: 1 }, year: {} })
  })

  test('come most frequent first, years descending', async () => {
    const { facets } = await search(engine, '')
    expect(facets.class.map(({ value }) => value)).toEqual(['O', 'N'])
    expect(facets.year.map(({ value }) => value)).toEqual(['2020', '2010', '2001'])
  })

  test('count, per branch, what can be taken there now when only that is wanted', async () => {
    const found = await counts('物理', { available: true, branch: ['main'] })
    expect(found.branch).toEqual({ main: 1, science: 1 })
    expect(found.year).toEqual({ 2010: 1 })
  })

  test('are left out when nobody asked', async () => {
    const { facets } = await search(engine, '物理', { facets: false })
    expect(facets).toEqual({ branch: [], language: [], class: [], form: [], year: [] })
  })
})

describe('filters', () => {
  test.each<[string, CatalogueFilters, string[]]>([
    ['a branch that owns a copy', { branch: ['science'] }, ['a', 'c']],
    ['one of several branches', { branch: ['science', 'main'] }, ['a', 'b', 'c']],
    ['a language', { language: ['eng'] }, ['c']],
    ['a class by its letter', { class: ['O'] }, ['a', 'b', 'c']],
    ['a class by the beginning of its notation', { class: ['O4'] }, ['a', 'b', 'c']],
    ['a longer notation, typed in small letters', { class: ['o41', 'n'] }, ['b', 'd']],
    ['a form', { form: ['ebook'] }, ['d']],
    ['years, both inclusive', { yearFrom: 2001, yearTo: 2010 }, ['a', 'b', 'c']],
    ['years from', { yearFrom: 2002 }, ['b', 'c']],
    ['what can be taken now', { available: true }, ['a', 'b']],
    ['what can be taken now in a branch, not merely owned by it', { available: true, branch: ['main'] }, ['b']],
    ['several at once', { language: ['chi'], class: ['O'], yearTo: 2005 }, ['a']],
    ['a value nobody has', { language: ['lat'] }, []],
    ['empty lists, which are no filters', { language: [], branch: [], class: [], form: [] }, ['a', 'b', 'c', 'd']],
    ['available: false, which is no filter', { available: false }, ['a', 'b', 'c', 'd']],
  ])('keep %s', async (_, filters, expected) => {
    const { total } = await search(engine, '物理', { filters })
    expect((await idsFound(engine, '物理', { filters })).sort()).toEqual(expected)
    expect(total).toBe(expected.length)
  })

  test('that refuse everything do not make the search guess at other words', async () => {
    expect((await search(engine, '物理史', { filters: { language: ['eng'] } })).total).toBe(0)
  })
})
