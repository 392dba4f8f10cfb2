import type { ReaderRecord } from '../../bff/features/readers/readers.model'
import { startTestApp, type TestApp } from '../support/app'
import { bookingNow, cancel, handOver, sorted } from '../support/circulation'
import { createClient } from '../support/client'
import { startBeside } from '../support/instances'
import { aReader, collection, expectSound, foundLibrary } from '../support/library'
import {
  aReadyBook,
  cancelVisit,
  change,
  eleven,
  halfPastEleven,
  plan,
  takenAt,
  takeVisits,
  visitNow,
} from '../support/visits'

jest.setTimeout(60_000)

let test: TestApp
let beside: TestApp

beforeAll(async () => {
  test = await startTestApp()
  await foundLibrary(test)
  const other = await startBeside(test)
  // its failures are to be those of this module
  beside = { ...other, as: (account) => Promise.resolve(createClient(other.origin, () => test.tokenOf(account))) }
})
afterAll(async () => {
  await beside.stop()
  await test.stop()
})
beforeEach(async () => {
  test.clock.set('2026-03-02T02:00:00.000Z')
  for (const name of ['visits', 'slots']) await collection(name).deleteMany({})
  await collection('bookings').updateMany({}, { $set: { visitId: null } })
  for (const each of [test, beside]) await takeVisits(each)
})
// whatever ran in parallel, the database is sound
afterEach(() => expectSound(test))

async function readyReaders(count: number) {
  const made: { reader: ReaderRecord; ready: { id: string } }[] = []
  for (let n = 0; n < count; n++) {
    const reader = await aReader()
    made.push({ reader, ready: await aReadyBook(test, reader) })
    await test.as(reader.number)
  }
  return made
}

const settled = async <T>(calls: readonly Promise<T>[]) => sorted(await Promise.allSettled(calls))

describe('when everybody wants the same time at once (B6)', () => {
  it('gives the last places to as many as there are, on two instances, and tells the others that it is full', async () => {
    const all = await readyReaders(16)
    const { came, failed } = await settled(
      all.map(({ reader, ready }, n) => plan(n % 2 ? test : beside, reader, [ready])),
    )
    expect(came).toHaveLength(2)
    expect(failed.map(({ refusals }) => refusals)).toEqual(Array(14).fill(['slot.full']))
    expect(await takenAt(eleven)).toBe(2)
  })

  it('gives the last place either to who plans or to who moves there', async () => {
    await takeVisits(test, { capacity: 1 })
    await takeVisits(beside, { capacity: 1 })
    const all = await readyReaders(4)
    const [first, second, ...others] = all
    if (!first || !second) throw new Error('two readers')
    const visit = await plan(test, first.reader, [first.ready], { startsAt: halfPastEleven })
    const { came } = await settled<unknown>([
      change(test, first.reader, { visit, startsAt: eleven }),
      ...[second, ...others].map(({ reader, ready }, n) => plan(n % 2 ? test : beside, reader, [ready])),
    ])
    expect(came).toHaveLength(1)
    expect(await takenAt(eleven)).toBe(1)
  })

  it('swaps two visits into full slots for neither, and loses no place', async () => {
    await takeVisits(test, { capacity: 1 })
    const [one, other] = await readyReaders(2)
    if (!one || !other) throw new Error('two readers')
    const first = await plan(test, one.reader, [one.ready])
    const second = await plan(test, other.reader, [other.ready], { startsAt: halfPastEleven })
    const { failed } = await settled([
      change(test, one.reader, { visit: first, startsAt: halfPastEleven }),
      change(test, other.reader, { visit: second, startsAt: eleven }),
    ])
    expect(failed.map(({ refusals }) => refusals)).toEqual([['slot.full'], ['slot.full']])
  })
})

describe('when one reader taps twice', () => {
  it('is one visit, on whichever instance', async () => {
    const [one] = await readyReaders(1)
    if (!one) throw new Error('a reader')
    const another = await aReadyBook(test, one.reader)
    const { came, failed } = await settled([
      plan(test, one.reader, [one.ready]),
      plan(beside, one.reader, [another], { startsAt: halfPastEleven }),
      plan(test, one.reader, [another]),
    ])
    expect(came).toHaveLength(1)
    for (const { refusals } of failed) expect(refusals).toContain('visit.already_open')
  })
})

describe('when a book leaves at the moment of planning', () => {
  it('is either in the visit that it ends, or in none', async () => {
    for (const leave of [
      (reader: ReaderRecord, ready: { id: string }) => cancel(test, reader, ready),
      (reader: ReaderRecord) => handOver(test, { readerNumber: reader.number }),
    ]) {
      const all = await readyReaders(3)
      await test.as('at-desk')
      await Promise.all(
        all.map(({ reader, ready }, n) =>
          Promise.allSettled([plan(n % 2 ? test : beside, reader, [ready]), leave(reader, ready)]),
        ),
      )
      for (const { reader, ready } of all) expect((await bookingNow(test, reader, ready)).status).not.toBe('ready')
      expect(await takenAt(eleven)).toBe(0)
    }
  })

  it('is over once when the reader cancels while the desk hands over', async () => {
    const [one] = await readyReaders(1)
    if (!one) throw new Error('a reader')
    const visit = await plan(test, one.reader, [one.ready])
    await test.as('at-desk')
    await Promise.allSettled([
      cancelVisit(beside, one.reader, visit),
      handOver(test, { readerNumber: one.reader.number }),
    ])
    expect(['completed', 'cancelled']).toContain((await visitNow(test, one.reader, visit)).status)
    expect((await bookingNow(test, one.reader, one.ready)).status).toBe('collected')
  })
})
