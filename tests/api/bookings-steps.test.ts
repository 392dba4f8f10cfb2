import { startTestApp, type TestApp } from '../support/app'
import {
  book,
  bookingNow,
  cancel,
  failureOf,
  handOver,
  lend,
  messagesOf,
  scan,
  templatesOf,
} from '../support/circulation'
import {
  aCopy,
  aReader,
  aTitle,
  aTitleWithCopies,
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

/** One copy on the shelf, and its title. */
async function aSingleCopy(own: Partial<CopyRecord> = {}) {
  const title = await aTitle()
  return { title, copy: await aCopy(title, own) }
}

/** A reader's booking that lies on the pickup shelf. */
async function aReadyBooking() {
  const { title, copy } = await aSingleCopy()
  const reader = await aReader()
  const booking = await book(test, reader, title)
  await scan(test, copy)
  return { title, copy, reader, booking }
}

async function notFound(bookingId: string, barcode?: string) {
  const call = await test.as('pages')
  return call('POST /desk/paging-list/:bookingId/not-found', {
    params: { bookingId },
    body: barcode === undefined ? {} : { barcode },
  })
}

async function putBack(bookingId: string) {
  return (await test.as('at-desk'))('POST /desk/bookings/:id/put-back', { params: { id: bookingId } })
}

async function deadlinePasses() {
  test.clock.set('2026-03-05T16:00:00.000Z')
  await test.app.services.circulation.missDeadlines()
}

const actions = (booking: { readonly history: readonly { readonly action: string }[] }) =>
  booking.history.map(({ action }) => action)

describe('from the shelf to the reader (B3)', () => {
  it('sends a book that is collected elsewhere on its way, and has no deadline until it arrives', async () => {
    const { title, copy } = await aSingleCopy()
    const reader = await aReader()
    const booking = await book(test, reader, title, { pickupPointId: 'science-desk' })
    expect(await scan(test, copy)).toMatchObject({ outcome: 'send', to: { id: 'science-desk' } })
    const travelling = await bookingNow(test, reader, booking)
    expect(travelling).toMatchObject({ status: 'in_transit', allowedActions: ['cancel'] })
    expect(travelling).not.toHaveProperty('pickupDeadline')
    expect(await templatesOf(test, reader)).toEqual([])

    test.clock.advance({ days: 1 })
    expect(await scan(test, copy, { desk: 'science-desk' })).toMatchObject({ outcome: 'shelve_for_pickup' })
    const ready = await bookingNow(test, reader, booking)
    expect(ready).toMatchObject({ status: 'ready', pickupDeadline: '2026-03-06T15:59:59.000Z' })
    expect(actions(ready)).toEqual(['place', 'capture_elsewhere', 'capture_here'])
    expect(await templatesOf(test, reader)).toEqual(['booking_ready'])
  })

  it('ends when the book is handed over', async () => {
    const { reader, booking } = await aReadyBooking()
    await handOver(test, { readerNumber: reader.number })
    expect(await bookingNow(test, reader, booking)).toMatchObject({
      status: 'collected',
      endedAt: '2026-03-02T02:00:00.000Z',
      allowedActions: [],
    })
  })
})

describe('not on the shelf (B13)', () => {
  it('tries the next copy at once, and the reader hears nothing', async () => {
    const { title, copies } = await aTitleWithCopies(2)
    const reader = await aReader()
    const booking = await book(test, reader, title)
    const lost = copies.find(({ barcode }) => barcode === booking.copy?.barcode)
    const other = copies.find((copy) => copy !== lost)
    const answer = await notFound(booking.id, lost?.barcode)
    expect(answer).toMatchObject({ outcome: 'another_copy', next: { copy: { barcode: other?.barcode } } })
    expect(lost && (await statusOfCopy(lost))).toBe('missing')
    expect(await templatesOf(test, reader)).toEqual([])
    // the same report once more: the other copy is not blamed for it
    expect(await notFound(booking.id, lost?.barcode)).toEqual(answer)
    expect(other && (await statusOfCopy(other))).toBe('paged')
  })

  it('takes the copy that is ready first where the reader collects it, and promises that time (B17)', async () => {
    const title = await aTitle()
    // by barcode the copy of the other branch would come first
    await aCopy(title, { barcode: '1' })
    const far = await aCopy(title, { barcode: '2', branchId: 'science' })
    const near = await aCopy(title, { barcode: '3' })
    const reader = await aReader()
    const booking = await book(test, reader, title)
    expect(booking.copy?.barcode).toBe('1')
    expect(await notFound(booking.id, '1')).toMatchObject({ next: { copy: { barcode: near.barcode } } })
    expect(await bookingNow(test, reader, booking)).toMatchObject({ readyBy: booking.readyBy })
    const { readyBy } = await bookingNow(test, reader, booking)
    expect(await notFound(booking.id, near.barcode)).toMatchObject({ next: { copy: { barcode: far.barcode } } })
    const later = await bookingNow(test, reader, booking)
    expect(Date.parse(later.readyBy ?? '')).toBeGreaterThan(Date.parse(readyBy ?? ''))
  })

  it('goes back to its place in the queue when the other copies are out', async () => {
    const { title, copies } = await aTitleWithCopies(2)
    const [out, here] = copies
    if (!out || !here) throw new Error('two copies')
    await lend(test, await aReader(), out)
    const reader = await aReader()
    const booking = await book(test, reader, title)
    const later = await aReader()
    const behind = await book(test, later, title)
    expect(await notFound(booking.id, here.barcode)).toEqual({ outcome: 'queued' })
    expect(await bookingNow(test, reader, booking)).toMatchObject({ kind: 'page', status: 'queued', position: 1 })
    expect(await bookingNow(test, later, behind)).toMatchObject({ position: 2 })
    // D2: the same report again changes nothing
    expect(await notFound(booking.id, here.barcode)).toEqual({ outcome: 'queued' })
  })

  it('tells everybody who waits when no copy is left', async () => {
    const { title, copy } = await aSingleCopy()
    const [first, second] = [await aReader(), await aReader()]
    const placed = await book(test, first, title)
    const behind = await book(test, second, title)
    expect(await notFound(placed.id, copy.barcode)).toEqual({ outcome: 'unfilled' })
    expect(await bookingNow(test, first, placed)).toMatchObject({ status: 'unfilled' })
    expect(await bookingNow(test, second, behind)).toMatchObject({ status: 'unfilled' })
    expect(await templatesOf(test, first)).toEqual(['booking_unfilled'])
    expect(await templatesOf(test, second)).toEqual(['booking_unfilled'])
    expect(await notFound(placed.id, copy.barcode)).toEqual({ outcome: 'unfilled' })
    expect(await templatesOf(test, first)).toHaveLength(1)
  })

  it('leaves nobody waiting in vain for the very copy that is missing', async () => {
    const { title, copies } = await aTitleWithCopies(2)
    const reader = await aReader()
    const booking = await book(test, reader, title)
    const gone = copies.find(({ barcode }) => barcode === booking.copy?.barcode)
    if (!gone) throw new Error('one of the two')
    const other = await aReader()
    const waiting = await book(test, other, title, { copyId: gone._id })
    expect(await notFound(booking.id, gone.barcode)).toMatchObject({ outcome: 'another_copy' })
    expect(await bookingNow(test, other, waiting)).toMatchObject({ status: 'unfilled' })
    expect(await templatesOf(test, other)).toEqual(['booking_unfilled'])
  })

  it('is found again by a scan', async () => {
    const { title, copies } = await aTitleWithCopies(2)
    const booking = await book(test, await aReader(), title)
    const found = copies.find(({ barcode }) => barcode === booking.copy?.barcode)
    if (!found) throw new Error('one of the two')
    await notFound(booking.id, found.barcode)
    expect(await scan(test, found)).toMatchObject({ outcome: 'reshelve' })
    expect(await statusOfCopy(found)).toBe('available')
  })
})

describe('put back by staff (B3)', () => {
  it('stands at the front of the queue again, and the book waits for a scan', async () => {
    const { title, copy, reader, booking } = await aReadyBooking()
    const second = await aReader()
    const behind = await book(test, second, title)
    expect(await putBack(booking.id)).toMatchObject({ status: 'queued', position: 1 })
    expect(await statusOfCopy(copy)).toBe('to_clear')
    expect(await templatesOf(test, reader)).toEqual(['booking_put_back', 'booking_ready'])
    expect(await bookingNow(test, second, behind)).toMatchObject({ position: 2 })
    const now = await bookingNow(test, reader, booking)
    expect(now).not.toHaveProperty('pickupDeadline')
    // D2: the same tap twice
    expect(await putBack(booking.id)).toEqual(now)
    expect(await scan(test, copy)).toMatchObject({ outcome: 'shelve_for_pickup', booking: { id: booking.id } })
  })

  it('gets another copy at once when one stands on the shelf (B7)', async () => {
    const { title, copies } = await aTitleWithCopies(2)
    const reader = await aReader()
    const booking = await book(test, reader, title)
    const fetched = copies.find(({ barcode }) => barcode === booking.copy?.barcode)
    const other = copies.find((copy) => copy !== fetched)
    if (fetched) await scan(test, fetched)
    await putBack(booking.id)
    expect(await bookingNow(test, reader, booking)).toMatchObject({
      status: 'paging',
      copy: { barcode: other?.barcode },
    })
    expect(fetched && (await statusOfCopy(fetched))).toBe('to_clear')
  })

  it('takes back a book that travels', async () => {
    const { title, copy } = await aSingleCopy()
    const reader = await aReader()
    const booking = await book(test, reader, title, { pickupPointId: 'science-desk' })
    await scan(test, copy)
    expect(await putBack(booking.id)).toMatchObject({ status: 'queued', position: 1 })
    expect(await scan(test, copy, { desk: 'science-desk' })).toMatchObject({ booking: { id: booking.id } })
  })

  it('cannot be done to a booking that is still fetched or is over', async () => {
    const { title } = await aSingleCopy()
    const reader = await aReader()
    const booking = await book(test, reader, title)
    expect(await failureOf(putBack(booking.id))).toMatchObject({ status: 409, code: 'booking.not_possible_now' })
    await cancel(test, reader, booking)
    expect(await failureOf(putBack(booking.id))).toMatchObject({ status: 409, details: { status: 'cancelled' } })
    expect(await failureOf(putBack('nothing'))).toMatchObject({ status: 404 })
  })
})

describe('not collected in time (B3, B16)', () => {
  it('keeps the place of who misses once, suspended until asked for, and serves the next by the scan', async () => {
    const { title, copy, reader, booking } = await aReadyBooking()
    const next = await aReader()
    const behind = await book(test, next, title)
    await deadlinePasses()
    const missed = await bookingNow(test, reader, booking)
    expect(missed).toMatchObject({ status: 'queued', suspendedUntil: null })
    expect(missed.allowedActions).toContain('resume')
    expect(missed).not.toHaveProperty('position')
    expect(await templatesOf(test, reader)).toEqual(['booking_missed', 'booking_ready'])
    expect(await statusOfCopy(copy)).toBe('to_clear')
    expect(await scan(test, copy)).toMatchObject({ outcome: 'shelve_for_pickup', booking: { id: behind.id } })

    const call = await test.as(reader.number)
    const resumed = await call('PATCH /bookings/:id', { params: { id: booking.id }, body: { suspendedUntil: null } })
    expect(resumed).toMatchObject({ status: 'queued', position: 1 })
    expect(resumed).not.toHaveProperty('suspendedUntil')
  })

  it('is over for who misses twice', async () => {
    const { copy, reader, booking } = await aReadyBooking()
    await deadlinePasses()
    const call = await test.as(reader.number)
    await call('PATCH /bookings/:id', { params: { id: booking.id }, body: { suspendedUntil: null } })
    await scan(test, copy)
    test.clock.advance({ days: 10 })
    await test.app.services.circulation.missDeadlines()
    expect(await bookingNow(test, reader, booking)).toMatchObject({ status: 'expired', allowedActions: [] })
    expect((await templatesOf(test, reader))[0]).toBe('booking_expired')
    expect(await scan(test, copy)).toMatchObject({ outcome: 'reshelve' })
  })

  it('does not take a book away in the last second of the last day', async () => {
    const { reader, booking } = await aReadyBooking()
    test.clock.set('2026-03-05T15:59:59.000Z')
    await test.app.services.circulation.missDeadlines()
    expect(await bookingNow(test, reader, booking)).toMatchObject({ status: 'ready' })
  })
})

describe('cancelled by the reader (B3, B16)', () => {
  it('gives a fetched copy to the next in the queue', async () => {
    const { title, copy } = await aSingleCopy()
    const [first, second] = [await aReader(), await aReader()]
    const booking = await book(test, first, title)
    const behind = await book(test, second, title)
    const cancelled = await cancel(test, first, booking)
    expect(cancelled).toMatchObject({ status: 'cancelled', allowedActions: [] })
    expect(await bookingNow(test, second, behind)).toMatchObject({ status: 'paging', copy: { barcode: copy.barcode } })
    expect(await messagesOf(test, first)).toMatchObject([{ template: 'booking_cancelled', bookingId: booking.id }])
    // once more: the same answer, and nothing is told twice
    expect(await cancel(test, first, booking)).toEqual(cancelled)
    expect(await templatesOf(test, first)).toHaveLength(1)
  })

  it('leaves a book on the pickup shelf to be cleared; its scan serves the next', async () => {
    const { title, copy, reader, booking } = await aReadyBooking()
    const second = await aReader()
    const behind = await book(test, second, title)
    await cancel(test, reader, booking)
    expect(await statusOfCopy(copy)).toBe('to_clear')
    expect(await bookingNow(test, second, behind)).toMatchObject({ status: 'queued', position: 1 })
    expect(await scan(test, copy)).toMatchObject({ outcome: 'shelve_for_pickup', booking: { id: behind.id } })
  })

  it('lets a travelling book travel on to whoever waits, or home', async () => {
    const { title, copy } = await aSingleCopy()
    const reader = await aReader()
    const booking = await book(test, reader, title, { pickupPointId: 'science-desk' })
    await scan(test, copy)
    await cancel(test, reader, booking)
    expect(await statusOfCopy(copy)).toBe('in_transit')
    expect(await scan(test, copy, { desk: 'science-desk' })).toMatchObject({ outcome: 'send', to: { id: 'main' } })
    expect(await scan(test, copy)).toMatchObject({ outcome: 'reshelve' })
  })

  it('closes the gap in the queue', async () => {
    const { title, copy } = await aSingleCopy()
    await lend(test, await aReader(), copy)
    const [first, second] = [await aReader(), await aReader()]
    const booking = await book(test, first, title)
    const behind = await book(test, second, title)
    await cancel(test, first, booking)
    expect(await bookingNow(test, second, behind)).toMatchObject({ position: 1 })
  })

  it('comes too late once the book is in hand', async () => {
    const { reader, booking } = await aReadyBooking()
    await handOver(test, { readerNumber: reader.number })
    expect(await failureOf(cancel(test, reader, booking))).toMatchObject({
      status: 409,
      code: 'booking.not_possible_now',
      details: { status: 'collected' },
    })
  })
})
