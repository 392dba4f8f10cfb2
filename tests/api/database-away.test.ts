import { mkdtemp, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import mongoose from 'mongoose'
import { readRecord, openPlace } from '../../bff/infra/mongod/mongod-place'
import { startMongod, type RunningMongod } from '../../bff/infra/mongod/start-mongod'
import { startTestApp, type TestApp } from '../support/app'
import { book, bookingNow, handOver, lend, scan } from '../support/circulation'
import { ApiFailure } from '../support/client'
import { aReader, aTitleWithCopies, collection, expectSound, foundLibrary, readers } from '../support/library'

jest.setTimeout(120_000)

let dataDir: string
let mongod: RunningMongod
let test: TestApp

beforeAll(async () => {
  dataDir = await mkdtemp(path.join(os.tmpdir(), 'rentu-away-'))
  mongod = await startMongod({ dataDir, progress: () => undefined })
  test = await startTestApp({ mongodUri: mongod.uri })
  await foundLibrary(test)
})
afterAll(async () => {
  await test.stop()
  await mongod.stop()
  await rm(dataDir, { recursive: true, force: true })
})

async function killDatabase(): Promise<void> {
  const record = await readRecord(await openPlace(dataDir))
  if (!record?.pid) throw new Error('the database does not run')
  process.kill(record.pid, 'SIGKILL')
}

/** Asks until the service says that it can work again. */
async function untilReady(): Promise<void> {
  const end = performance.now() + 60_000
  while (performance.now() < end) {
    const answer = await test.anybody('GET /home').catch(() => null)
    if (answer) return
    await sleep(100)
  }
  throw new Error('the service has not recovered within a minute')
}

interface Answer {
  readonly ms: number
  readonly failure: ApiFailure | null
}

async function timed(call: () => Promise<unknown>): Promise<Answer> {
  const startedAt = performance.now()
  const failure = await call().then(
    () => null,
    (error: unknown) => error,
  )
  if (failure !== null && !(failure instanceof ApiFailure)) throw new Error('not an answer', { cause: failure })
  return { ms: performance.now() - startedAt, failure }
}

it('answers 503 within seconds while the database is away, does nothing by halves, and recovers by itself', async () => {
  const { title, copies } = await aTitleWithCopies(3)
  const many = await readers(24)
  await Promise.all(many.map(({ number }) => test.tokenOf(number)))
  const keys = new Map(many.map(({ number }) => [number, `tap-${number}`]))
  const tap = async (reader: (typeof many)[number]) => {
    const call = await test.as(reader.number)
    return call(
      'POST /bookings',
      { body: { titleId: title._id, pickupPointId: 'desk' } },
      { idempotencyKey: keys.get(reader.number) ?? '' },
    )
  }
  // a tap when all is well, so that the connections are warm
  const [first, ...others] = many
  if (first) await tap(first)

  const taps = others.map((reader, index) => sleep(index * 5).then(() => timed(() => tap(reader))))
  await sleep(30)
  await killDatabase()
  const reads = [1, 2, 3].map(() => timed(() => test.anybody('GET /titles/:id', { params: { id: title._id } })))
  const answers = await Promise.all([...taps, ...reads])
  const failures = answers.flatMap(({ failure }) => (failure ? [failure] : []))
  expect(failures.length).toBeGreaterThan(0)
  for (const failure of failures) {
    expect(failure).toMatchObject({ status: 503, code: 'service.database_away', details: {} })
    expect(Number(failure.headers.get('Retry-After'))).toBeGreaterThan(0)
  }
  expect(Math.max(...answers.map(({ ms }) => ms))).toBeLessThan(12_000)

  await untilReady()
  await expectSound(test)
  // every reader taps again with the same key: booked once each, whatever had been stored before
  for (const reader of many) await tap(reader)
  expect(await collection('bookings').countDocuments({ titleId: title._id })).toBe(many.length)
  expect(await collection('bookings').countDocuments({ titleId: title._id, status: 'paging' })).toBe(copies.length)
  await expectSound(test)
})

it('goes on with what was underway after the database has come back', async () => {
  const { title, copies } = await aTitleWithCopies(1)
  const [copy] = copies
  if (!copy) throw new Error('one copy')
  await lend(test, await aReader(), copy)
  const reader = await aReader()
  const booking = await book(test, reader, title)
  await killDatabase()
  await untilReady()
  expect(await scan(test, copy)).toMatchObject({ outcome: 'shelve_for_pickup', booking: { id: booking.id } })
  expect(await bookingNow(test, reader, booking)).toMatchObject({ status: 'ready' })
  await expectSound(test)
})

it('does nothing by halves at the desk either: each scan is done once, however often it was repeated', async () => {
  const held = await Promise.all((await readers(8)).map(async (reader) => ({ reader, ...(await aTitleWithCopies(1)) })))
  for (const { reader, title } of held) await book(test, reader, title)
  const copies = held.flatMap((each) => each.copies)
  const desk = await test.as('at-desk')
  const scanOnce = (copy: (typeof copies)[number]) =>
    desk(
      'POST /desk/check-in',
      { body: { barcode: copy.barcode, pickupPointId: 'desk' } },
      { idempotencyKey: copy.barcode },
    )
  const handOverOnce = (reader: (typeof held)[number]['reader']) =>
    desk(
      'POST /desk/hand-over',
      { body: { readerNumber: reader.number, pickupPointId: 'desk' } },
      { idempotencyKey: reader.number },
    )
  const [first, ...others] = copies
  if (first) await scanOnce(first)

  const scans = others.map((copy, index) => sleep(index * 10).then(() => timed(() => scanOnce(copy))))
  const handing = held.map(({ reader }) => sleep(35).then(() => timed(() => handOverOnce(reader))))
  await sleep(40)
  await killDatabase()
  const failures = (await Promise.all([...scans, ...handing])).flatMap(({ failure }) => (failure ? [failure] : []))
  expect(failures.length).toBeGreaterThan(0)
  for (const failure of failures) expect(failure).toMatchObject({ status: 503, code: 'service.database_away' })

  await untilReady()
  await expectSound(test)
  for (const copy of copies) expect(await scanOnce(copy)).toMatchObject({ outcome: 'shelve_for_pickup' })
  for (const { reader } of held) await handOver(test, { readerNumber: reader.number })
  const ofThese = { titleId: { $in: held.map(({ title }) => title._id) } }
  expect(await collection('loans').countDocuments({ ...ofThese, status: 'open' })).toBe(held.length)
  const arrivals = { template: 'booking_ready', readerId: { $in: held.map(({ reader }) => reader._id) } }
  expect(await collection('messages').countDocuments(arrivals)).toBe(held.length)
  await expectSound(test)
})

it('says at the health check that the database is away', async () => {
  await test.followSearch()
  expect(await test.anybody('GET /health/ready')).toEqual({ status: 'ok', checks: { database: 'ok', search: 'ok' } })
  await killDatabase()
  const away = await timed(() => test.anybody('GET /health/ready'))
  expect(away.failure).toMatchObject({ status: 503, code: 'service.database_away' })
  expect(away.ms).toBeLessThan(5000)
  expect(await test.anybody('GET /health/live')).toEqual({ status: 'ok' })
  await untilReady()
  expect(mongoose.connection.readyState).toBe(mongoose.ConnectionStates.connected)
})
