import { startTestApp, type TestApp } from '../support/app'
import { book, bookingNow, cancel, failureOf, lend, refusalsOf, scan, sorted } from '../support/circulation'
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

describe('what is booked (B1)', () => {
  it('fetches a copy that stands on the shelf: a page', async () => {
    const { title, copies } = await aTitleWithCopies(1)
    const booking = await book(test, await aReader(), title)
    expect(booking).toMatchObject({ kind: 'page', status: 'paging', copy: { barcode: copies[0]?.barcode } })
    expect(booking).not.toHaveProperty('position')
  })

  it('queues for a copy that is out: a hold, and it stays a hold when a copy is fetched for it later', async () => {
    const title = await aTitle()
    const copy = await aCopy(title)
    await lend(test, await aReader(), copy)
    const reader = await aReader()
    const booking = await book(test, reader, title)
    expect(booking).toMatchObject({ kind: 'hold', status: 'queued', position: 1 })
    await scan(test, copy)
    expect(await bookingNow(test, reader, booking)).toMatchObject({ kind: 'hold', status: 'ready' })
  })

  it('keeps queue, availability and uniqueness of 上册 and 下册 apart', async () => {
    const title = await aTitle({ parts: ['上册', '下册'] })
    const first = await aCopy(title, { part: '上册' })
    await aCopy(title, { part: '下册' })
    await lend(test, await aReader(), first)
    const reader = await aReader()
    expect(await book(test, reader, title, { part: '上册' })).toMatchObject({ part: '上册', status: 'queued' })
    expect(await book(test, reader, title, { part: '下册' })).toMatchObject({ part: '下册', status: 'paging' })
    expect(await refusalsOf(book(test, reader, title, { part: '下册' }))).toContain('booking.already_open')
  })

  it('asks which part is meant, and knows only parts that exist', async () => {
    const title = await aTitle({ parts: ['上册', '下册'] })
    await aCopy(title, { part: '上册' })
    const reader = await aReader()
    expect(await failureOf(book(test, reader, title))).toMatchObject({ status: 422, code: 'request.invalid' })
    expect(await failureOf(book(test, reader, title, { part: '中册' }))).toMatchObject({ code: 'request.invalid' })
  })

  it('waits for the very copy that was asked for, whatever else comes back', async () => {
    const title = await aTitle()
    const wanted = await aCopy(title)
    const other = await aCopy(title)
    await lend(test, await aReader(), wanted)
    await lend(test, await aReader(), other)
    const reader = await aReader()
    const booking = await book(test, reader, title, { copyId: wanted._id })
    await scan(test, other)
    expect(await statusOfCopy(other)).toBe('available')
    expect(await bookingNow(test, reader, booking)).toMatchObject({ status: 'queued', position: 1 })
    await scan(test, wanted)
    expect(await bookingNow(test, reader, booking)).toMatchObject({
      status: 'ready',
      copy: { barcode: wanted.barcode },
    })
  })

  it('tells the reader whose last copy has just gone, instead of queueing silently', async () => {
    const { title } = await aTitleWithCopies(1)
    await book(test, await aReader(), title)
    const late = await aReader()
    const failure = await failureOf(book(test, late, title, { expectedKind: 'page' }))
    expect(failure).toMatchObject({ status: 409, code: 'booking.kind_changed', details: { kind: 'hold' } })
    expect(await (await test.as(late.number))('GET /bookings')).toEqual({ items: [] })
  })
})

describe('which copies can serve (B2)', () => {
  const refusalFor = async (...statuses: readonly Parameters<typeof aCopy>[1][]) => {
    const title = await aTitle()
    for (const own of statuses) await aCopy(title, own)
    return refusalsOf(book(test, await aReader(), title))
  }

  it('books nothing that has no copy, or only lost, withdrawn or missing ones', async () => {
    expect(await refusalFor()).toEqual(['title.not_bookable'])
    for (const status of ['lost', 'withdrawn', 'missing'] as const) {
      expect(await refusalFor({ status })).toEqual(['title.not_bookable'])
    }
  })

  it('says that reference copies are read in the library', async () => {
    expect(await refusalFor({ loanType: 'reference_only' })).toEqual(['copy.reference_only'])
  })

  it('queues beside a missing copy when another one will come back', async () => {
    const title = await aTitle()
    await aCopy(title, { status: 'missing' })
    await aCopy(title, { status: 'on_order' })
    expect(await book(test, await aReader(), title)).toMatchObject({ kind: 'hold', position: 1 })
  })

  it('sends the reader to the shelf where the branch does not fetch books from it', async () => {
    const onShelf = [...plainRules.onShelf, { branchId: 'main', loanType: null, allowed: false }]
    await test.app.services.rules.replace({ ...plainRules, onShelf })
    const { title, copies } = await aTitleWithCopies(2)
    const failure = await failureOf(book(test, await aReader(), title))
    expect(failure.details).toEqual({
      refusals: [
        {
          code: 'title.not_bookable',
          details: { reason: 'take_it_from_the_shelf' },
          remedy: 'read_in_the_library',
        },
      ],
    })
    for (const copy of copies) await lend(test, await aReader(), copy)
    expect(await book(test, await aReader(), title)).toMatchObject({ kind: 'hold' })
  })
})

describe('what a reader may have (B4, B6, C1)', () => {
  it('takes one open booking per reader and title, and a new one once that has ended', async () => {
    const { title } = await aTitleWithCopies(2)
    const reader = await aReader()
    const first = await book(test, reader, title)
    expect(await refusalsOf(book(test, reader, title))).toEqual(['booking.already_open'])
    await cancel(test, reader, first)
    expect(await book(test, reader, title)).toMatchObject({ status: 'paging' })
  })

  it('takes one of the same two taps, whichever comes first', async () => {
    const { title } = await aTitleWithCopies(3)
    const reader = await aReader()
    const { came, failed } = sorted(await Promise.allSettled([1, 2, 3, 4, 5].map(() => book(test, reader, title))))
    expect(came).toHaveLength(1)
    expect(failed.map(({ refusals }) => refusals)).toEqual(Array(4).fill(['booking.already_open']))
  })

  it('books nothing that the reader has on loan', async () => {
    const { title, copies } = await aTitleWithCopies(2)
    const [copy] = copies
    const reader = await aReader()
    if (copy) await lend(test, reader, copy)
    expect(await refusalsOf(book(test, reader, title))).toEqual(['title.already_on_loan'])
  })

  it('counts ready, fetched and queued bookings against the limit of the category', async () => {
    const limits = [
      ...plainRules.limits,
      { category: 'teacher' as const, openBookings: 2, openLoans: 9, overdueGraceDays: 0 },
    ]
    await test.app.services.rules.replace({ ...plainRules, limits })
    const teacher = await aReader({ category: 'teacher' })
    const { title, copies } = await aTitleWithCopies(1)
    await book(test, teacher, title)
    for (const copy of copies) await scan(test, copy)
    await book(test, teacher, (await aTitleWithCopies(1)).title)
    const failure = await failureOf(book(test, teacher, (await aTitleWithCopies(1)).title))
    expect(failure.details['refusals']).toEqual([
      { code: 'booking.limit_reached', details: { limit: 2, open: 2 }, remedy: 'cancel_a_booking' },
    ])
  })

  it('says every reason at once, each with what can be done about it', async () => {
    const { title, copies } = await aTitleWithCopies(2)
    const reader = await aReader()
    const [copy] = copies
    if (copy) await lend(test, reader, copy)
    await collection('readers').updateOne(
      { number: reader.number },
      { $set: { cardExpiresOn: '2026-03-01', blockedBecause: '遗失图书' } },
    )
    test.clock.set('2026-05-04T02:00:00.000Z')
    const failure = await failureOf(book(test, reader, title))
    const refusals = failure.details['refusals'] as { code: string; remedy?: string }[]
    expect(refusals.map(({ code, remedy }) => [code, remedy])).toEqual([
      ['reader.card_expired', 'renew_your_card'],
      ['reader.blocked', 'ask_the_desk'],
      ['reader.overdue', 'return_overdue_books'],
      ['title.already_on_loan', 'see_your_loans'],
    ])
    const call = await test.as(reader.number)
    const options = await call('GET /titles/:id/booking-options', { params: { id: title._id } })
    expect(options.refusals).toEqual(refusals)
  })

  it('refuses a day that has passed, a pickup point that does not exist and a title that does not', async () => {
    const { title } = await aTitleWithCopies(1)
    const reader = await aReader()
    expect(await failureOf(book(test, reader, title, { neededBy: '2026-03-01' }))).toMatchObject({
      code: 'request.invalid',
      details: { problems: [{ path: 'body.neededBy' }] },
    })
    expect(await failureOf(book(test, reader, title, { pickupPointId: 'nowhere' }))).toMatchObject({
      details: { problems: [{ path: 'body.pickupPointId' }] },
    })
    expect(await failureOf(book(test, reader, title, { titleId: 'nothing' }))).toMatchObject({
      status: 404,
      code: 'resource.not_found',
    })
  })
})

describe('the queue (B8)', () => {
  it('shows each reader how many stand before, the same number as the title page', async () => {
    const title = await aTitle()
    const copy = await aCopy(title)
    await lend(test, await aReader(), copy)
    const waiting = await readers(4)
    const placed = []
    for (const reader of waiting) placed.push({ reader, booking: await book(test, reader, title) })
    expect(placed.map(({ booking }) => booking.position)).toEqual([1, 2, 3, 4])
    const [first, second] = placed
    if (!first || !second) throw new Error('four were placed')
    await cancel(test, first.reader, first.booking)
    await (
      await test.as(second.reader.number)
    )('PATCH /bookings/:id', {
      params: { id: second.booking.id },
      body: { suspendedUntil: '2026-04-01' },
    })
    const now = await Promise.all(placed.map(({ reader, booking }) => bookingNow(test, reader, booking)))
    expect(now.map(({ position }) => position)).toEqual([undefined, undefined, 1, 2])
    const options = await (
      await test.as((await aReader()).number)
    )('GET /titles/:id/booking-options', {
      params: { id: title._id },
    })
    expect(options.queue.length).toBe(2)
    expect((await test.anybody('GET /titles/:id', { params: { id: title._id } })).availability.queue).toBe(2)
  })
})
