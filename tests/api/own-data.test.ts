import { startTestApp, type TestApp } from '../support/app'
import { failureOf } from '../support/circulation'
import { aLibrarian, aReader, expectSound, foundLibrary } from '../support/library'
import { aPastLoan } from '../support/privacy'
import type { ReaderRecord } from '../../bff/features/readers/readers.model'

jest.setTimeout(60_000)

let test: TestApp

beforeAll(async () => {
  test = await startTestApp()
  await foundLibrary(test)
  await aLibrarian({ _id: 'cashier', permissions: ['fees'] })
})
afterAll(() => test.stop())
beforeEach(() => {
  test.clock.set('2026-03-02T02:00:00.000Z')
})
afterEach(() => expectSound(test))

const of = async (reader: ReaderRecord) => test.as(reader.number)

describe('what the library keeps on me (X1)', () => {
  it('is one document with everything: bookings, loans, messages, receipts, fees, suggestions, consents, who looked', async () => {
    const reader = await aReader({ department: '数学系' })
    await (
      await of(reader)
    )('PATCH /me/privacy', { body: { keepsHistory: true } })
    const past = await aPastLoan(test, reader)
    const charge = {
      readerNumber: reader.number,
      amountCents: 300,
      reason: 'overdue',
      barcode: past.copy.barcode,
    } as const
    const fee = await (await test.as('cashier'))('POST /desk/fees', { body: charge })
    await (
      await test.as('at-desk')
    )('GET /desk/readers/:number', { params: { number: reader.number } })
    const wish = await (
      await of(reader)
    )('POST /purchase-suggestions', { body: { title: '想买的书', note: '我的论文要用' } })
    const data = await (await of(reader))('GET /me/data')
    expect(data).toMatchObject({
      profile: { number: reader.number, name: reader.name, department: '数学系' },
      consents: { keepsHistory: true },
      bookings: [{ id: past.booking.id, status: 'collected' }],
      loans: [{ id: past.loanId, status: 'returned' }],
      receipts: [{ id: past.receipt.receiptId, items: [{ bookingId: past.booking.id, result: 'handed_over' }] }],
      fees: [{ id: fee.id, amountCents: 300 }],
      purchaseSuggestions: [wish],
      accountViews: [{ by: { account: 'at-desk' }, reason: 'reader_account' }],
      incomplete: [],
    })
    expect(data.messages.map(({ template }) => template)).toEqual(['booking_ready'])
  })

  it('names the groups that I was shown the code of, and those that I wait for', async () => {
    const reader = await aReader()
    const ids = await test.app.services.consultationGroups.describe([
      { scene: 'waited-for', name: { zh: '教参咨询群', en: 'Reserves' }, description: { zh: '有问必答' } },
    ])
    const id = ids.get('waited-for') ?? ''
    const call = await of(reader)
    await call('POST /consultation-groups/:id/join', { params: { id } })
    expect((await call('GET /me/data')).consultationGroups).toEqual([
      { group: { id, name: '教参咨询群' }, outcome: 'waiting', at: '2026-03-02T02:00:00.000Z' },
    ])
    expect((await (await of(await aReader()))('GET /me/data')).consultationGroups).toEqual([])
  })

  it('is nobody else’s', async () => {
    await aPastLoan(test, await aReader())
    expect(await (await of(await aReader()))('GET /me/data')).toMatchObject({ bookings: [], loans: [], receipts: [] })
    expect(await failureOf((await test.as('at-desk'))('GET /me/data'))).toMatchObject({ status: 403 })
  })

  it('cannot be asked for again and again', async () => {
    const call = await of(await aReader())
    for (let n = 0; n < 6; n++) await call('GET /me/data')
    expect(await failureOf(call('GET /me/data'))).toMatchObject({ status: 429, code: 'rate.limited' })
  })

  it('says who of the staff looked at my account, when and why, the last one first, page by page', async () => {
    const reader = await aReader()
    for (const who of ['at-desk', 'at-science']) {
      await (
        await test.as(who)
      )('GET /desk/readers/:number', { params: { number: reader.number } })
      test.clock.advance({ minutes: 1 })
    }
    const call = await of(reader)
    const first = await call('GET /me/account-views', { query: { limit: 1 } })
    expect(first.items).toMatchObject([
      { by: { account: 'at-science', name: 'at-science' }, at: '2026-03-02T02:01:00.000Z', reason: 'reader_account' },
    ])
    const second = await call('GET /me/account-views', { query: { limit: 1, cursor: first.next } })
    expect(second.items).toMatchObject([{ by: { account: 'at-desk' } }])
    expect(second.next).toBeUndefined()
  })
})
