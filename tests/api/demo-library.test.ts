import { mkdtemp, readdir, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import mongoose from 'mongoose'
import { seedIfEmpty, wipeDemo } from '../../bff/cli/seed-library'
import { featuredAccounts as who } from '../../bff/demo/readers'
import { seedDemo } from '../../bff/demo/seed'
import { readEnv } from '../../bff/env'
import type { BookingRecord } from '../../bff/features/bookings/bookings.model'
import type { SearchCountRecord } from '../../bff/features/demand/demand.model'
import type { LoanRecord } from '../../bff/features/loans/loans.model'
import { startTestApp, type TestApp } from '../support/app'
import { aReader, aTitle, collection, expectSound } from '../support/library'

const patience = 120_000
jest.setTimeout(patience)

interface Demo {
  readonly test: TestApp
  readonly dataDir: string
  readonly seed: () => Promise<void>
  readonly stop: () => Promise<void>
}

async function emptyLibrary(): Promise<Demo> {
  const dataDir = await mkdtemp(path.join(os.tmpdir(), 'rentu-demo-'))
  const test = await startTestApp({ env: { DATA_DIR: dataDir } })
  return {
    test,
    dataDir,
    seed: () =>
      seedDemo({
        now: test.clock.now(),
        zone: 'Asia/Shanghai',
        dataDir,
        services: test.app.services,
        progress: () => undefined,
      }),
    stop: async () => {
      await test.stop()
      await rm(dataDir, { recursive: true, force: true })
    },
  }
}

const imagesOf = (dataDir: string) => readdir(path.join(dataDir, 'uploads')).catch(() => [])
const size = (name: string, filter = {}) => collection(name).countDocuments(filter)
const rows = async <T extends object>(name: string, filter = {}) =>
  // the records of a collection, as its model describes them
  (await collection(name).find(filter).toArray()) as unknown as T[]

describe('the demo library', () => {
  let demo: Demo
  let test: TestApp

  beforeAll(async () => {
    demo = await emptyLibrary()
    ;({ test } = demo)
    await demo.seed()
    await test.followSearch()
  })
  afterAll(() => demo.stop())

  it('breaks no rule of the library', async () => {
    await expectSound(test)
  })

  it('shows a title among its editions, its series and its neighbours on the shelf', async () => {
    const of = async (facts: object) => {
      const [title] = await rows<{ _id: string }>('titles', facts)
      return test.anybody('GET /titles/:id', { params: { id: title?._id ?? '' } })
    }
    expect((await of({ title: '一九八四' })).editions.map(({ title }) => title)).toEqual(['Nineteen Eighty-Four'])
    const crest = await of({ title: '浪潮之巅' })
    expect(crest.editions).toHaveLength(1)
    const { items } = await test.anybody('GET /titles/:id/nearby', { params: { id: crest.id } })
    expect(items.length).toBeGreaterThan(4)
    expect((await of({ series: '甲骨文丛书' })).inSeries).toMatchObject({ name: '甲骨文丛书' })
  })

  it('has the titles, copies, readers and rooms that it promises', async () => {
    expect(await size('titles', { language: 'chi' })).toBeGreaterThanOrEqual(700)
    expect(await size('titles', { language: 'eng' })).toBeGreaterThanOrEqual(70)
    expect(await size('copies')).toBeGreaterThanOrEqual(2000)
    expect(await size('readers')).toBeGreaterThanOrEqual(500)
    expect(await size('branches')).toBe(5)
    expect(await size('loans', { status: 'open' })).toBe(500)
    expect(await size('courses')).toBeGreaterThanOrEqual(60)
    expect(await size('notices')).toBeGreaterThanOrEqual(12)
    expect(await size('consultation_groups')).toBe(6)
    const statuses = await collection('bookings').distinct('status')
    expect(statuses.sort()).toEqual(
      ['cancelled', 'collected', 'expired', 'in_transit', 'paging', 'queued', 'ready', 'unfilled'].sort(),
    )
  })

  it('shows the desk what is on the road, and one book that should have arrived', async () => {
    const desk = await test.as('desk.main')
    const { items } = await desk('GET /desk/transit', { query: { branch: 'main', direction: 'in', limit: 50 } })
    expect(items[0]).toMatchObject({ isLate: true, to: { id: 'main' } })
    expect(items.length).toBeGreaterThan(1)
  })

  it('has a librarian for each desk', async () => {
    const { items } = await test.anybody('GET /pickup-points')
    const desks = items.filter(({ kind }) => kind === 'desk')
    for (const desk of desks) expect(await size('librarians', { pickupPointId: desk.id })).toBeGreaterThan(0)
    expect(desks).toHaveLength(5)
  })

  it('offers the featured readers first to whoever signs in', async () => {
    const { items } = await test.anybody('GET /session/demo-accounts', { query: { limit: 3 } })
    expect(items[0]).toMatchObject({ account: who.student, name: '林晓', role: 'reader', category: 'undergraduate' })
  })

  it('shows 林晓 a book that is ready, until a deadline ahead, and her courses', async () => {
    const lin = await test.as(who.student)
    const home = await lin('GET /home')
    const ready = home.needsMe.find(({ kind }) => kind === 'booking_ready')
    if (ready?.kind !== 'booking_ready') throw new Error('nothing is ready')
    expect(ready.booking.title.title).toBe('算法导论')
    const deadline = ready.booking.pickupDeadline ?? ''
    expect(Date.parse(deadline)).toBeGreaterThan(test.clock.now().getTime())
    const { items, unread } = await lin('GET /messages')
    expect(unread).toBe(1)
    expect(items[0]).toMatchObject({ template: 'booking_ready', details: { pickupDeadline: deadline } })
    expect(home.courses.map(({ name }) => name)).toContain('数据结构')
  })

  it('finds 数据结构 by 严蔚敏, on the shelf', async () => {
    const { items } = await test.anybody('GET /titles', { query: { q: '数据结构' } })
    expect(items[0]).toMatchObject({ title: '数据结构（C语言版）', isbns: ['9787302147510'] })
    expect(items[0]?.availability.copies).toBeGreaterThanOrEqual(5)
    expect(items[0]?.availability.available).toBeGreaterThan(0)
  })

  it('tells the buyer what was looked for in vain, and readers what others have found', async () => {
    const counted = await rows<SearchCountRecord>('search_counts')
    const wrong = []
    for (const { query, isFound } of new Map(counted.map((count) => [count.query, count])).values()) {
      const { total, correction } = await test.anybody('GET /titles', { query: { q: query, size: 1 } })
      if (isFound !== (total > 0 && correction === undefined)) wrong.push(query)
    }
    expect(wrong).toEqual([])
    const { items } = await (await test.as('desk.main'))('GET /desk/demand/not-found', { query: { limit: 50 } })
    expect(items.length).toBeGreaterThan(20)
    const completions = await test.anybody('GET /titles/suggest', { query: { q: '数据' } })
    expect(completions.items.map(({ kind }) => kind)).toContain('query')
  })

  it('tells in advance how long the wait for a wanted book is', async () => {
    const { items } = await test.anybody('GET /titles', { query: { q: '三体' } })
    const wanted = items.find(({ availability }) => availability.queue > 20)
    const reader = await test.as(who.newcomer)
    const options = await reader('GET /titles/:id/booking-options', { params: { id: wanted?.id ?? '' } })
    expect(options).toMatchObject({ kind: 'hold', refusals: [], queue: { length: 23 } })
    expect(options.queue.expectedWaitDays).toBeGreaterThan(30)
  })

  it('lets a reader book, after everybody who was there before', async () => {
    const { items } = await test.anybody('GET /titles', { query: { q: '三体' } })
    const wanted = items.find(({ availability }) => availability.queue > 20)
    const reader = await test.as(who.professor)
    const booking = await reader('POST /bookings', {
      body: { titleId: wanted?.id ?? '', pickupPointId: 'main-desk' },
    })
    expect(booking).toMatchObject({ status: 'queued', position: 24 })
    await reader('POST /bookings/:id/cancel', { params: { id: booking.id } })
  })

  it('has kept its promises: nearly every book was ready by the time that was told (B17)', async () => {
    const fetched = await rows<BookingRecord>('bookings', { kind: 'page', readyBy: { $ne: null } })
    const delays = fetched.flatMap(({ readyBy, history }) => {
      const arrival = history.find(({ action }) => action === 'capture_here')
      return readyBy && arrival ? [arrival.at.getTime() - readyBy.getTime()] : []
    })
    expect(delays.length).toBeGreaterThan(50)
    expect(delays.filter((delay) => delay > 0).length).toBeLessThan(delays.length / 20)
  })

  it('promises for everything on the paging list a time that lies ahead', async () => {
    const paging = await rows<BookingRecord>('bookings', { status: 'paging' })
    expect(paging.length).toBeGreaterThan(20)
    const now = test.clock.now()
    expect(paging.filter(({ readyBy }) => readyBy === null || readyBy <= now)).toEqual([])
  })

  it('has lent no copy that was still out', async () => {
    const loans = (await rows<LoanRecord>('loans')).toSorted((a, b) => a.lentAt.getTime() - b.lentAt.getTime())
    const before = new Map<string, LoanRecord>()
    const overlapping = loans.filter((loan) => {
      const earlier = before.get(loan.copyId)
      before.set(loan.copyId, loan)
      return earlier && (!earlier.returnedAt || earlier.returnedAt > loan.lentAt)
    })
    expect(overlapping).toEqual([])
  })

  it('leads from the code of a group to an image that a phone can scan', async () => {
    const { items } = await test.anybody('GET /consultation-groups')
    const lin = await test.as(who.student)
    const outcomes = await Promise.all(
      items.map(async ({ id }) => lin('POST /consultation-groups/:id/join', { params: { id } })),
    )
    // one group has only a code that has expired
    expect(outcomes.filter(({ outcome }) => outcome === 'waiting')).toHaveLength(1)
    for (const outcome of outcomes) {
      if (outcome.outcome !== 'code') continue
      const image = await fetch(`${test.origin}${outcome.codeImageUrl}`)
      expect([image.status, image.headers.get('content-type')]).toEqual([200, 'image/png'])
    }
  })
})

describe('starting and resetting the demo library', () => {
  let demo: Demo

  beforeEach(async () => {
    demo = await emptyLibrary()
  })
  afterEach(() => demo.stop())

  const env = () => readEnv({ NODE_ENV: 'test', DATA_DIR: demo.dataDir })
  const start = () => seedIfEmpty({ env: env(), app: demo.test.app, progress: () => undefined })

  async function allIds(): Promise<Record<string, unknown[]>> {
    // the codes of groups get new addresses each time: whoever knows one can join
    const { collections } = mongoose.connection
    const names = Object.keys(collections).filter((name) => name !== 'group_codes')
    const ids = names.map(async (name) => [name, await collection(name).distinct('_id')] as const)
    return Object.fromEntries(await Promise.all(ids))
  }

  it(
    'gives everything the same id after a reset, and leaves no image behind',
    async () => {
      await demo.seed()
      const before = await allIds()
      const images = await imagesOf(demo.dataDir)
      await wipeDemo({ app: demo.test.app, env: env() })
      expect(await imagesOf(demo.dataDir)).toEqual([])
      await demo.seed()
      expect(await allIds()).toEqual(before)
      expect(await imagesOf(demo.dataDir)).toHaveLength(images.length)
    },
    patience,
  )

  it(
    'begins anew where a seeding was cut short, and then leaves the library alone',
    async () => {
      const cut = new Error('the power failed')
      const { app, clock } = demo.test
      const seeding = seedDemo({
        now: clock.now(),
        zone: 'Asia/Shanghai',
        dataDir: demo.dataDir,
        services: app.services,
        progress: (line) => {
          if (line.includes('readers')) throw cut
        },
      })
      await expect(seeding).rejects.toBe(cut)
      expect(await size('titles')).toBeGreaterThan(0)
      expect(await start()).toBe(true)
      await expectSound(demo.test)
      expect(await size('bookings')).toBeGreaterThan(0)
      expect(await start()).toBe(false)
    },
    patience,
  )

  it('writes nothing beside the records of a library', async () => {
    await aTitle({ source: 'import' })
    expect(await start()).toBe(false)
    expect(await size('copies')).toBe(0)
  })

  it('throws nothing away once readers were imported, even if the seeding was cut short', async () => {
    // the ids of this collection are names, which the driver's own type does not know
    await collection('settings').insertOne({ _id: 'demo', value: { isComplete: false } } as never)
    await aReader({ source: 'campus' })
    expect(await start()).toBe(false)
    expect(await size('readers')).toBe(1)
  })
})
