import { startTestApp, type TestApp } from '../support/app'
import { book, bookingNow, failureOf, handOver, lend, scan } from '../support/circulation'
import { send } from '../support/client'
import {
  aCopy,
  aLibrarian,
  aReader,
  aTitle,
  collection,
  expectSound,
  foundLibrary,
  readers,
  statusOfCopy,
} from '../support/library'
import type { TitleRecord } from '../../bff/features/titles/titles.model'

jest.setTimeout(60_000)

let test: TestApp

beforeAll(async () => {
  test = await startTestApp()
  await foundLibrary(test)
  await aLibrarian({ _id: 'head', permissions: ['desk', 'queue', 'readers'], branchId: 'main', pickupPointId: 'desk' })
})
afterAll(() => test.stop())
beforeEach(() => test.clock.set('2026-03-02T02:00:00.000Z'))
afterEach(() => expectSound(test))

/** A lent book for which so many readers wait, in their order. */
async function aQueue(length: number) {
  const title = await aTitle()
  const copy = await aCopy(title)
  await lend(test, await aReader(), copy)
  const waiting = []
  for (const reader of await readers(length)) waiting.push({ reader, booking: await book(test, reader, title) })
  const [first, second, third] = waiting
  if (!first || !second) throw new Error('two wait at least')
  return { title, copy, waiting, first, second, third: third ?? second }
}

async function queueOf(title: TitleRecord, by = 'head', more: { limit?: number; cursor?: string } = {}) {
  return (await test.as(by))('GET /desk/titles/:id/queue', { params: { id: title._id }, query: more })
}

async function prioritise(booking: { id: string }, priority: number, by = 'head') {
  const body = { priority, reason: '课程急用' }
  return (await test.as(by))('POST /desk/bookings/:id/priority', { params: { id: booking.id }, body })
}

describe('the queue of a title as staff see it (B8)', () => {
  it('shows the positions that the readers see, and who waits to who may see readers', async () => {
    const { title, waiting } = await aQueue(3)
    const queue = await queueOf(title)
    expect(queue).toMatchObject({ total: 3, title: { id: title._id } })
    for (const [place, { reader, booking }] of waiting.entries())
      expect(queue.items[place]).toMatchObject({
        bookingId: booking.id,
        position: (await bookingNow(test, reader, booking)).position,
        priority: 5,
        reader: { number: reader.number, name: reader.name },
        allowedActions: ['prioritise'],
      })
  })

  it('names nobody to a librarian who may not see readers, and offers nothing that is not allowed', async () => {
    const { title } = await aQueue(2)
    for (const entry of (await queueOf(title, 'at-desk')).items) {
      expect(entry).not.toHaveProperty('reader')
      expect(entry.allowedActions).toEqual([])
    }
  })

  it('is a look at each reader named there, on record before the answer and in one write (X1)', async () => {
    const { title, waiting, first } = await aQueue(3)
    const before = await collection('staff_accesses').countDocuments({})
    await queueOf(title)
    const views = await (await test.as(first.reader.number))('GET /me/account-views')
    expect(views.items).toMatchObject([{ by: { account: 'head' }, at: '2026-03-02T02:00:00.000Z', reason: 'queue' }])
    expect(await collection('staff_accesses').countDocuments({})).toBe(before + waiting.length)
  })

  it('is no look at anybody for a librarian to whom it names nobody (X1)', async () => {
    const { title, first } = await aQueue(2)
    await queueOf(title, 'at-desk')
    expect((await (await test.as(first.reader.number))('GET /me/account-views')).items).toEqual([])
  })

  it('is listed page by page, the suspended among the others without a position', async () => {
    const { title, waiting, second } = await aQueue(3)
    const call = await test.as(second.reader.number)
    await call('PATCH /bookings/:id', { params: { id: second.booking.id }, body: { suspendedUntil: '2026-04-01' } })
    const page = await queueOf(title, 'head', { limit: 2 })
    const rest = await queueOf(title, 'head', { limit: 2, cursor: page.next ?? '' })
    const all = [...page.items, ...rest.items]
    expect(all.map(({ bookingId }) => bookingId)).toEqual(waiting.map(({ booking }) => booking.id))
    expect(all.map(({ position }) => position)).toEqual([1, undefined, 2])
  })
})

describe('staff priority (B8)', () => {
  it('moves a booking before those of readers, keeps it on record, and every reader sees the new place', async () => {
    const { title, first, third } = await aQueue(3)
    expect(await prioritise(third.booking, 2)).toMatchObject({
      position: 1,
      priority: 2,
      prioritised: { at: '2026-03-02T02:00:00.000Z', by: 'head', reason: '课程急用' },
    })
    expect((await queueOf(title)).items.map(({ position }) => position)).toEqual([1, 2, 3])
    expect(await bookingNow(test, first.reader, first.booking)).toMatchObject({ position: 2 })
    const seen = await bookingNow(test, third.reader, third.booking)
    expect(seen).toMatchObject({ position: 1 })
    expect(seen.history.at(-1)).toEqual({
      action: 'prioritise',
      status: 'queued',
      at: '2026-03-02T02:00:00.000Z',
      by: 'staff',
    })
  })

  it('keeps the order of arrival among those of one priority, also when one is moved there and back', async () => {
    const { title, waiting, first, second, third } = await aQueue(3)
    await prioritise(third.booking, 2)
    await prioritise(second.booking, 2)
    expect((await queueOf(title)).items.map(({ bookingId }) => bookingId)).toEqual(
      [second, third, first].map(({ booking }) => booking.id),
    )
    await prioritise(third.booking, 5)
    await prioritise(second.booking, 5)
    expect((await queueOf(title)).items.map(({ bookingId }) => bookingId)).toEqual(
      waiting.map(({ booking }) => booking.id),
    )
  })

  it('decides who gets the book that comes back', async () => {
    const { copy, second } = await aQueue(2)
    await prioritise(second.booking, 0)
    expect(await scan(test, copy)).toMatchObject({ booking: { id: second.booking.id } })
  })

  it('needs its named permission, a reason, and a booking that waits', async () => {
    const { copy, first, second } = await aQueue(2)
    expect(await failureOf(prioritise(second.booking, 2, 'at-desk'))).toMatchObject({ status: 403 })
    expect(await failureOf(prioritise(second.booking, 9))).toMatchObject({ status: 422, code: 'request.invalid' })
    const head = await test.as('head')
    const body = { priority: 2, reason: ' ' }
    const params = { id: second.booking.id }
    expect(await failureOf(head('POST /desk/bookings/:id/priority', { params, body }))).toMatchObject({ status: 422 })
    expect(await failureOf(prioritise({ id: 'nothing' }, 2))).toMatchObject({ status: 404 })
    await scan(test, copy)
    expect(await failureOf(prioritise(first.booking, 2))).toMatchObject({
      status: 409,
      code: 'booking.not_possible_now',
      details: { status: 'ready' },
    })
  })

  it('leaves what staff have put back to the front there', async () => {
    const { copy, first } = await aQueue(2)
    await scan(test, copy)
    const desk = await test.as('at-desk')
    await desk('POST /desk/bookings/:id/put-back', { params: { id: first.booking.id } })
    expect(await failureOf(prioritise(first.booking, 8))).toMatchObject({ code: 'booking.not_possible_now' })
  })

  it('against a return at the same moment gives the book to exactly one, and both readers see the truth', async () => {
    for (let round = 0; round < 8; round++) {
      const { title, copy, first, second } = await aQueue(2)
      const [moved] = await Promise.allSettled([prioritise(second.booking, 0), scan(test, copy)])
      const ready = await collection('bookings').find({ titleId: title._id, status: 'ready' }).toArray()
      expect(ready).toHaveLength(1)
      const winner = ready[0]?._id.toString() === second.booking.id ? second : first
      if (winner === second) expect(moved.status).toBe('fulfilled')
      const other = winner === second ? first : second
      expect(await bookingNow(test, other.reader, other.booking)).toMatchObject({ status: 'queued', position: 1 })
      expect(await statusOfCopy(copy)).toBe('ready')
      await expectSound(test)
    }
  })
})

describe('ready-time promises, kept and late (B17)', () => {
  const promises = async () => (await test.as('at-desk'))('GET /desk/promises')

  it('are the same answer all day long, which is not sent again to who has it', async () => {
    const ask = async (etag: string) => {
      const withEtag = { headers: { 'If-None-Match': etag } }
      return (await send(test.origin, await test.tokenOf('at-desk'), 'GET /desk/promises', {}, withEtag)).response
    }
    const etag = (await ask('""')).headers.get('ETag') ?? ''
    expect((await promises()).since).toBe('2026-01-30T16:00:00.000Z')
    test.clock.advance({ hours: 3 })
    expect((await ask(etag)).status).toBe(304)
    test.clock.advance({ days: 1 })
    expect((await ask(etag)).status).toBe(200)
  })

  it('compares what was promised with when the book lay on the shelf, by the branch that fetched it', async () => {
    await collection('bookings').updateMany({}, { $set: { readyAt: null } })
    for (const delayMinutes of [-30, 20, 40, 90]) {
      test.clock.set('2026-03-02T00:30:00.000Z')
      const title = await aTitle()
      const copy = await aCopy(title)
      const reader = await aReader()
      const { readyBy = '' } = await book(test, reader, title)
      test.clock.set(new Date(Date.parse(readyBy) + delayMinutes * 60_000).toISOString())
      await scan(test, copy)
      await handOver(test, { readerNumber: reader.number })
    }
    const { items } = await promises()
    expect(items).toEqual([
      { branch: { id: 'main', name: '总馆' }, kept: 1, late: 3, medianLateMinutes: 40 },
      { branch: { id: 'science', name: '理科分馆' }, kept: 0, late: 0 },
    ])
    test.clock.advance({ days: 31 })
    expect((await promises()).items[0]).toEqual({ branch: { id: 'main', name: '总馆' }, kept: 0, late: 0 })
  })
})
