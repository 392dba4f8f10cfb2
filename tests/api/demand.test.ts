import { startTestApp, type TestApp } from '../support/app'
import { failureOf } from '../support/circulation'
import { startBeside } from '../support/instances'
import { aLibrarian, aReader, aTitle, collection, expectSound, foundLibrary } from '../support/library'
import type { RequestOf } from '../../bff/contract'

let test: TestApp

beforeAll(async () => {
  test = await startTestApp()
  await foundLibrary(test)
  await aLibrarian({ _id: 'buyer', permissions: ['acquisitions'] })
  await aTitle({ title: '数据结构', isbns: ['9787302147510'] })
  await test.followSearch()
})
afterAll(() => test.stop())
beforeEach(async () => {
  test.clock.set('2026-03-02T02:00:00.000Z')
  await collection('search_counts').deleteMany({})
})
afterEach(() => expectSound(test))

type Query = NonNullable<RequestOf<'GET /titles'>['query']>

async function search(q: string, own: Omit<Query, 'q'> = {}, times = 1) {
  for (let n = 0; n < times; n++) await test.anybody('GET /titles', { query: { q, ...own } })
  await test.app.flush()
}

const notFound = async (query: RequestOf<'GET /desk/demand/not-found'>['query'] = {}) =>
  (await test.as('buyer'))('GET /desk/demand/not-found', { query })

const kept = () => collection('search_counts').find().toArray()

describe('what was searched and not found', () => {
  it('is told to who buys, the most asked first, with the last day', async () => {
    await search('量子场论讲义', {}, 2)
    await search('袖珍本海图', {}, 3)
    test.clock.set('2026-03-04T02:00:00.000Z')
    await search('量子场论讲义', {}, 2)
    await search('数据结构')
    expect((await notFound()).items).toEqual([
      { query: '量子场论讲义', searches: 4, lastDay: '2026-03-04' },
      { query: '袖珍本海图', searches: 3, lastDay: '2026-03-02' },
    ])
  })

  it('is one query in all its spellings', async () => {
    await search('Ｑuantum  Größe 圖')
    await search('quantum grosse 图')
    expect((await notFound()).items).toMatchObject([{ searches: 2 }])
  })

  it('is listed page after page, for the days asked for', async () => {
    for (const q of ['甲骨拓片集', '乙未杂记', '丙辰札记', '丁丑纪事']) await search(q)
    const first = await notFound({ limit: 3 })
    const second = await notFound({ limit: 3, cursor: first.next })
    expect([...first.items, ...second.items].map(({ query }) => query)).toEqual(
      ['甲骨拓片集', '乙未杂记', '丙辰札记', '丁丑纪事'].sort(),
    )
    expect(second.next).toBeUndefined()
    expect((await notFound({ from: '2026-02-01', to: '2026-03-01' })).items).toEqual([])
    expect(await failureOf(notFound({ from: '2026-03-02', to: '2026-03-01' }))).toMatchObject({ status: 422 })
    expect(await failureOf(notFound({ cursor: 'nonsense' }))).toMatchObject({ status: 422 })
  })

  it('leaves the list once it is found', async () => {
    await search('水声学手册')
    test.clock.set('2026-03-05T02:00:00.000Z')
    await collection('search_counts').insertOne({
      // the ids of this collection are words, which the driver's own type does not know
      _id: '2026-03-05 水声学手册' as never,
      ...{ query: '水声学手册', day: '2026-03-05', searches: 1, isFound: true, expiresAt: new Date('2026-09-01') },
    })
    expect((await notFound()).items).toEqual([])
  })

  it('is told to librarians who may see it only', async () => {
    const desk = await test.as('at-desk')
    expect(await failureOf(desk('GET /desk/demand/not-found'))).toMatchObject({ status: 403 })
    const reader = await test.as((await aReader()).number)
    expect(await failureOf(reader('GET /desk/demand/not-found'))).toMatchObject({ status: 403 })
  })
})

describe('counting searches', () => {
  it('counts a search once, whatever else of it is looked at', async () => {
    await search('没有这本书吧')
    await search('没有这本书吧', { page: 2 })
    await search('没有这本书吧', { branch: ['main'] })
    await search('没有这本书吧', { sort: 'newest' })
    await search('没有这本书吧', { field: 'author' })
    await search('没有这本书吧', { size: 1 })
    expect(await kept()).toMatchObject([{ searches: 1 }])
  })

  it('keeps words, day and number, and nothing of who searched', async () => {
    const reader = await test.as((await aReader()).number)
    await reader('GET /titles', { query: { q: '没有这本书吧' } })
    await test.app.flush()
    expect(await kept()).toEqual([
      {
        _id: '2026-03-02 没有这本书吧',
        query: '没有这本书吧',
        day: '2026-03-02',
        searches: 1,
        isFound: false,
        expiresAt: new Date('2026-08-28T16:00:00.000Z'),
      },
    ])
  })

  it('keeps nothing that looks like somebody, and nothing hostile', async () => {
    const hostile = ['2023010001', '138-0013-8000', 'lin@example.edu', '字'.repeat(400), '.*+[', '\u200b', '"', '$']
    for (const q of hostile) await search(q)
    expect(await kept()).toEqual([])
    await search('$where: sleep(1)')
    expect(await kept()).toMatchObject([{ query: '$where: sleep(1)' }])
    for (const q of ['x'.repeat(10_000), 'a\u0000b']) {
      expect(await failureOf(search(q))).toMatchObject({ status: 422 })
    }
  })

  it('counts so many different searches at once and no more: memory is not filled from outside', async () => {
    const asked = { field: 'any', filters: {}, sort: 'relevance', page: 1, size: 20, facets: true } as const
    const { note } = test.app.services.searchCounts
    for (let n = 0; n < 3000; n++) note({ ...asked, text: `第 ${n} 本` }, { total: 0 })
    await test.app.flush()
    expect(await kept()).toHaveLength(2000)
  })

  it('adds up what instances count at the same moment', async () => {
    const beside = await startBeside(test)
    await beside.followSearch()
    const both = [test, beside]
    for (const app of both) await app.anybody('GET /titles', { query: { q: '同时找的书' } })
    await Promise.all(both.map(({ app }) => app.flush()))
    await beside.stop()
    expect(await kept()).toMatchObject([{ searches: 2 }])
  })

  it('is written when the service stops, and forgotten by itself after months', async () => {
    const beside = await startBeside(test)
    await beside.followSearch()
    await beside.anybody('GET /titles', { query: { q: '停机前的一次' } })
    expect(await kept()).toEqual([])
    await beside.stop()
    expect(await kept()).toHaveLength(1)
    expect(await collection('search_counts').indexes()).toEqual(
      expect.arrayContaining([expect.objectContaining({ key: { expiresAt: 1 }, expireAfterSeconds: 0 })]),
    )
  })
})

describe('what others have searched', () => {
  const suggested = async (q: string) => (await test.anybody('GET /titles/suggest', { query: { q } })).items

  /** Past the time for which what is popular is remembered. */
  const later = () => test.clock.advance({ minutes: 11 })

  async function searchOnDays(q: string, days: readonly string[]) {
    for (const day of days) {
      test.clock.set(`${day}T02:00:00.000Z`)
      await search(q)
    }
    later()
  }

  it('is suggested once it has found something three times, on two days', async () => {
    await searchOnDays('数据', ['2026-03-02', '2026-03-02', '2026-03-02'])
    expect(await suggested('数')).toEqual([expect.objectContaining({ kind: 'title', text: '数据结构' })])
    await searchOnDays('数据', ['2026-03-03'])
    expect(await suggested('数')).toEqual([
      expect.objectContaining({ kind: 'title', text: '数据结构' }),
      { kind: 'query', text: '数据' },
    ])
  })

  it('is not suggested when it found nothing', async () => {
    await searchOnDays('数码相机维修', ['2026-03-05', '2026-03-06', '2026-03-07'])
    expect((await suggested('数码')).filter(({ kind }) => kind === 'query')).toEqual([])
  })

  it('does not repeat a title, and is found by its initials', async () => {
    await searchOnDays('数据结构', ['2026-03-08', '2026-03-09', '2026-03-10'])
    await searchOnDays('数据 结构', ['2026-03-08', '2026-03-09', '2026-03-10'])
    expect((await suggested('数据')).map(({ text }) => text)).toEqual(['数据结构', '数据 结构'])
    expect(await suggested('sj')).toContainEqual({ kind: 'query', text: '数据 结构' })
  })

  it('is at most a third of the completions', async () => {
    for (const q of ['数据 a', '数据 b', '数据 c', '数据 d']) {
      for (const day of ['2026-03-11', '2026-03-12']) {
        await collection('search_counts').insertOne({
          // the ids of this collection are words, which the driver's own type does not know
          _id: `${day} ${q}` as never,
          ...{ query: q, day, searches: 2, isFound: true, expiresAt: new Date('2026-09-01') },
        })
      }
    }
    test.clock.set('2026-03-12T08:00:00.000Z')
    expect((await suggested('数据')).filter(({ kind }) => kind === 'query')).toHaveLength(2)
  })

  it('takes what is typed as words, whatever it is', async () => {
    for (const q of ['.*', '^', '[', '$where', '(a+)+$', 'a'.repeat(100)]) expect(await suggested(q)).toEqual([])
  })
})
