import type { RefusalCode } from '../../bff/contract/errors'
import type { ReaderRecord } from '../../bff/features/readers/readers.model'
import { startTestApp, type TestApp } from '../support/app'
import { bookingNow, failureOf, handOver } from '../support/circulation'
import { openStream } from '../support/event-stream'
import { startBeside } from '../support/instances'
import { aLibrarian, aReader, collection, expectSound, foundLibrary, plainRules } from '../support/library'
import { aReadyBook, arrivalsAt, arrive, change, eleven, plan, takenAt, takeVisits, visitNow } from '../support/visits'

let test: TestApp

beforeAll(async () => {
  test = await startTestApp()
  await foundLibrary(test)
  await aLibrarian({ _id: 'head', permissions: ['desk', 'override.visit_required'] })
})
afterAll(() => test.stop())
beforeEach(async () => {
  test.clock.set('2026-03-02T02:00:00.000Z')
  for (const name of ['visits', 'slots']) await collection(name).deleteMany({})
  await collection('bookings').updateMany({}, { $set: { visitId: null } })
  await test.app.services.rules.replace(plainRules)
  await takeVisits(test, { capacity: 10 })
})
afterEach(() => expectSound(test))

async function aVisit(books = 1, startsAt = eleven) {
  const reader = await aReader()
  const ready = []
  for (let n = 0; n < books; n++) ready.push(await aReadyBook(test, reader))
  return { reader, ready, visit: await plan(test, reader, ready, { startsAt }) }
}

const stage = async (visit: { id: string }, account = 'at-desk') =>
  (await test.as(account))('POST /desk/visits/:id/stage', { params: { id: visit.id } })
const toHand = (reader: ReaderRecord) => handOver(test, { readerNumber: reader.number })
const toHandBy = async (account: string, reader: ReaderRecord, override: RefusalCode[] = []) =>
  (await test.as(account))('POST /desk/hand-over', {
    body: { readerNumber: reader.number, pickupPointId: 'desk', override },
  })

describe('the arrivals of a desk', () => {
  it('show who has come, the first one first, then who is expected today, with their books', async () => {
    const noon = await aVisit(1, '2026-03-02T04:00:00.000Z')
    const tomorrow = await aVisit(1, '2026-03-03T03:00:00.000Z')
    const first = await aVisit(2)
    const second = await aVisit(1, '2026-03-02T05:00:00.000Z')
    await arrive(test, second.reader, second.visit)
    test.clock.advance({ minutes: 1 })
    await arrive(test, first.reader, first.visit)
    const arrivals = await arrivalsAt(test)
    expect(arrivals.map(({ id, status }) => [id, status])).toEqual([
      [second.visit.id, 'arrived'],
      [first.visit.id, 'arrived'],
      [noon.visit.id, 'booked'],
    ])
    expect(arrivals[1]).toMatchObject({
      reader: { number: first.reader.number, name: first.reader.name },
      arrivedAt: '2026-03-02T02:01:00.000Z',
      isStaged: false,
      books: first.ready.map(({ id, copy, title }) => ({
        bookingId: id,
        barcode: copy.barcode,
        title: { title: title.title },
      })),
      allowedActions: ['stage'],
    })
    // whoever comes a day early is served as well
    await arrive(test, tomorrow.reader, tomorrow.visit)
    expect((await arrivalsAt(test)).map(({ id }) => id)).toContain(tomorrow.visit.id)
    expect(await arrivalsAt(test, 'science-desk')).toEqual([])
  })

  it('come in pages, those who stand there on the first', async () => {
    const expected = []
    for (const hour of [4, 5, 6]) expected.push(await aVisit(1, `2026-03-02T0${String(hour)}:00:00.000Z`))
    const here = await aVisit()
    await arrive(test, here.reader, here.visit)
    const desk = await test.as('at-desk')
    const first = await desk('GET /desk/arrivals', { query: { pickupPointId: 'desk', limit: 2 } })
    const query = { pickupPointId: 'desk', limit: 2, ...(first.next === undefined ? {} : { cursor: first.next }) }
    const rest = await desk('GET /desk/arrivals', { query })
    const ids = [...first.items, ...rest.items].map(({ id }) => id)
    expect(ids).toEqual([here.visit.id, ...expected.map(({ visit }) => visit.id)])
    expect(rest).not.toHaveProperty('next')
  })

  it('tell which books lie together; a visit that is changed has to be staged again', async () => {
    const { reader, visit } = await aVisit()
    const staged = await stage(visit)
    expect(staged).toMatchObject({ status: 'staged', isStaged: true, allowedActions: [] })
    expect(await stage(visit, 'pages')).toEqual(staged)
    await change(test, reader, { visit, startsAt: '2026-03-02T04:00:00.000Z' })
    expect(await arrivalsAt(test)).toMatchObject([{ status: 'booked', isStaged: false, allowedActions: ['stage'] }])
    await arrive(test, reader, visit)
    expect(await stage(visit)).toMatchObject({ status: 'arrived', isStaged: true })
  })

  it('stage nothing that is over or that does not exist', async () => {
    const { reader, visit } = await aVisit()
    await change(test, reader, { visit, bookingIds: [] })
    expect(await failureOf(stage(visit))).toMatchObject({ status: 409, code: 'visit.not_possible_now' })
    expect(await failureOf(stage({ id: 'x' }))).toMatchObject({ code: 'resource.not_found' })
    expect(await failureOf(stage(visit, reader.number))).toMatchObject({ code: 'auth.forbidden' })
  })
})

describe('handing over to who has announced a visit (V3)', () => {
  it('completes it, and frees its place', async () => {
    const { reader, ready, visit } = await aVisit(2)
    await arrive(test, reader, visit)
    const receipt = await toHand(reader)
    expect(receipt.items.map(({ result }) => result)).toEqual(['handed_over', 'handed_over'])
    const completed = await visitNow(test, reader, visit)
    expect(completed).toMatchObject({ status: 'completed', allowedActions: [] })
    expect([...completed.bookingIds].sort()).toEqual(ready.map(({ id }) => id).sort())
    expect(await takenAt(eleven)).toBe(0)
    expect(await arrivalsAt(test)).toEqual([])
    // the same scan again is the same receipt
    expect(await toHand(reader)).toEqual(receipt)
  })

  it('completes it although one book was refused, which stays ready for another visit', async () => {
    const limits = [{ category: null, openBookings: 5, openLoans: 1, overdueGraceDays: 0 }]
    const { reader, ready, visit } = await aVisit(2)
    await test.app.services.rules.replace({ ...plainRules, limits })
    const receipt = await toHand(reader)
    expect(receipt.items.map(({ result }) => result).sort()).toEqual(['handed_over', 'refused'])
    expect(await visitNow(test, reader, visit)).toMatchObject({ status: 'completed' })
    const kept = ready.find(({ id }) =>
      receipt.items.some((item) => item.bookingId === id && item.result === 'refused'),
    )
    if (!kept) throw new Error('one is refused')
    expect(await bookingNow(test, reader, kept)).toMatchObject({ status: 'ready' })
    expect(await plan(test, reader, [kept])).toMatchObject({ status: 'booked' })
  })

  it('keeps it open when nothing could be handed over', async () => {
    const { reader, visit } = await aVisit()
    await arrive(test, reader, visit)
    await collection('readers').updateOne({ number: reader.number }, { $set: { blockedBecause: '赔书未结' } })
    await toHand(reader)
    expect(await visitNow(test, reader, visit)).toMatchObject({ status: 'arrived' })
    await collection('readers').updateOne({ number: reader.number }, { $set: { blockedBecause: null } })
    await toHand(reader)
    expect(await visitNow(test, reader, visit)).toMatchObject({ status: 'completed' })
  })

  it('is refused without a visit where the pickup point asks for one (V1)', async () => {
    await takeVisits(test, { isRequired: true })
    const reader = await aReader()
    const ready = await aReadyBook(test, reader)
    expect((await toHand(reader)).items).toMatchObject([
      { result: 'refused', refusals: [{ code: 'visit.required', remedy: 'plan_a_visit' }] },
    ])
    await plan(test, reader, [ready])
    expect((await toHand(reader)).items).toMatchObject([{ result: 'handed_over' }])
  })

  it('tells what else stands against it beside the missing visit, at once (C1)', async () => {
    await takeVisits(test, { isRequired: true })
    const reader = await aReader()
    await aReadyBook(test, reader)
    await collection('readers').updateOne({ number: reader.number }, { $set: { blockedBecause: '赔书未结' } })
    const { items } = await toHandBy('at-desk', reader, ['visit.required'])
    expect(items.map(({ refusals }) => refusals?.map(({ code }) => code))).toEqual([
      ['visit.required', 'reader.blocked'],
    ])
    expect(JSON.stringify(items)).not.toContain('overridable')
  })

  it('hands over without a visit by a librarian who may pass over that, and keeps the record (C1)', async () => {
    await takeVisits(test, { isRequired: true })
    const reader = await aReader()
    await aReadyBook(test, reader)
    expect((await toHandBy('head', reader)).items).toMatchObject([
      { result: 'refused', refusals: [{ code: 'visit.required', overridable: true }] },
    ])
    expect((await toHandBy('head', reader, ['visit.required'])).items).toMatchObject([
      { result: 'handed_over', loan: { override: { by: 'head', codes: ['visit.required'] } } },
    ])
  })
})

describe('"I have arrived" at the desk', () => {
  it('is told within two seconds, on every instance, to the desk of that pickup point', async () => {
    const beside = await startBeside(test)
    const { reader, visit } = await aVisit()
    const streams = [await openStream(test, 'at-desk', '?pickupPointId=desk'), await openStream(beside, 'at-desk')]
    const elsewhere = await openStream(test, 'at-science', '?pickupPointId=science-desk')
    const startedAt = performance.now()
    await arrive(test, reader, visit)
    for (const stream of streams) {
      expect(await stream.next()).toEqual({ event: 'arrivals', data: { pickupPointId: 'desk' } })
    }
    expect(performance.now() - startedAt).toBeLessThan(2000)
    const ended = elsewhere.next()
    await test.app.stopStreams()
    expect(await ended).toBeNull()
    for (const stream of streams) await stream.close()
    await beside.stop()
  })

  it('is for librarians only, and comes as events that no proxy keeps', async () => {
    const other = await startBeside(test)
    const stream = await openStream(other, 'at-desk')
    expect(stream.response.status).toBe(200)
    expect(stream.response.headers.get('Content-Type')).toContain('text/event-stream')
    expect(stream.response.headers.get('Cache-Control')).toContain('no-cache')
    await stream.close()
    const reader = await aReader()
    const asReader = { Authorization: `Bearer ${await test.tokenOf(reader.number)}` }
    expect((await fetch(`${other.origin}/api/desk/stream`, { headers: asReader })).status).toBe(403)
    expect((await fetch(`${other.origin}/api/desk/stream`)).status).toBe(401)
    await other.stop()
  })
})
