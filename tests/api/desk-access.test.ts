import { startTestApp, type TestApp } from '../support/app'
import { failureOf, handOver } from '../support/circulation'
import { aCopy, aReader, aTitle, foundLibrary } from '../support/library'

let test: TestApp

beforeAll(async () => {
  test = await startTestApp()
  await foundLibrary(test)
})
afterAll(() => test.stop())

describe('who may work at the desk', () => {
  const calls = [
    ['GET /desk/paging-list', {}],
    ['GET /desk/shelf', { query: { pickupPointId: 'desk' } }],
    ['POST /desk/check-in', { body: { barcode: 'X', pickupPointId: 'desk' } }],
    ['POST /desk/check-out', { body: { barcode: 'X', readerNumber: 'X' } }],
    ['POST /desk/hand-over', { body: { readerNumber: 'X', pickupPointId: 'desk' } }],
    ['POST /desk/bookings/:id/put-back', { params: { id: 'x' } }],
    ['POST /desk/paging-list/:bookingId/claim', { params: { bookingId: 'x' }, body: {} }],
    ['POST /desk/paging-list/:bookingId/release', { params: { bookingId: 'x' } }],
    ['POST /desk/paging-list/:bookingId/not-found', { params: { bookingId: 'x' }, body: {} }],
  ] as const

  it.each(calls)('%s: nobody without a login, and no reader', async (operation, request) => {
    const reader = await test.as((await aReader()).number)
    expect(await failureOf(test.anybody(operation, request as never))).toMatchObject({
      status: 401,
      code: 'auth.required',
    })
    expect(await failureOf(reader(operation, request as never))).toMatchObject({ status: 403, code: 'auth.forbidden' })
  })

  it('lets a paging librarian fetch and scan, but neither lend nor hand over', async () => {
    const pages = await test.as('pages')
    const copy = await aCopy(await aTitle())
    await pages('GET /desk/paging-list')
    await pages('POST /desk/check-in', { body: { barcode: copy.barcode, pickupPointId: 'desk' } })
    for (const call of [
      () => pages('POST /desk/check-out', { body: { barcode: copy.barcode, readerNumber: 'X' } }),
      () => pages('POST /desk/hand-over', { body: { readerNumber: 'X', pickupPointId: 'desk' } }),
      () => pages('POST /desk/bookings/:id/put-back', { params: { id: 'x' } }),
    ]) {
      expect(await failureOf(call())).toMatchObject({
        status: 403,
        code: 'auth.forbidden',
        details: { permissions: ['desk'] },
      })
    }
  })

  it('shows a librarian no reader’s rooms', async () => {
    const desk = await test.as('at-desk')
    expect(await failureOf(desk('GET /bookings'))).toMatchObject({ status: 403, code: 'auth.forbidden' })
    expect(await failureOf(handOver(test, { readerNumber: 'X' }))).toMatchObject({ code: 'reader.unknown_number' })
  })
})
