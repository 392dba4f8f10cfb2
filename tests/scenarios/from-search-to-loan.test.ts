import { startTestApp, type TestApp } from '../support/app'
import { aCopy, aReader, aTitle, expectSound, foundLibrary } from '../support/library'

describe('a student books a print book and picks it up', () => {
  let test: TestApp

  beforeAll(async () => {
    test = await startTestApp()
    await foundLibrary(test)
  })
  afterAll(() => test.stop())

  it('leads from the search to the loan, and nobody is ever surprised', async () => {
    const title = await aTitle({
      title: '数据结构（C语言版）',
      contributors: [{ name: '严蔚敏', role: 'author' }],
      isbns: ['9787302147510'],
    })
    const copy = await aCopy(title)
    const lin = await aReader({ name: '林晓' })
    await test.followSearch()
    const reader = await test.as(lin.number)
    const desk = await test.as('at-desk')

    const found = await test.anybody('GET /titles', { query: { q: '数据结构' } })
    expect(found.items[0]).toMatchObject({ id: title._id, availability: { copies: 1, available: 1, queue: 0 } })

    const options = await reader('GET /titles/:id/booking-options', { params: { id: title._id } })
    expect(options).toMatchObject({ kind: 'page', refusals: [], queue: { length: 0 } })
    const promise = options.pickupPoints.find(({ id }) => id === 'desk')?.readyBy
    // Monday 10:00; the next round is at 14:00 and takes an hour
    expect(promise).toBe('2026-03-02T07:00:00.000Z')

    const placed = await reader('POST /bookings', {
      body: { titleId: title._id, pickupPointId: 'desk', expectedKind: 'page' },
    })
    expect(placed).toMatchObject({
      kind: 'page',
      status: 'paging',
      readyBy: promise,
      allowedActions: ['change_pickup_point', 'cancel'],
    })

    const list = await desk('GET /desk/paging-list', { query: { branch: 'main' } })
    expect(list.items).toMatchObject([{ bookingId: placed.id, copy: { barcode: copy.barcode, floor: '3F' } }])
    await desk('POST /desk/paging-list/:bookingId/claim', { params: { bookingId: placed.id }, body: {} })

    const scanned = await desk('POST /desk/check-in', { body: { barcode: copy.barcode, pickupPointId: 'desk' } })
    expect(scanned).toMatchObject({
      outcome: 'shelve_for_pickup',
      booking: { id: placed.id, reader: { number: lin.number } },
    })

    const home = await reader('GET /home')
    const need = home.needsMe[0]
    expect(need).toMatchObject({ kind: 'booking_ready', booking: { id: placed.id } })
    // three days later, at the end of that day in the library's time zone
    const deadline = '2026-03-05T15:59:59.000Z'
    expect(need).toHaveProperty('booking.pickupDeadline', deadline)
    const inbox = await reader('GET /messages')
    expect(inbox).toMatchObject({
      unread: 1,
      items: [{ template: 'booking_ready', details: { pickupDeadline: deadline } }],
    })
    const shelf = await desk('GET /desk/shelf', { query: { pickupPointId: 'desk' } })
    expect(shelf.ready).toMatchObject([{ barcode: copy.barcode, pickupDeadline: deadline }])

    const { pass } = await reader('GET /pickup-pass')
    const receipt = await desk('POST /desk/hand-over', { body: { pass, pickupPointId: 'desk' } })
    expect(receipt.items).toMatchObject([{ barcode: copy.barcode, result: 'handed_over' }])
    const again = await desk('POST /desk/hand-over', { body: { pass, pickupPointId: 'desk' } })
    expect(again.receiptId).toBe(receipt.receiptId)

    const loans = await reader('GET /loans')
    expect(loans.items).toMatchObject([{ copy: { barcode: copy.barcode }, dueAt: '2026-04-01T15:59:59.000Z' }])
    const closed = await reader('GET /bookings', { query: { state: 'closed' } })
    expect(closed.items[0]?.history.map(({ action }) => action)).toEqual(['place', 'capture_here', 'collect'])
    await expectSound(test)
  })
})
