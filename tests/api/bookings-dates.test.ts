import { startTestApp, type TestApp } from '../support/app'
import { book, bookingNow, failureOf, handOver, lend, messagesOf, scan, templatesOf } from '../support/circulation'
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
import type { ReaderRecord } from '../../bff/features/readers/readers.model'

let test: TestApp

beforeAll(async () => {
  test = await startTestApp()
  await foundLibrary(test)
})
afterAll(() => test.stop())
beforeEach(async () => {
  test.clock.set('2026-03-02T02:00:00.000Z')
  await test.app.services.rules.replace(plainRules)
  await close('main', [])
})
afterEach(() => expectSound(test))

/** Closes a branch on these days. */
async function close(branchId: string, days: readonly string[]) {
  const exceptions = days.map((day) => ({ from: day, to: day, windows: [] }))
  await collection('branches').updateOne({ _id: branchId as never }, { $set: { 'calendar.exceptions': exceptions } })
  test.app.services.places.forget()
}

async function change(
  reader: ReaderRecord,
  id: string,
  body: { pickupPointId?: string; suspendedUntil?: string | null },
) {
  return (await test.as(reader.number))('PATCH /bookings/:id', { params: { id }, body })
}

async function waitingFor(count: number) {
  const { title, copies } = await aTitleWithCopies(1)
  const [copy] = copies
  if (!copy) throw new Error('one copy')
  await lend(test, await aReader(), copy)
  const waiting = []
  for (let each = 0; each < count; each++) {
    const reader = await aReader()
    waiting.push({ reader, booking: await book(test, reader, title) })
  }
  return { title, copy, waiting }
}

describe('the pickup deadline (B15)', () => {
  it('is one value: in the list, on the home screen, in the message, at the shelf and on the slip', async () => {
    await close('main', ['2026-03-05', '2026-03-06'])
    const { title, copies } = await aTitleWithCopies(1)
    const reader = await aReader()
    const booking = await book(test, reader, title)
    const [copy] = copies
    const slip = copy && (await scan(test, copy))
    const call = await test.as(reader.number)
    const desk = await test.as('at-desk')
    const list = await call('GET /bookings')
    const home = await call('GET /home')
    const [message] = await messagesOf(test, reader)
    const shelf = await desk('GET /desk/shelf', { query: { pickupPointId: 'desk', limit: 100 } })
    const shown = [
      slip?.booking?.pickupDeadline,
      list.items[0]?.pickupDeadline,
      home.needsMe[0]?.kind === 'booking_ready' ? home.needsMe[0].booking.pickupDeadline : null,
      message?.details['pickupDeadline'],
      shelf.ready.find(({ bookingId }) => bookingId === booking.id)?.pickupDeadline,
    ]
    // three days later is closed, and so is the day after
    expect(shown).toEqual(Array(5).fill('2026-03-07T15:59:59.000Z'))
  })

  it('stays as it was said when the hours change afterwards', async () => {
    const { title, copies } = await aTitleWithCopies(1)
    const reader = await aReader()
    const booking = await book(test, reader, title)
    for (const copy of copies) await scan(test, copy)
    await close('main', ['2026-03-05'])
    expect(await bookingNow(test, reader, booking)).toMatchObject({ pickupDeadline: '2026-03-05T15:59:59.000Z' })
  })

  it('is earlier when the reader needs the book earlier', async () => {
    const { title, copies } = await aTitleWithCopies(1)
    const reader = await aReader()
    const booking = await book(test, reader, title, { neededBy: '2026-03-03' })
    expect(booking).toMatchObject({ neededBy: '2026-03-03' })
    for (const copy of copies) await scan(test, copy)
    expect(await bookingNow(test, reader, booking)).toMatchObject({ pickupDeadline: '2026-03-03T15:59:59.000Z' })
  })
})

describe('the promise before the tap (B17)', () => {
  it('is kept with the booking, and is the same that was shown', async () => {
    const title = await aTitle()
    await aCopy(title, { branchId: 'science' })
    const reader = await aReader()
    const call = await test.as(reader.number)
    const options = await call('GET /titles/:id/booking-options', { params: { id: title._id } })
    const readyBy = Object.fromEntries(options.pickupPoints.map((point) => [point.id, point.readyBy]))
    // fetched at the round of 14:00; to another branch it travels a day and is shelved an hour after opening
    expect(readyBy).toEqual({
      desk: '2026-03-03T01:00:00.000Z',
      locker: '2026-03-03T01:00:00.000Z',
      'science-desk': '2026-03-02T07:00:00.000Z',
    })
    const booking = await book(test, reader, title)
    expect(booking.readyBy).toBe(readyBy['desk'])
    test.clock.advance({ hours: 5 })
    expect((await bookingNow(test, reader, booking)).readyBy).toBe(readyBy['desk'])
    expect((await change(reader, booking.id, { pickupPointId: 'science-desk' })).readyBy).toBe(
      '2026-03-03T02:30:00.000Z',
    )
  })

  it('offers no pickup point that stays closed, and says why', async () => {
    const month = Array.from({ length: 31 }, (_, day) =>
      new Date(Date.UTC(2026, 2, 2 + day)).toISOString().slice(0, 10),
    )
    await close('main', month)
    const { title } = await aTitleWithCopies(1, { branchId: 'science' })
    const reader = await aReader()
    const call = await test.as(reader.number)
    const options = await call('GET /titles/:id/booking-options', { params: { id: title._id } })
    const closed = { code: 'pickup_point.closed', details: {}, remedy: 'choose_another_pickup_point' }
    expect(options.pickupPoints.map(({ id, refusals }) => [id, refusals])).toEqual([
      ['desk', [closed]],
      ['locker', [closed]],
      ['science-desk', []],
    ])
    expect((await failureOf(book(test, reader, title))).details).toEqual({ refusals: [closed] })
    const booking = await book(test, reader, title, { pickupPointId: 'science-desk' })
    const refused = await failureOf(change(reader, booking.id, { pickupPointId: 'desk' }))
    expect(refused).toMatchObject({ status: 422, code: 'booking.refused', details: { refusals: [closed] } })
  })

  it('tells who waits how long, from how long the title was lent, by copies that can come back', async () => {
    const { title, copies } = await aTitleWithCopies(2)
    await aCopy(title, { status: 'lost' })
    await aCopy(title, { status: 'missing' })
    await aCopy(title, { loanType: 'reference_only' })
    const waitFor = async () => (await book(test, await aReader(), title)).expectedWaitDays
    for (const copy of copies) await lend(test, await aReader(), copy)
    expect(await waitFor()).toBeUndefined()
    test.clock.advance({ days: 20 })
    for (const copy of copies) {
      await scan(test, copy)
      await scan(test, copy)
    }
    // one of the two went to the first who waited; both were lent for twenty days
    const [, second] = copies
    if (second) await lend(test, await aReader(), second)
    expect([await waitFor(), await waitFor(), await waitFor()]).toEqual([10, 20, 30])
    const reader = await test.as((await aReader()).number)
    const options = await reader('GET /titles/:id/booking-options', { params: { id: title._id } })
    expect(options.queue).toEqual({ length: 3, expectedWaitDays: 40 })
  })
})

describe('a pause (B11)', () => {
  it('keeps the place; others are served meanwhile; on its day it ends by itself', async () => {
    const { copy, waiting } = await waitingFor(2)
    const [first, second] = waiting
    if (!first || !second) throw new Error('two wait')
    const paused = await change(first.reader, first.booking.id, { suspendedUntil: '2026-03-20' })
    expect(paused).toMatchObject({ status: 'queued', suspendedUntil: '2026-03-20' })
    expect(paused.allowedActions).toEqual(['resume', 'change_pickup_point', 'cancel'])
    expect(await bookingNow(test, second.reader, second.booking)).toMatchObject({ position: 1 })
    expect(await scan(test, copy)).toMatchObject({ booking: { id: second.booking.id } })
    await handOver(test, { readerNumber: second.reader.number })

    test.clock.set('2026-03-19T15:59:00.000Z')
    await test.app.services.circulation.resumeSuspended()
    expect(await bookingNow(test, first.reader, first.booking)).toMatchObject({ suspendedUntil: '2026-03-20' })
    test.clock.set('2026-03-19T16:00:00.000Z')
    await test.app.services.circulation.resumeSuspended()
    const resumed = await bookingNow(test, first.reader, first.booking)
    expect(resumed).toMatchObject({ status: 'queued', position: 1 })
    expect(resumed.history.at(-1)).toMatchObject({ action: 'resume', by: 'library' })
    expect(await scan(test, copy)).toMatchObject({ booking: { id: first.booking.id } })
  })

  it('gets the copy on the shelf at once when the reader ends it (B7)', async () => {
    const { copy, waiting } = await waitingFor(1)
    const [only] = waiting
    if (!only) throw new Error('one waits')
    await change(only.reader, only.booking.id, { suspendedUntil: '2026-03-20' })
    await scan(test, copy)
    expect(await statusOfCopy(copy)).toBe('available')
    const resumed = await change(only.reader, only.booking.id, { suspendedUntil: null })
    expect(resumed).toMatchObject({ kind: 'hold', status: 'paging', copy: { barcode: copy.barcode } })
    // ended twice is ended
    expect(await change(only.reader, only.booking.id, { suspendedUntil: null })).toEqual(resumed)
  })

  it('is only for those who wait, and only until a day to come', async () => {
    const { title } = await aTitleWithCopies(1)
    const reader = await aReader()
    const booking = await book(test, reader, title)
    expect(await failureOf(change(reader, booking.id, { suspendedUntil: '2026-04-01' }))).toMatchObject({
      status: 409,
      code: 'booking.not_possible_now',
    })
    const { waiting } = await waitingFor(1)
    const [only] = waiting
    if (!only) throw new Error('one waits')
    expect(await failureOf(change(only.reader, only.booking.id, { suspendedUntil: '2026-03-02' }))).toMatchObject({
      status: 422,
      details: { problems: [{ path: 'body.suspendedUntil' }] },
    })
  })
})

describe('another pickup point (B14)', () => {
  it('may be chosen while queued and while fetched, and not once the book travels or lies ready', async () => {
    const { waiting } = await waitingFor(1)
    const [only] = waiting
    if (!only) throw new Error('one waits')
    expect(await change(only.reader, only.booking.id, { pickupPointId: 'locker' })).toMatchObject({
      pickupPoint: { id: 'locker' },
      position: 1,
    })
    for (const first of ['desk', 'science-desk'] as const) {
      const { title, copies } = await aTitleWithCopies(1)
      const reader = await aReader()
      const booking = await book(test, reader, title, { pickupPointId: 'locker' })
      expect(await change(reader, booking.id, { pickupPointId: first })).toMatchObject({ status: 'paging' })
      for (const copy of copies) await scan(test, copy)
      expect(await failureOf(change(reader, booking.id, { pickupPointId: 'locker' }))).toMatchObject({
        status: 409,
        code: 'booking.not_possible_now',
        details: { status: first === 'desk' ? 'ready' : 'in_transit' },
      })
    }
  })

  it('changes both or nothing when a pause is asked for in the same breath', async () => {
    const { title } = await aTitleWithCopies(1)
    const reader = await aReader()
    const booking = await book(test, reader, title)
    await failureOf(change(reader, booking.id, { pickupPointId: 'locker', suspendedUntil: '2026-04-01' }))
    expect(await bookingNow(test, reader, booking)).toMatchObject({ pickupPoint: { id: 'desk' } })
  })
})

describe('somebody else', () => {
  it('does not learn that a booking exists', async () => {
    const { title } = await aTitleWithCopies(1)
    const booking = await book(test, await aReader(), title)
    const other = await aReader()
    const call = await test.as(other.number)
    const of = { params: { id: booking.id } }
    for (const attempt of [
      () => call('GET /bookings/:id', of),
      () => call('PATCH /bookings/:id', { ...of, body: { suspendedUntil: null } }),
      () => call('POST /bookings/:id/cancel', of),
    ]) {
      expect(await failureOf(attempt())).toMatchObject({ status: 404, code: 'resource.not_found', details: {} })
    }
    expect(await templatesOf(test, other)).toEqual([])
  })
})
