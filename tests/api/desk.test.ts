import { startTestApp, type TestApp } from '../support/app'
import { book, bookingNow, cancel, failureOf, lend, refusalsOf, scan } from '../support/circulation'
import {
  aCopy,
  aReader,
  aTitle,
  aTitleWithCopies,
  collection,
  expectSound,
  foundLibrary,
  plainRules,
  statusOfCopy,
} from '../support/library'
import type { CopyRecord } from '../../bff/features/copies/copies.model'

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

async function aSingleCopy(own: Partial<CopyRecord> = {}) {
  const title = await aTitle()
  return { title, copy: await aCopy(title, own) }
}

describe('the one check-in table (D1)', () => {
  it('ends the loan of a returned book and sends it to its shelf', async () => {
    const { copy } = await aSingleCopy()
    const loan = await lend(test, await aReader(), copy)
    test.clock.advance({ days: 3 })
    const answer = await scan(test, copy)
    expect(answer).toMatchObject({
      outcome: 'reshelve',
      to: { id: 'main' },
      loan: { id: loan.id, status: 'returned', returnedAt: '2026-03-05T02:00:00.000Z' },
    })
    expect(answer).not.toHaveProperty('booking')
    expect(await statusOfCopy(copy)).toBe('available')
  })

  it('puts a returned book on the pickup shelf for the first who waits, and says for whom', async () => {
    const { title, copy } = await aSingleCopy()
    await lend(test, await aReader(), copy)
    const reader = await aReader()
    const booking = await book(test, reader, title)
    expect(await scan(test, copy)).toMatchObject({
      outcome: 'shelve_for_pickup',
      booking: { id: booking.id, status: 'ready', reader: { number: reader.number, name: reader.name } },
      loan: { status: 'returned' },
    })
  })

  it('sends it on to where the first who waits collects it', async () => {
    const { title, copy } = await aSingleCopy()
    await lend(test, await aReader(), copy)
    const booking = await book(test, await aReader(), title, { pickupPointId: 'locker' })
    expect(await scan(test, copy)).toMatchObject({
      outcome: 'send',
      to: { id: 'locker' },
      booking: { id: booking.id, status: 'in_transit' },
    })
    expect(await scan(test, copy, { desk: 'locker' })).toMatchObject({ outcome: 'shelve_for_pickup' })
  })

  it('sends a book home that was returned at another branch', async () => {
    const { copy } = await aSingleCopy({ branchId: 'science' })
    await lend(test, await aReader(), copy)
    expect(await scan(test, copy)).toMatchObject({ outcome: 'send', to: { id: 'science' } })
    expect(await statusOfCopy(copy)).toBe('in_transit')
    expect(await scan(test, copy, { desk: 'science-desk' })).toMatchObject({ outcome: 'reshelve' })
    expect(await statusOfCopy(copy)).toBe('available')
  })

  it('takes a book that is not on loan the same way', async () => {
    const { copy } = await aSingleCopy()
    const answer = await scan(test, copy)
    expect(answer).toMatchObject({ outcome: 'reshelve' })
    expect(answer).not.toHaveProperty('loan')
  })

  it('lends a returned book to the reader who prefers this branch first, where the branch says so (B12)', async () => {
    await collection('branches').updateOne({ order: 1 }, { $set: { prefersOwnPickups: true } })
    test.app.services.places.forget()
    const { title, copy } = await aSingleCopy()
    await lend(test, await aReader(), copy)
    await book(test, await aReader(), title, { pickupPointId: 'science-desk' })
    const here = await book(test, await aReader(), title)
    expect(await scan(test, copy)).toMatchObject({ outcome: 'shelve_for_pickup', booking: { id: here.id } })
    await collection('branches').updateOne({ order: 1 }, { $set: { prefersOwnPickups: false } })
    test.app.services.places.forget()
  })

  it('leaves a book in quarantine until that is over', async () => {
    const { title, copy } = await aSingleCopy({
      status: 'quarantined',
      quarantinedUntil: new Date('2026-03-04T02:00:00.000Z'),
    })
    await book(test, await aReader(), title)
    expect(await scan(test, copy)).toMatchObject({ outcome: 'quarantine' })
    expect(await statusOfCopy(copy)).toBe('quarantined')
    test.clock.set('2026-03-04T02:00:00.000Z')
    expect(await scan(test, copy)).toMatchObject({ outcome: 'shelve_for_pickup' })
  })

  it('knows no barcode that the library does not have, and takes back nothing that was withdrawn', async () => {
    const { copy } = await aSingleCopy({ status: 'withdrawn' })
    expect(await failureOf(scan(test, copy))).toMatchObject({ status: 409, code: 'copy.state_conflict' })
    expect(await failureOf(scan(test, { ...copy, barcode: 'X1' }))).toMatchObject({
      status: 422,
      code: 'copy.unknown_barcode',
      details: { barcode: 'X1' },
    })
    const { copy: known } = await aSingleCopy()
    expect(await failureOf(scan(test, known, { desk: 'nowhere' }))).toMatchObject({ status: 404 })
  })
})

describe('every desk operation twice (D2)', () => {
  it('answers the same to the same scan: for pickup, on its way, home, to its shelf', async () => {
    const { title, copy } = await aSingleCopy()
    await book(test, await aReader(), title)
    expect(await scan(test, copy)).toEqual(await scan(test, copy))

    const travelling = await aSingleCopy()
    await book(test, await aReader(), travelling.title, { pickupPointId: 'science-desk' })
    expect(await scan(test, travelling.copy)).toEqual(await scan(test, travelling.copy))

    const { copy: foreign } = await aSingleCopy({ branchId: 'science' })
    expect(await scan(test, foreign)).toEqual(await scan(test, foreign))

    const { copy: own } = await aSingleCopy()
    expect(await scan(test, own)).toEqual(await scan(test, own))
  })

  it('lends a copy once to the same reader', async () => {
    const { copy } = await aSingleCopy()
    const reader = await aReader()
    const loan = await lend(test, reader, copy)
    expect(await lend(test, reader, copy)).toEqual(loan)
    expect(await refusalsOf(lend(test, await aReader(), copy))).toEqual(['copy.not_available'])
  })
})

describe('lending at the desk (B4, C1)', () => {
  it('says every reason at once', async () => {
    const limits = [{ category: null, openBookings: 5, openLoans: 1, overdueGraceDays: 0 }]
    await test.app.services.rules.replace({ ...plainRules, limits })
    const reader = await aReader()
    await lend(test, reader, (await aSingleCopy()).copy)
    await collection('readers').updateOne(
      { number: reader.number },
      { $set: { blockedBecause: '证件挂失', cardExpiresOn: '2026-03-01' } },
    )
    const { copy } = await aSingleCopy({ loanType: 'reference_only', status: 'in_process' })
    expect(await refusalsOf(lend(test, reader, copy))).toEqual([
      'reader.card_expired',
      'reader.blocked',
      'loan.limit_reached',
      'copy.reference_only',
      'copy.not_available',
    ])
  })

  it('does not lend what is fetched or ready for somebody else', async () => {
    const { title, copy } = await aSingleCopy()
    await book(test, await aReader(), title)
    expect(await refusalsOf(lend(test, await aReader(), copy))).toEqual(['copy.waited_for'])
    await scan(test, copy)
    expect(await refusalsOf(lend(test, await aReader(), copy))).toEqual(['copy.waited_for'])
  })

  it('collects the booking of the reader whose ready book it is', async () => {
    const { title, copy } = await aSingleCopy()
    const reader = await aReader()
    const booking = await book(test, reader, title)
    await scan(test, copy)
    await lend(test, reader, copy)
    expect(await bookingNow(test, reader, booking)).toMatchObject({ status: 'collected' })
  })

  it.each(['queued', 'paging', 'ready', 'in_transit'] as const)(
    'ends a booking that is %s when its reader borrows another copy of the title',
    async (status) => {
      const { title, copies } = await aTitleWithCopies(2)
      const [first, second] = copies
      if (!first || !second) throw new Error('two copies')
      const reader = await aReader()
      if (status === 'queued') {
        await lend(test, await aReader(), first)
        await lend(test, await aReader(), second)
      }
      const pickupPointId = status === 'in_transit' ? 'science-desk' : 'desk'
      const booking = await book(test, reader, title, { pickupPointId })
      const fetched = copies.find(({ barcode }) => barcode === booking.copy?.barcode) ?? first
      if (status === 'ready' || status === 'in_transit') await scan(test, fetched)
      const other = fetched === first ? second : first
      if (status === 'queued') {
        // it comes back while the reader has paused, and is taken from the shelf
        const call = await test.as(reader.number)
        await call('PATCH /bookings/:id', { params: { id: booking.id }, body: { suspendedUntil: '2026-04-01' } })
        await scan(test, other)
      }
      expect(await bookingNow(test, reader, booking)).toMatchObject({ status })
      await lend(test, reader, other)
      expect(await bookingNow(test, reader, booking)).toMatchObject({ status: 'cancelled' })
      expect(await statusOfCopy(fetched)).toBe(
        { queued: 'on_loan', paging: 'available', ready: 'to_clear', in_transit: 'in_transit' }[status],
      )
    },
  )

  it('knows no reader number that the library does not have', async () => {
    const { copy } = await aSingleCopy()
    const reader = { ...(await aReader()), number: 'R-none' }
    const desk = await test.as('at-desk')
    const lending = desk('POST /desk/check-out', { body: { readerNumber: reader.number, barcode: copy.barcode } })
    expect(await failureOf(lending)).toMatchObject({ status: 422, code: 'reader.unknown_number' })
  })
})

describe('the pickup shelf (B15, B16)', () => {
  it('is listed page by page in the order of the deadlines, with what is to be cleared on top', async () => {
    await collection('pickup_points').insertOne({
      _id: 'small-desk' as never,
      branchId: 'main',
      name: { zh: '小服务台' },
      kind: 'desk',
      order: 9,
      pickupDays: 3,
      closedDayStrategy: 'keep',
    })
    test.app.services.places.forget()
    const desk = await test.as('at-desk')
    for (const neededBy of [undefined, '2026-03-04', undefined, '2026-03-03', undefined]) {
      const { title, copy } = await aSingleCopy()
      const wish = { pickupPointId: 'small-desk', ...(neededBy === undefined ? {} : { neededBy }) }
      await book(test, await aReader(), title, wish)
      await scan(test, copy, { desk: 'small-desk' })
    }
    const cleared = await aSingleCopy()
    const reader = await aReader()
    const gone = await book(test, reader, cleared.title, { pickupPointId: 'small-desk' })
    await scan(test, cleared.copy, { desk: 'small-desk' })
    await cancel(test, reader, gone)

    const deadlines: string[] = []
    const barcodes = new Set<string>()
    let cursor: string | undefined
    do {
      const query = { pickupPointId: 'small-desk', limit: 2, ...(cursor === undefined ? {} : { cursor }) }
      const page = await desk('GET /desk/shelf', { query })
      expect(page.toClear.map(({ barcode }) => barcode)).toEqual(cursor === undefined ? [cleared.copy.barcode] : [])
      for (const entry of page.ready) {
        deadlines.push(entry.pickupDeadline.slice(0, 10))
        barcodes.add(entry.barcode)
      }
      cursor = page.next
    } while (cursor !== undefined)
    expect(deadlines).toEqual(['2026-03-03', '2026-03-04', '2026-03-05', '2026-03-05', '2026-03-05'])
    expect(barcodes.size).toBe(5)
  })
})
