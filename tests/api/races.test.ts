import { startTestApp, type TestApp } from '../support/app'
import {
  book,
  bookingNow,
  cancel,
  handOver,
  lend,
  scan,
  sorted,
  templatesOf,
  type BookingAnswer,
} from '../support/circulation'
import {
  aCopy,
  aReader,
  aTitle,
  aTitleWithCopies,
  collection,
  expectSound,
  foundLibrary,
  plainRules,
  readers,
  statusOfCopy,
} from '../support/library'
import type { ReaderRecord } from '../../bff/features/readers/readers.model'

jest.setTimeout(60_000)

let test: TestApp

beforeAll(async () => {
  test = await startTestApp()
  await foundLibrary(test)
})
afterAll(() => test.stop())
beforeEach(() => {
  test.clock.set('2026-03-02T02:00:00.000Z')
})
// whatever ran in parallel, the database is sound
afterEach(() => expectSound(test))

/** All at once; the logins are made before, so that they do not spread the calls. */
async function together<T>(who: readonly ReaderRecord[], act: (reader: ReaderRecord) => Promise<T>) {
  await Promise.all(who.map((reader) => test.as(reader.number)))
  return sorted(await Promise.allSettled(who.map(act)))
}

async function aReadyBooking(reader: ReaderRecord) {
  const { title, copies } = await aTitleWithCopies(1)
  const booking = await book(test, reader, title)
  const [copy] = copies
  if (!copy) throw new Error('one copy')
  await scan(test, copy)
  return { title, copy, booking }
}

const loansOf = (title: { _id: string }) => collection('loans').find({ titleId: title._id }).toArray()

describe('when everybody wants the same book at once (B6, B7, B8)', () => {
  it('fetches three copies for three of sixty readers, and queues the others at 1 to 57 without a gap', async () => {
    const { title } = await aTitleWithCopies(3)
    const { came, failed } = await together(await readers(60), (reader) => book(test, reader, title))
    expect(failed).toEqual([])
    const status = (wanted: string) => came.filter((booking) => booking.status === wanted)
    expect(status('paging')).toHaveLength(3)
    expect(new Set(status('paging').map(({ copy }) => copy?.barcode)).size).toBe(3)
    expect(
      status('queued')
        .map(({ position }) => Number(position))
        .sort((a, b) => a - b),
    ).toEqual(Array.from({ length: 57 }, (_, index) => index + 1))
  })

  it('never goes over the limit of a reader who taps many books at once', async () => {
    const reader = await aReader()
    const titles = await Promise.all(Array.from({ length: 12 }, () => aTitleWithCopies(1)))
    await test.as(reader.number)
    const { came, failed } = sorted(await Promise.allSettled(titles.map(({ title }) => book(test, reader, title))))
    expect(came).toHaveLength(5)
    expect(failed.map(({ refusals }) => refusals)).toEqual(Array(7).fill(['booking.limit_reached']))
  })

  it('serves a new reader either by the copy that comes back or by a place in the queue, never by neither', async () => {
    for (let round = 0; round < 8; round++) {
      const title = await aTitle()
      const copy = await aCopy(title)
      await lend(test, await aReader(), copy)
      const reader = await aReader()
      await test.as(reader.number)
      const [booking, returned] = await Promise.all([book(test, reader, title), scan(test, copy)])
      const now = await bookingNow(test, reader, booking)
      // the return came first: it is fetched from the shelf; the booking came first: it lies ready
      expect([
        ['paging', 'reshelve'],
        ['ready', 'shelve_for_pickup'],
      ]).toContainEqual([now.status, returned.outcome])
      await expectSound(test)
    }
  })

  it('gives the copies that come back at once to the first in the queue, each to one', async () => {
    const { title, copies } = await aTitleWithCopies(3)
    for (const copy of copies) await lend(test, await aReader(), copy)
    const waiting = []
    for (const reader of await readers(5)) waiting.push({ reader, booking: await book(test, reader, title) })
    await Promise.all(copies.map((copy) => scan(test, copy)))
    const now = await Promise.all(waiting.map(({ reader, booking }) => bookingNow(test, reader, booking)))
    expect(now.map(({ status }) => status)).toEqual(['ready', 'ready', 'ready', 'queued', 'queued'])
    expect(now.map(({ position }) => position).slice(3)).toEqual([1, 2])
  })
})

describe('when two do different things to one booking at once', () => {
  const closed = async (reader: ReaderRecord, booking: BookingAnswer) =>
    (await bookingNow(test, reader, booking)).status

  it('is either cancelled or put on the pickup shelf and then cancelled, and the next is served', async () => {
    for (let round = 0; round < 5; round++) {
      const { title, copies } = await aTitleWithCopies(1)
      const [copy] = copies
      if (!copy) throw new Error('one copy')
      const [first, next] = [await aReader(), await aReader()]
      const booking = await book(test, first, title)
      const behind = await book(test, next, title)
      const [, scanned] = await Promise.all([cancel(test, first, booking), scan(test, copy)])
      expect(await closed(first, booking)).toBe('cancelled')
      expect(scanned.outcome).toBe('shelve_for_pickup')
      // scanned before the cancellation: it lies there for nobody, and its next scan serves the next
      if ((await statusOfCopy(copy)) === 'to_clear') await scan(test, copy)
      expect(await closed(next, behind)).toBe('ready')
    }
  })

  it('is one arrival when two desks scan the same book', async () => {
    const reader = await aReader()
    const { title, copies } = await aTitleWithCopies(1)
    const booking = await book(test, reader, title)
    const [copy] = copies
    if (!copy) throw new Error('one copy')
    await test.as('at-desk')
    const scans = await Promise.all([1, 2, 3, 4].map(() => scan(test, copy)))
    expect(scans.map(({ outcome }) => outcome)).toEqual(Array(4).fill('shelve_for_pickup'))
    expect(new Set(scans.map((each) => each.booking?.pickupDeadline)).size).toBe(1)
    expect(await templatesOf(test, reader)).toEqual(['booking_ready'])
    expect((await bookingNow(test, reader, booking)).history.map(({ action }) => action)).toEqual([
      'place',
      'capture_here',
    ])
  })

  it('is one loan and one receipt when the same pass is scanned twice at once', async () => {
    const reader = await aReader()
    const { title } = await aReadyBooking(reader)
    const { pass } = await (await test.as(reader.number))('GET /pickup-pass')
    await test.as('at-desk')
    const receipts = await Promise.all([1, 2, 3].map(() => handOver(test, { pass })))
    expect(new Set(receipts.map(({ receiptId }) => receiptId)).size).toBe(1)
    expect(receipts.map(({ items }) => items.map(({ result }) => result))).toEqual(Array(3).fill(['handed_over']))
    expect(await loansOf(title)).toHaveLength(1)
  })

  it('is either handed over or missed when the deadline passes at that moment', async () => {
    for (let round = 0; round < 5; round++) {
      test.clock.set('2026-03-02T02:00:00.000Z')
      const reader = await aReader()
      const { title, copy, booking } = await aReadyBooking(reader)
      test.clock.set('2026-03-05T16:00:00.000Z')
      await test.as('at-desk')
      const [receipt] = await Promise.all([
        handOver(test, { readerNumber: reader.number }),
        test.app.services.circulation.missDeadlines(),
      ])
      const isHandedOver = receipt.items.length === 1
      expect(await closed(reader, booking)).toBe(isHandedOver ? 'collected' : 'queued')
      expect(await statusOfCopy(copy)).toBe(isHandedOver ? 'on_loan' : 'to_clear')
      expect(await loansOf(title)).toHaveLength(isHandedOver ? 1 : 0)
    }
  })

  it('is either suspended and passed over or captured and no longer to be suspended (B11)', async () => {
    for (let round = 0; round < 10; round++) {
      const { title, copies } = await aTitleWithCopies(1)
      const [copy] = copies
      if (!copy) throw new Error('one copy')
      const [first, next] = [await aReader(), await aReader()]
      await lend(test, await aReader(), copy)
      const booking = await book(test, first, title)
      const behind = await book(test, next, title)
      const call = await test.as(first.number)
      const [paused] = await Promise.allSettled([
        call('PATCH /bookings/:id', { params: { id: booking.id }, body: { suspendedUntil: '2026-03-20' } }),
        scan(test, copy),
      ])
      const isPaused = paused.status === 'fulfilled'
      expect(await bookingNow(test, first, booking)).toMatchObject({ status: isPaused ? 'queued' : 'ready' })
      expect(await bookingNow(test, next, behind)).toMatchObject({ status: isPaused ? 'ready' : 'queued' })
    }
  })

  it('lends one copy once when two readers bring it to two desks', async () => {
    const { title, copies } = await aTitleWithCopies(1)
    const [copy] = copies
    if (!copy) throw new Error('one copy')
    await test.as('at-desk')
    const { came, failed } = await together(await readers(4), (reader) => lend(test, reader, copy))
    expect(came).toHaveLength(1)
    expect(failed.map(({ refusals }) => refusals)).toEqual(Array(3).fill(['copy.not_available']))
    expect(await loansOf(title)).toHaveLength(1)
  })

  it('never lends more than the limit when several desks lend to one reader at once', async () => {
    const loanLimit = 3
    const limits = [{ category: null, openBookings: 5, openLoans: loanLimit, overdueGraceDays: 0 }]
    await test.app.services.rules.replace({ ...plainRules, limits })
    const reader = await aReader()
    const copies = await Promise.all(Array.from({ length: 6 }, async () => aCopy(await aTitle())))
    await test.as('at-desk')
    const { came, failed } = sorted(await Promise.allSettled(copies.map((copy) => lend(test, reader, copy))))
    await test.app.services.rules.replace(plainRules)
    expect(came).toHaveLength(loanLimit)
    expect(failed.map(({ refusals }) => refusals)).toEqual(Array(3).fill(['loan.limit_reached']))
  })
})
