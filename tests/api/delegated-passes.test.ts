import { startTestApp, type TestApp } from '../support/app'
import { book, bookingNow, cancel, failureOf, handOver, messagesOf, scan, sorted } from '../support/circulation'
import { aCopy, aReader, aTitle, collection, expectSound, foundLibrary, plainRules } from '../support/library'
import type { ReaderRecord } from '../../bff/features/readers/readers.model'

jest.setTimeout(60_000)

let test: TestApp

beforeAll(async () => {
  test = await startTestApp()
  await foundLibrary(test)
})
afterAll(() => test.stop())
beforeEach(async () => {
  test.clock.set('2026-03-02T02:00:00.000Z')
  await test.app.services.rules.replace(plainRules)
})
afterEach(() => expectSound(test))

async function aReadyBook(reader: ReaderRecord, pickupPointId = 'desk') {
  const title = await aTitle()
  const copy = await aCopy(title)
  const booking = await book(test, reader, title, { pickupPointId })
  await scan(test, copy, { desk: pickupPointId })
  return { copy, booking }
}

async function aWaitingBook(reader: ReaderRecord) {
  const title = await aTitle()
  const copy = await aCopy(title)
  return { copy, booking: await book(test, reader, title) }
}

async function delegate(reader: ReaderRecord, books: readonly { readonly booking: { readonly id: string } }[]) {
  const bookingIds = books.map(({ booking }) => booking.id)
  return (await test.as(reader.number))('POST /pickup-passes', { body: { bookingIds } })
}

async function withdraw(reader: ReaderRecord, id: string) {
  return (await test.as(reader.number))('DELETE /pickup-passes/:id', { params: { id } })
}

const passesOf = async (reader: ReaderRecord) => (await (await test.as(reader.number))('GET /pickup-passes')).items
const given = ({ items }: { items: readonly { bookingId: string; result: string }[] }) =>
  items.filter(({ result }) => result === 'handed_over').map(({ bookingId }) => bookingId)

describe('a pass for somebody who collects for me (P3)', () => {
  it('hands over the books that it names and no others; the loans are the owner’s', async () => {
    const reader = await aReader()
    const named = [await aReadyBook(reader), await aReadyBook(reader)]
    const other = await aReadyBook(reader)
    const { pass } = await delegate(reader, named)
    const receipt = await handOver(test, { pass })
    expect(receipt).toMatchObject({ collectedBy: 'delegate', reader: { number: reader.number, name: reader.name } })
    expect(given(receipt).sort()).toEqual(named.map(({ booking }) => booking.id).sort())
    expect(await bookingNow(test, reader, other.booking)).toMatchObject({ status: 'ready' })
    expect((await (await test.as(reader.number))('GET /loans')).items).toHaveLength(2)
  })

  it('says in the history and in one message to the owner that somebody else came', async () => {
    const reader = await aReader()
    const books = [await aReadyBook(reader), await aReadyBook(reader)]
    await handOver(test, { pass: (await delegate(reader, books)).digits })
    const { history } = await bookingNow(test, reader, { id: books[0]?.booking.id ?? '' })
    expect(history.at(-1)).toMatchObject({ action: 'collect', byDelegate: true })
    const told = (await messagesOf(test, reader)).filter(({ template }) => template === 'pass_used')
    expect(told).toMatchObject([{ details: { count: '2', pickupPoint: '总馆服务台' } }])
  })

  it('does not say so when the owner comes', async () => {
    const reader = await aReader()
    const { booking } = await aReadyBook(reader)
    expect(await handOver(test, { readerNumber: reader.number })).toMatchObject({ collectedBy: 'reader' })
    expect((await bookingNow(test, reader, booking)).history.at(-1)).not.toHaveProperty('byDelegate')
  })

  it('gives a result per book: one refused does not keep the other from its delegate (V3)', async () => {
    const limits = [{ category: null, openBookings: 5, openLoans: 1, overdueGraceDays: 0 }]
    await test.app.services.rules.replace({ ...plainRules, limits })
    const reader = await aReader()
    const { pass } = await delegate(reader, [await aReadyBook(reader), await aReadyBook(reader)])
    const receipt = await handOver(test, { pass })
    expect(receipt.items.map(({ result }) => result).sort()).toEqual(['handed_over', 'refused'])
    expect(await handOver(test, { pass })).toEqual(receipt)
  })

  it('works once: the same scan is the same receipt (P2), and nothing that is new is handed over any more', async () => {
    const reader = await aReader()
    const later = await aWaitingBook(reader)
    const { pass, digits } = await delegate(reader, [await aReadyBook(reader), later])
    const receipt = await handOver(test, { pass })
    expect(await handOver(test, { pass: digits })).toEqual(receipt)
    await scan(test, later.copy)
    expect(await failureOf(handOver(test, { pass }))).toMatchObject({
      status: 422,
      code: 'pass.used',
      details: { refusals: [{ code: 'pass.used_up', remedy: 'ask_for_a_new_pass' }] },
    })
    expect(await bookingNow(test, reader, later.booking)).toMatchObject({ status: 'ready' })
  })

  it('is not used up by a scan that had nothing to hand over', async () => {
    const reader = await aReader()
    const waiting = await aWaitingBook(reader)
    const { pass } = await delegate(reader, [waiting])
    expect(await handOver(test, { pass })).toMatchObject({ items: [] })
    await scan(test, waiting.copy)
    expect(given(await handOver(test, { pass }))).toEqual([waiting.booking.id])
  })

  it('names what it opens elsewhere, and none of the owner’s other books', async () => {
    const reader = await aReader()
    const there = await aReadyBook(reader, 'science-desk')
    await aReadyBook(reader, 'science-desk')
    const { pass } = await delegate(reader, [there])
    expect((await handOver(test, { pass })).elsewhere).toMatchObject([{ bookingId: there.booking.id }])
  })

  it('leaves out a booking that was cancelled since', async () => {
    const reader = await aReader()
    const [kept, dropped] = [await aReadyBook(reader), await aReadyBook(reader)]
    const { pass } = await delegate(reader, [kept, dropped])
    await cancel(test, reader, dropped.booking)
    expect(given(await handOver(test, { pass }))).toEqual([kept.booking.id])
  })

  it('ends after a day', async () => {
    const reader = await aReader()
    const { pass, digits } = await delegate(reader, [await aReadyBook(reader)])
    test.clock.advance({ hours: 24 })
    expect((await failureOf(handOver(test, { pass }))).code).toBe('pass.expired')
    expect((await failureOf(handOver(test, { pass: digits }))).code).toBe('pass.expired')
    expect(await passesOf(reader)).toEqual([])
  })
})

describe('withdrawing it (P3)', () => {
  it('opens nothing any more, says why and what to do; a second time answers the same', async () => {
    const reader = await aReader()
    const { id, pass } = await delegate(reader, [await aReadyBook(reader)])
    expect(await withdraw(reader, id)).toEqual({ ok: true })
    test.clock.advance({ minutes: 5 })
    expect(await withdraw(reader, id)).toEqual({ ok: true })
    expect(await failureOf(handOver(test, { pass }))).toMatchObject({
      code: 'pass.revoked',
      details: {
        refusals: [
          { code: 'pass.withdrawn', details: { at: '2026-03-02T02:00:00.000Z' }, remedy: 'ask_for_a_new_pass' },
        ],
      },
    })
  })

  it('is too late once it has been used', async () => {
    const reader = await aReader()
    const { id, pass } = await delegate(reader, [await aReadyBook(reader)])
    await handOver(test, { pass })
    expect(await failureOf(withdraw(reader, id))).toMatchObject({ status: 409, code: 'pass.not_possible_now' })
  })

  it('is for its owner alone, and does not touch the reader’s own pass', async () => {
    const reader = await aReader()
    const { id } = await delegate(reader, [await aReadyBook(reader)])
    await (
      await test.as(reader.number)
    )('GET /pickup-pass')
    const own = await collection('pickup_passes').findOne({ readerId: reader._id, bookingIds: null })
    expect(await failureOf(withdraw(await aReader(), id))).toMatchObject({ status: 404 })
    expect(await failureOf(withdraw(reader, String(own?._id)))).toMatchObject({ status: 404 })
    expect(await failureOf(withdraw(reader, 'nonsense'))).toMatchObject({ status: 404 })
  })
})

describe('making it (P3)', () => {
  it('lists what is out with its books, the newest first, without the used and the withdrawn', async () => {
    const reader = await aReader()
    const books = [await aReadyBook(reader), await aWaitingBook(reader), await aReadyBook(reader)] as const
    const first = await delegate(reader, [books[0], books[1]])
    test.clock.advance({ minutes: 1 })
    const second = await delegate(reader, [books[1]])
    await withdraw(reader, (await delegate(reader, [books[0]])).id)
    await handOver(test, { pass: (await delegate(reader, [books[2]])).pass })
    expect(await passesOf(reader)).toEqual([second, first])
    expect(first.bookings).toMatchObject([
      { id: books[0].booking.id, status: 'ready' },
      { id: books[1].booking.id, status: 'paging' },
    ])
    expect(await passesOf(await aReader())).toEqual([])
  })

  it('leaves the reader’s own pass as it is', async () => {
    const reader = await aReader()
    const own = await (await test.as(reader.number))('GET /pickup-pass')
    test.clock.advance({ minutes: 1 })
    await delegate(reader, [await aReadyBook(reader)])
    expect(await (await test.as(reader.number))('GET /pickup-pass')).toEqual(own)
  })

  it('knows only the reader’s own bookings', async () => {
    const reader = await aReader()
    const mine = await aReadyBook(reader)
    const theirs = await aReadyBook(await aReader())
    expect(await failureOf(delegate(reader, [mine, theirs]))).toMatchObject({ status: 404 })
    expect(await failureOf(delegate(reader, [mine, { booking: { id: 'nonsense' } }]))).toMatchObject({ status: 404 })
  })

  it('refuses bookings that have ended, each with its reason', async () => {
    const reader = await aReader()
    const [gone, open] = [await aReadyBook(reader), await aReadyBook(reader)]
    await cancel(test, reader, gone.booking)
    const failure = await failureOf(delegate(reader, [gone, open]))
    expect(failure).toMatchObject({
      status: 422,
      code: 'pass.refused',
      details: { refusals: [{ code: 'booking.closed', details: { bookingId: gone.booking.id, status: 'cancelled' } }] },
    })
  })

  it('wants at least one booking and at most fifty', async () => {
    const call = await test.as((await aReader()).number)
    for (const bookingIds of [[], Array.from({ length: 51 }, (_, n) => `b${n}`)]) {
      expect(await failureOf(call('POST /pickup-passes', { body: { bookingIds } }))).toMatchObject({
        status: 422,
        code: 'request.invalid',
      })
    }
  })

  it('never has more than twenty out, however many are asked for at once', async () => {
    const reader = await aReader()
    const ready = await aReadyBook(reader)
    const { came, failed } = sorted(
      await Promise.allSettled(Array.from({ length: 24 }, () => delegate(reader, [ready]))),
    )
    expect(came).toHaveLength(20)
    expect(new Set(came.map(({ digits }) => digits)).size).toBe(20)
    expect(failed.map(({ refusals }) => refusals)).toEqual(Array.from({ length: 4 }, () => ['pass.too_many']))
  })
})

describe('at the same moment (P3)', () => {
  it('hands over at one of two desks, never at both', async () => {
    for (let round = 0; round < 8; round++) {
      const reader = await aReader()
      const books = [await aReadyBook(reader), await aReadyBook(reader, 'science-desk')]
      const { pass } = await delegate(reader, books)
      const scans = ['desk', 'science-desk', 'desk', 'science-desk'].map((at) => handOver(test, { pass }, at))
      const { came, failed } = sorted(await Promise.allSettled(scans))
      expect(came).toHaveLength(2)
      expect(new Set(came.map(({ receiptId }) => receiptId)).size).toBe(1)
      expect(failed.map(({ code }) => code)).toEqual(['pass.used', 'pass.used'])
      expect((await (await test.as(reader.number))('GET /loans')).items).toHaveLength(1)
    }
  })

  it('is either used or withdrawn, never both', async () => {
    for (let round = 0; round < 8; round++) {
      const reader = await aReader()
      const { booking } = await aReadyBook(reader)
      const { id, pass } = await delegate(reader, [{ booking }])
      const [used, taken] = await Promise.allSettled([handOver(test, { pass }), withdraw(reader, id)])
      expect([used.status, taken.status].sort()).toEqual(['fulfilled', 'rejected'])
      const { status } = await bookingNow(test, reader, booking)
      expect(status).toBe(used.status === 'fulfilled' ? 'collected' : 'ready')
    }
  })
})
