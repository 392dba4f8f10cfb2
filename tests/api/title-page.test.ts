import { startTestApp, type TestApp } from '../support/app'
import { aCopy, aTitle, collection, foundLibrary } from '../support/library'
import { fillInWorkKeys } from '../../bff/migrations/2026-11-28-work-keys'

jest.setTimeout(30_000)

let test: TestApp

beforeAll(async () => {
  test = await startTestApp()
  await foundLibrary(test)
})
afterAll(() => test.stop())

describe('the citations of a title', () => {
  it('are given in the national style, BibTeX and RIS', async () => {
    const { _id: id } = await aTitle({
      title: '数据结构',
      contributors: [{ name: '严蔚敏', role: 'author' }],
      ...{ place: '北京', publisher: '清华大学出版社', year: 2007 },
    })
    const { items } = await test.anybody('GET /titles/:id/citations', { params: { id } })
    expect(items.map(({ style }) => style)).toEqual(['gbt7714', 'bibtex', 'ris'])
    expect(items[0]?.text).toBe('严蔚敏. 数据结构[M]. 北京: 清华大学出版社, 2007.')
    expect(items[1]?.text).toMatch(/^@book\{yan2007,\n/)
    expect(items[2]?.text).toMatch(/^TY {2}- BOOK\r\n/)
  })

  it('name the day on which an electronic title was read, by the library’s clock', async () => {
    test.clock.set('2026-03-01T17:00:00.000Z')
    const electronic = [{ label: '全文', url: 'https://example.org/b', access: 'open' as const }]
    const { _id: id } = await aTitle({ form: 'ebook', electronic })
    const { items } = await test.anybody('GET /titles/:id/citations', { params: { id } })
    expect(items[0]?.text).toMatch(/2020\[2026-03-02\]\. https:\/\/example\.org\/b\.$/)
  })
})

const page = (id: string) => test.anybody('GET /titles/:id', { params: { id } })
const names = (titles: readonly { readonly title: string }[]) => titles.map(({ title }) => title)
const by = (name: string) => [{ name, role: 'author' as const }]

describe('other editions of a title', () => {
  it('are there with what can be had of them, the newest first, whatever their form, script or language', async () => {
    const time = { contributors: by('史蒂芬·霍金'), originalTitle: 'A Brief History of Time', class: 'P159' }
    const [first] = [
      await aTitle({ ...time, title: '时间简史', year: 2001 }),
      await aTitle({ ...time, title: '時間簡史（插图版）', year: 2010, publisher: '别的出版社', form: 'ebook' }),
      await aTitle({ ...time, title: '时间的简史', contributors: by('霍金'), year: 1995 }),
      await aTitle({ title: '时间简史', contributors: by('别人'), class: 'P159' }),
    ]
    const original = await aTitle({
      title: 'A brief history of time',
      contributors: by('Hawking, Stephen'),
      ...{ language: 'eng', class: 'P159', year: 1998 },
    })
    await aCopy(original)

    const { editions } = await page(first._id)

    expect(editions.map(({ title, year }) => [title, year])).toEqual([
      ['時間簡史（插图版）', 2010],
      ['A brief history of time', 1998],
      ['时间的简史', 1995],
    ])
    expect(editions[1]?.availability).toEqual({ copies: 1, available: 1, queue: 0 })
    expect(names((await page(original._id)).editions)).toEqual(['時間簡史（插图版）', '时间简史', '时间的简史'])
  })

  it('are six at most', async () => {
    const work = { title: '红楼梦', contributors: by('曹雪芹') }
    const [one] = await Promise.all(Array.from({ length: 9 }, (_, n) => aTitle({ ...work, year: 1990 + n })))
    expect((await page(one?._id ?? '')).editions.map(({ year }) => year)).toEqual([1998, 1997, 1996, 1995, 1994, 1993])
  })
})

describe('the series of a title', () => {
  it('shows its other titles, the most used first, however each record writes it', async () => {
    const one = await aTitle({ title: '丛书之一', series: '计算机科学丛书 ; 12', popularity: 5 })
    await aTitle({ title: '丛书之二', series: '計算機科學叢書', popularity: 10 })
    await aTitle({ title: '丛书之三', series: '计算机科学丛书；第3辑', popularity: 20 })
    await aTitle({ title: '不在其中', series: '计算机科学丛书·影印版' })
    const { inSeries } = await page(one._id)
    expect([inSeries?.name, names(inSeries?.items ?? [])]).toEqual(['计算机科学丛书', ['丛书之三', '丛书之二']])
  })

  it('is named where it has nothing else here, and not at all where there is none', async () => {
    const alone = await aTitle({ series: '独此一本丛书' })
    expect((await page(alone._id)).inSeries).toEqual({ name: '独此一本丛书', items: [] })
    expect((await page((await aTitle())._id)).inSeries).toBeUndefined()
  })
})

describe('similar titles', () => {
  it('share author or subject first, come from around a class with few titles, and are never editions', async () => {
    const about = { subjects: ['量子力学'], class: 'O413.17' }
    const one = await aTitle({ ...about, title: '量子力学', contributors: by('曾谨言') })
    await aTitle({ ...about, title: '量子力学', contributors: by('曾谨言'), edition: '第5版', popularity: 90 })
    await aTitle({ ...about, title: '热门', subjects: [], popularity: 80 })
    await aTitle({ ...about, title: '同主题', popularity: 1 })
    await aTitle({ title: '上一级的书', class: 'O413.1', popularity: 70 })
    const { related, editions } = await page(one._id)
    expect(names(related)).toEqual(['同主题', '热门', '上一级的书'])
    expect(editions.map(({ edition }) => edition)).toEqual(['第5版'])
  })

  it('are none for what has no class', async () => {
    await aTitle({ class: null })
    expect((await page((await aTitle({ class: null }))._id)).related).toEqual([])
  })
})

describe('a catalogue from before titles bore the keys of their work', () => {
  it('finds editions and series after the start, however often that runs, at once by an index', async () => {
    const work = { title: '旧库的书', contributors: by('旧作者'), series: '旧库丛书' }
    const [one, other] = [await aTitle(work), await aTitle({ ...work, year: 2001 })]
    await collection('titles').updateMany({ series: '旧库丛书' }, { $unset: { workKeys: 1, seriesKey: 1 } })
    expect((await page(one._id)).editions).toEqual([])
    await Promise.all([fillInWorkKeys(), fillInWorkKeys()])
    const { editions, inSeries } = await page(one._id)
    expect([editions, inSeries?.items].map((items) => items?.map(({ id }) => id))).toEqual([[other._id], [other._id]])
    for (const filter of [
      { seriesKey: '旧库丛书' },
      { workKeys: { $in: ['t:x'] } },
      { workKeys: { $exists: false } },
    ]) {
      const plan = JSON.stringify(await collection('titles').find(filter).explain('queryPlanner'))
      expect([plan.includes('IXSCAN'), plan.includes('COLLSCAN')]).toEqual([true, false])
    }
  })
})
