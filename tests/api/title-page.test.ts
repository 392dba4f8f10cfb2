import { startTestApp, type TestApp } from '../support/app'
import { book } from '../support/circulation'
import { aCopy, aReader, aTitle, collection, foundLibrary } from '../support/library'
import { fillInWorkKeys } from '../../bff/migrations/2026-11-27-work-keys'
import { renewShelfOrder } from '../../bff/migrations/2026-11-27-shelf-order'

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

describe('the record of a title', () => {
  it('says language and form in words of the reader’s language', async () => {
    const { _id: id } = await aTitle({ language: 'por', form: 'thesis' })
    expect(await page(id)).toMatchObject({ languageName: '葡萄牙语', formName: '学位论文' })
    const inEnglish = await fetch(`${test.origin}/api/titles/${id}`, { headers: { 'Accept-Language': 'en' } })
    expect(await inEnglish.json()).toMatchObject({ languageName: 'Portuguese', formName: 'Thesis' })
  })

  it('says nothing of a language that no record tells', async () => {
    const { _id: id } = await aTitle({ language: 'und' })
    expect(await page(id)).not.toHaveProperty('languageName')
  })
})

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

describe('what stands beside a title on the shelf', () => {
  const nearby = (id: string, branch?: string) =>
    test.anybody('GET /titles/:id/nearby', { params: { id }, query: branch === undefined ? {} : { branch } })
  const shelf = { floor: '5F', area: '左邻右舍室' }

  async function onShelf(callNumber: string, own: Parameters<typeof aCopy>[1] = {}) {
    const title = await aTitle({ title: callNumber })
    await aCopy(title, { ...shelf, callNumber, ...own })
    return title
  }

  it('comes in the order of the shelf, four on each side, with every title once', async () => {
    const numbers = ['N1', 'N31/A', 'N311-43/A', 'N311.1/Y240/2007', 'N311.12/B9', 'N311.12/B10', 'N32/A', 'N33/A']
    for (const number of ['N0', ...numbers]) await onShelf(number)
    const own = await onShelf('N311.12/C1')
    for (let copies = 0; copies < 5; copies++) await aCopy(own, { ...shelf, callNumber: 'N311.12/C1' })
    await onShelf('N311.13/A', { area: '别的室' })
    await onShelf('N311.13/B', { floor: '6F' })
    await onShelf('N311.13/C', { branchId: 'science' })
    for (const status of ['lost', 'withdrawn', 'missing', 'on_order'] as const) await onShelf('N311.13/D', { status })
    await onShelf('N311.13/E', { status: 'on_loan' })

    const found = await nearby(own._id)

    expect(found.shelf).toEqual({ branch: { id: 'main', name: '总馆' }, ...shelf })
    expect(found.items.map(({ callNumber }) => callNumber)).toEqual([
      ...['N311-43/A', 'N311.1/Y240/2007', 'N311.12/B9', 'N311.12/B10'],
      'N311.12/C1',
      ...['N311.13/E', 'N32/A', 'N33/A'],
    ])
    expect(found.items.flatMap(({ id, isThis }) => (isThis ? [id] : []))).toEqual([own._id])
    expect(found.items[4]?.availability.available).toBe(6)
  })

  it('is told for each branch that has it', async () => {
    const both = await onShelf('Q1/A')
    await aCopy(both, { branchId: 'science', floor: '1F', area: '理科', callNumber: 'Q1/B' })
    await aCopy(await aTitle({ title: '理科的邻居' }), {
      ...{ branchId: 'science', floor: '1F', area: '理科', callNumber: 'Q2' },
    })
    const here = await nearby(both._id)
    const there = await nearby(both._id, 'science')
    expect(here.branches.map(({ id }) => id)).toEqual(['main', 'science'])
    expect([here.shelf?.branch.id, there.shelf?.branch.id]).toEqual(['main', 'science'])
    expect(names(there.items)).toEqual(['Q1/A', '理科的邻居'])
  })

  it('is nothing where it has no place: no copy, none there yet, or none in this branch', async () => {
    const ordered = await onShelf('Q3', { status: 'on_order' })
    expect(await nearby(ordered._id)).toEqual({ branches: [], items: [] })
    expect(await nearby((await onShelf('Q4'))._id, 'science')).toMatchObject({ items: [] })
    expect(await nearby((await aTitle())._id)).toEqual({ branches: [], items: [] })
  })

  it.each(['nowhere', '$ne', '%00', '{"$gt":""}', 'x'.repeat(64)])('is not found for the branch %s', async (branch) => {
    const title = await onShelf('Q5')
    await expect(nearby(title._id, branch)).rejects.toMatchObject({ status: 404, code: 'resource.not_found' })
  })

  it('is read from an index, in its order', async () => {
    const place = { branchId: 'main', ...shelf, shelfOrder: { $gte: '' }, status: { $nin: ['lost'] } }
    const plan = JSON.stringify(
      await collection('copies').find(place).sort({ shelfOrder: 1, _id: 1 }).explain('queryPlanner'),
    )
    expect([plan.includes('IXSCAN'), plan.includes('"SORT"')]).toEqual([true, false])
  })

  it('is right in a library from before classes were ordered by their signs, and so is the walk of who fetches', async () => {
    const [plain, pointed] = [await onShelf('R31/A'), await onShelf('R31.1/A')]
    await book(test, await aReader(), pointed)
    const stale = 'R31.1/A as it was'
    await collection('copies').updateMany({ titleId: pointed._id }, { $set: { shelfOrder: stale } })
    await collection('bookings').updateMany({ titleId: pointed._id }, { $set: { 'shelf.order': stale } })
    await Promise.all([renewShelfOrder(), renewShelfOrder()])
    await renewShelfOrder()
    expect(names((await nearby(plain._id)).items).slice(-2)).toEqual(['R31/A', 'R31.1/A'])
    const booking = await collection('bookings').findOne({ titleId: pointed._id })
    const copy = await collection('copies').findOne({ titleId: pointed._id })
    expect((booking?.['shelf'] as { order: string }).order).toBe(copy?.['shelfOrder'])
    expect(copy?.['shelfOrder']).toBe('00000005F R311 A')
  })
})
