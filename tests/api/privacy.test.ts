import { startTestApp, type TestApp } from '../support/app'
import { book, failureOf, lend, messagesOf, scan } from '../support/circulation'
import { aLibrarian, aReader, aTitleWithCopies, collection, expectSound, foundLibrary } from '../support/library'
import { aPastLoan, chargeFor, countOf, keepHistory, ownerOf } from '../support/privacy'
import { textLike } from '../support/matchers'
import type { ReaderRecord } from '../../bff/features/readers/readers.model'

jest.setTimeout(60_000)

let test: TestApp

beforeAll(async () => {
  test = await startTestApp()
  await foundLibrary(test)
  await aLibrarian({ _id: 'cashier', permissions: ['fees'] })
  await aLibrarian({ _id: 'buyer', permissions: ['acquisitions'] })
})
afterAll(() => test.stop())
beforeEach(() => {
  test.clock.set('2026-03-02T02:00:00.000Z')
})
afterEach(() => expectSound(test))

const of = async (reader: ReaderRecord) => test.as(reader.number)
const erase = async (reader: ReaderRecord) => (await of(reader))('POST /me/erasure', {})

/** The daily job, to its end. */
async function forget(): Promise<void> {
  await test.app.jobs.find(({ name }) => name === 'forget what has ended')?.run()
}

const suggested = async (reader: ReaderRecord, title = '想买的书') =>
  (await of(reader))('POST /purchase-suggestions', { body: { title, note: '我的论文要用' } })

describe('what has ended without consent (X1)', () => {
  it('loses its reader after thirty days: booking, loan, receipt and messages; until then the reader sees it', async () => {
    const reader = await aReader()
    const past = await aPastLoan(test, reader)
    test.clock.advance({ days: 29 })
    await forget()
    const loans = await (await of(reader))('GET /loans', { query: { state: 'closed' } })
    expect(loans.items).toMatchObject([{ id: past.loanId }])
    test.clock.advance({ days: 2 })
    await forget()
    for (const name of ['bookings', 'loans', 'receipts', 'messages']) expect(await countOf(name, reader)).toBe(0)
    expect(await ownerOf('loans', past.loanId)).toBeNull()
    expect(await collection('receipts').findOne({ _id: past.receipt.receiptId as never })).toMatchObject({
      readerId: null,
      scanned: `forgotten:${past.receipt.receiptId}`,
    })
    expect((await (await of(reader))('GET /loans', { query: { state: 'closed' } })).items).toEqual([])
  })

  it('is forgotten, however often the job runs and though two of its runs overlap', async () => {
    const reader = await aReader()
    const past = await aPastLoan(test, reader)
    test.clock.advance({ days: 31 })
    await Promise.all([forget(), forget()])
    await forget()
    expect(await ownerOf('loans', past.loanId)).toBeNull()
  })

  it('stays with what is open, however old that is', async () => {
    const reader = await aReader()
    const { title, copies } = await aTitleWithCopies(1)
    if (copies[0]) await lend(test, await aReader(), copies[0])
    const waiting = await book(test, reader, title)
    test.clock.advance({ days: 400 })
    await forget()
    expect(await ownerOf('bookings', waiting.id)).toBe(reader._id)
  })

  it('keeps a loan that came back late for a term', async () => {
    const reader = await aReader()
    const late = await aPastLoan(test, reader, 40)
    test.clock.advance({ days: 179 })
    await forget()
    expect(await ownerOf('loans', late.loanId)).toBe(reader._id)
    test.clock.advance({ days: 2 })
    await forget()
    expect(await ownerOf('loans', late.loanId)).toBeNull()
  })

  it('keeps the loans of who owes money until that is settled; the settled fee loses its book in the end', async () => {
    const reader = await aReader()
    const past = await aPastLoan(test, reader)
    const fee = await chargeFor(test, reader, past.copy)
    test.clock.advance({ days: 200 })
    await forget()
    expect(await ownerOf('loans', past.loanId)).toBe(reader._id)
    await (
      await test.as('cashier')
    )('POST /desk/fees/:id/paid', { params: { id: fee.id } })
    await forget()
    expect(await ownerOf('loans', past.loanId)).toBeNull()
    const settled = await collection('fees').findOne({ _id: fee.id as never })
    expect(settled).toMatchObject({ readerId: reader._id, amountCents: 300, titleId: null, barcode: null })
  })

  it('leaves the figures of a title as they were (B17)', async () => {
    const past = await aPastLoan(test, await aReader())
    const figures = () => test.app.services.loans.meanLoanDaysOf([past.title._id])
    const before = await figures()
    test.clock.advance({ days: 31 })
    await forget()
    expect(await figures()).toEqual(before)
    expect(before.get(past.title._id)).toBeCloseTo(10)
  })

  it('is passed by for those who keep a history, also when they are many', async () => {
    const keeper = await aReader()
    await keepHistory(test, keeper, true)
    const kept = await aPastLoan(test, keeper)
    const other = await aPastLoan(test, await aReader())
    test.clock.advance({ days: 400 })
    await forget()
    expect(await ownerOf('loans', kept.loanId)).toBe(keeper._id)
    expect(await ownerOf('bookings', kept.booking.id)).toBe(keeper._id)
    expect(await ownerOf('loans', other.loanId)).toBeNull()
  })
})

describe('a purchase suggestion that has been decided (X1)', () => {
  const decidedFor = async (reader: ReaderRecord) => {
    const { id } = await suggested(reader)
    await (
      await test.as('buyer')
    )('POST /desk/purchase-suggestions/:id/decide', { params: { id }, body: { decision: 'accepted' } })
    return id
  }

  it('loses its reader and the reader’s own words after thirty days; the library keeps what it decided', async () => {
    const reader = await aReader()
    const decided = await decidedFor(reader)
    const waiting = await suggested(reader, '还没处理的书')
    test.clock.advance({ days: 29 })
    await forget()
    expect(await ownerOf('purchase_suggestions', decided)).toBe(reader._id)
    test.clock.advance({ days: 2 })
    await forget()
    expect(await collection('purchase_suggestions').findOne({ _id: decided as never })).toMatchObject({
      ...{ readerId: null, note: null, title: '想买的书', status: 'accepted' },
    })
    expect(await ownerOf('purchase_suggestions', waiting.id)).toBe(reader._id)
  })

  it('stays with a reader who keeps a history, until that is withdrawn', async () => {
    const reader = await aReader()
    await keepHistory(test, reader, true)
    const decided = await decidedFor(reader)
    test.clock.advance({ days: 60 })
    await forget()
    expect(await ownerOf('purchase_suggestions', decided)).toBe(reader._id)
    await keepHistory(test, reader, false)
    expect(await ownerOf('purchase_suggestions', decided)).toBeNull()
  })

  it('of a reader who has left is nobody’s, though it still waits; it can be decided and nobody is told', async () => {
    const reader = await aReader()
    const { id } = await suggested(reader)
    await erase(reader)
    expect(await ownerOf('purchase_suggestions', id)).toBeNull()
    const decided = await (
      await test.as('buyer')
    )('POST /desk/purchase-suggestions/:id/decide', { params: { id }, body: { decision: 'accepted' } })
    expect(decided).toMatchObject({ status: 'accepted', title: '想买的书' })
    expect(await countOf('messages', reader)).toBe(0)
  })
})

describe('the consent to a history (X1)', () => {
  it('is not given by anybody who was never asked', async () => {
    expect(await (await of(await aReader()))('GET /me/privacy')).toEqual({
      keepsHistory: false,
      historyDays: 30,
      lateLoanDays: 180,
    })
  })

  it('is kept with its time; saying the same again changes nothing', async () => {
    const reader = await aReader()
    const given = await keepHistory(test, reader, true)
    expect(given).toMatchObject({ keepsHistory: true, changedAt: '2026-03-02T02:00:00.000Z' })
    test.clock.advance({ days: 1 })
    expect(await keepHistory(test, reader, true)).toEqual(given)
  })

  it('takes the reader from all that has ended when it is withdrawn, and leaves what is open', async () => {
    const reader = await aReader()
    await keepHistory(test, reader, true)
    const past = await aPastLoan(test, reader)
    const open = await aTitleWithCopies(1)
    const booking = await book(test, reader, open.title)
    if (open.copies[0]) await scan(test, open.copies[0])
    await keepHistory(test, reader, false)
    expect(await ownerOf('loans', past.loanId)).toBeNull()
    expect(await ownerOf('bookings', past.booking.id)).toBeNull()
    expect(await ownerOf('bookings', booking.id)).toBe(reader._id)
    expect(await messagesOf(test, reader)).toMatchObject([{ template: 'booking_ready', bookingId: booking.id }])
  })

  it('leaves the loans of who owes money when it is withdrawn', async () => {
    const reader = await aReader()
    await keepHistory(test, reader, true)
    const owed = await aPastLoan(test, reader)
    await chargeFor(test, reader, owed.copy)
    await keepHistory(test, reader, false)
    expect(await ownerOf('loans', owed.loanId)).toBe(reader._id)
  })

  it('takes what the phone was answered with it, but for the last day, which may still be asked for again', async () => {
    const reader = await aReader()
    await keepHistory(test, reader, true)
    await suggested(reader)
    test.clock.advance({ days: 2 })
    await suggested(reader, '昨天想买的书')
    await keepHistory(test, reader, false)
    const left = await collection('idempotent_answers')
      .find({ _id: { $gte: `${reader.number} POST `, $lt: `${reader.number}!` } as never })
      .toArray()
    expect(left).toMatchObject([{ body: textLike(/昨天想买的书/) }])
  })

  it('takes nothing from somebody who says no and had never said yes', async () => {
    const reader = await aReader()
    const past = await aPastLoan(test, reader)
    await keepHistory(test, reader, false)
    expect(await ownerOf('loans', past.loanId)).toBe(reader._id)
  })

  it('wants a clear word', async () => {
    const call = await of(await aReader())
    // @ts-expect-error not a boolean
    expect(await failureOf(call('PATCH /me/privacy', { body: { keepsHistory: 'yes' } }))).toMatchObject({ status: 422 })
  })
})
