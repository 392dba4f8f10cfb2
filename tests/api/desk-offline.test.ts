import { randomUUID } from 'node:crypto'
import { startTestApp, type TestApp } from '../support/app'
import { book, bookingNow, failureOf, lend, messagesOf, scan } from '../support/circulation'
import { aCopy, aReader, aTitle, collection, expectSound, foundLibrary, statusOfCopy } from '../support/library'
import type { CopyRecord } from '../../bff/features/copies/copies.model'

let test: TestApp

beforeAll(async () => {
  test = await startTestApp()
  await foundLibrary(test)
})
afterAll(() => test.stop())
beforeEach(() => test.clock.set('2026-03-02T02:00:00.000Z'))
afterEach(() => expectSound(test))

async function aSingleCopy(own: Partial<CopyRecord> = {}) {
  const title = await aTitle()
  return { title, copy: await aCopy(title, own) }
}

async function aLentCopy() {
  const { title, copy } = await aSingleCopy()
  await lend(test, await aReader(), copy)
  return { title, copy }
}

describe('what a desk scanned without a network (D3)', () => {
  it('ends the loan when the book was in hand, so that the way to the network is no overdue day', async () => {
    const { copy } = await aLentCopy()
    await collection('loans').updateOne({ copyId: copy._id }, { $set: { dueAt: new Date('2026-03-04T15:59:59.000Z') } })
    test.clock.set('2026-03-05T02:00:00.000Z')
    const answer = await scan(test, copy, { scannedAt: '2026-03-04T12:00:00.000Z' })
    expect(answer.loan).toMatchObject({ returnedAt: '2026-03-04T12:00:00.000Z', isOverdue: false })
    expect(answer).not.toHaveProperty('clock')
  })

  it('takes the library’s time when the clock of the phone is ahead, and says so', async () => {
    const { copy } = await aLentCopy()
    test.clock.advance({ days: 2 })
    const answer = await scan(test, copy, { scannedAt: '2027-01-01T00:00:00.000Z' })
    expect(answer.loan?.returnedAt).toBe('2026-03-04T02:00:00.000Z')
    expect(answer.clock).toEqual({ code: 'scan.clock_ahead', taken: '2026-03-04T02:00:00.000Z' })
  })

  it('says nothing of a clock that is ahead by a little', async () => {
    const { copy } = await aLentCopy()
    const answer = await scan(test, copy, { scannedAt: '2026-03-02T02:04:00.000Z' })
    expect(answer.loan?.returnedAt).toBe('2026-03-02T02:00:00.000Z')
    expect(answer).not.toHaveProperty('clock')
  })

  it('takes a clock that is a little behind for the beginning of the loan', async () => {
    const { copy } = await aLentCopy()
    const answer = await scan(test, copy, { scannedAt: '2026-03-02T01:57:00.000Z' })
    expect(answer.loan?.returnedAt).toBe('2026-03-02T02:00:00.000Z')
  })

  it('refuses a scan of more than seven days ago, and changes nothing', async () => {
    const { copy } = await aLentCopy()
    test.clock.advance({ days: 9 })
    const old = await failureOf(scan(test, copy, { scannedAt: '2026-03-03T02:00:00.000Z' }))
    expect(old).toMatchObject({
      status: 422,
      code: 'scan.too_old',
      details: { scannedAt: '2026-03-03T02:00:00.000Z', days: 7 },
    })
    expect(await statusOfCopy(copy)).toBe('on_loan')
  })

  it('does not end a loan that began after the scan', async () => {
    const { copy } = await aSingleCopy()
    test.clock.advance({ hours: 5 })
    await lend(test, await aReader(), copy)
    const late = await failureOf(scan(test, copy, { scannedAt: '2026-03-02T03:00:00.000Z' }))
    expect(late).toMatchObject({ status: 409, code: 'copy.state_conflict' })
    expect(await statusOfCopy(copy)).toBe('on_loan')
  })

  it('does not move a book that another desk has had in hand since', async () => {
    const { copy } = await aSingleCopy({ branchId: 'science' })
    test.clock.advance({ hours: 3 })
    await scan(test, copy, { desk: 'science-desk' })
    const late = await failureOf(scan(test, copy, { scannedAt: '2026-03-02T03:00:00.000Z' }))
    expect(late).toMatchObject({ status: 409, code: 'copy.state_conflict' })
    expect(await statusOfCopy(copy)).toBe('available')
  })

  it('is applied in the order of the scans, each with its own time', async () => {
    const first = await aLentCopy()
    const second = await aLentCopy()
    test.clock.advance({ hours: 6 })
    const returned = []
    for (const [{ copy }, scannedAt] of [
      [first, '2026-03-02T03:00:00.000Z'],
      [second, '2026-03-02T03:01:00.000Z'],
      [first, '2026-03-02T03:02:00.000Z'],
    ] as const)
      returned.push((await scan(test, copy, { scannedAt })).loan?.returnedAt)
    expect(returned).toEqual(['2026-03-02T03:00:00.000Z', '2026-03-02T03:01:00.000Z', undefined])
  })

  it('does no harm when it arrives twice', async () => {
    const { copy } = await aLentCopy()
    test.clock.advance({ hours: 6 })
    const call = await test.as('at-desk')
    const request = {
      body: { barcode: copy.barcode, pickupPointId: 'desk', scannedAt: '2026-03-02T03:00:00.000Z' },
    } as const
    const key = { idempotencyKey: randomUUID() }
    const [one, other] = await Promise.all([
      call('POST /desk/check-in', request, key),
      call('POST /desk/check-in', request, key),
    ])
    expect(one).toEqual(other)
    expect(one.loan?.returnedAt).toBe('2026-03-02T03:00:00.000Z')
  })

  it('is ready from the scan on, and keeps every day that the reader has to come', async () => {
    const { title, copy } = await aSingleCopy()
    const reader = await aReader()
    const booking = await book(test, reader, title)
    test.clock.advance({ days: 2 })
    await scan(test, copy, { scannedAt: '2026-03-02T08:00:00.000Z' })
    const ready = await bookingNow(test, reader, booking)
    expect(ready.pickupDeadline).toBe('2026-03-07T15:59:59.000Z')
    expect((await messagesOf(test, reader))[0]?.details).toMatchObject({ pickupDeadline: ready.pickupDeadline })
    expect(await collection('bookings').findOne({ copyId: copy._id })).toMatchObject({
      readyAt: new Date('2026-03-02T08:00:00.000Z'),
    })
  })

  it('takes no time that is none', async () => {
    const { copy } = await aSingleCopy()
    expect(await failureOf(scan(test, copy, { scannedAt: 'yesterday' }))).toMatchObject({
      status: 422,
      code: 'request.invalid',
    })
  })
})
