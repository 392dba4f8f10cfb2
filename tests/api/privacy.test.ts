import { createWeChat } from '../../bff/infra/wechat'
import { startTestApp, type TestApp } from '../support/app'
import { book, cancel, collected, failureOf, handOver, lend, messagesOf, scan } from '../support/circulation'
import { createClient } from '../support/client'
import { startFakeWeChat, type FakeWeChat } from '../support/fake-wechat'
import {
  aLibrarian,
  aReader,
  aTitleWithCopies,
  collection,
  expectSound,
  foundLibrary,
  plainRules,
} from '../support/library'
import type { ReaderRecord } from '../../bff/features/readers/readers.model'

jest.setTimeout(60_000)

let fake: FakeWeChat
let test: TestApp

beforeAll(async () => {
  fake = await startFakeWeChat()
  test = await startTestApp({
    wechat: createWeChat({ apiBase: fake.apiBase, appid: 'wx1', secret: 'of the app', timeoutMs: 300 }),
  })
  await foundLibrary(test)
  await aLibrarian({ _id: 'cashier', permissions: ['fees'] })
  await aLibrarian({ _id: 'buyer', permissions: ['acquisitions'] })
})
afterAll(async () => {
  await test.stop()
  await fake.stop()
})
beforeEach(() => {
  test.clock.set('2026-03-02T02:00:00.000Z')
})
afterEach(() => expectSound(test))

const of = async (reader: ReaderRecord) => test.as(reader.number)
const keepHistory = async (reader: ReaderRecord, keepsHistory: boolean) =>
  (await of(reader))('PATCH /me/privacy', { body: { keepsHistory } })
const erase = async (reader: ReaderRecord) => (await of(reader))('POST /me/erasure', {})

/** The daily job, to its end. */
async function forget(): Promise<void> {
  await test.app.jobs.find(({ name }) => name === 'forget what has ended')?.run()
}

/** Books, collects and returns a book; late when it is so many days past due. */
async function aPastLoan(reader: ReaderRecord, daysLent = 10) {
  const { title, copies } = await aTitleWithCopies(1)
  const [copy] = copies
  if (!copy) throw new Error('one copy')
  const booking = await book(test, reader, title)
  const receipt = await collected(test, reader, copy)
  test.clock.advance({ days: daysLent })
  await scan(test, copy)
  const loan = await collection('loans').findOne({ copyId: copy._id })
  return { title, copy, booking, receipt, loanId: String(loan?._id) }
}

async function chargeFor(reader: ReaderRecord, { copy }: { readonly copy: { readonly barcode: string } }) {
  const body = { readerNumber: reader.number, amountCents: 300, reason: 'overdue', barcode: copy.barcode } as const
  return (await test.as('cashier'))('POST /desk/fees', { body })
}

const suggested = async (reader: ReaderRecord, title = '想买的书') =>
  (await of(reader))('POST /purchase-suggestions', { body: { title, note: '我的论文要用' } })

async function readerOf(name: string, id: string): Promise<unknown> {
  return (await collection(name).findOne({ _id: id as never }))?.['readerId']
}
const countOf = (name: string, reader: ReaderRecord) => collection(name).countDocuments({ readerId: reader._id })

describe('what has ended without consent (X1)', () => {
  it('loses its reader after thirty days: booking, loan, receipt and messages; until then the reader sees it', async () => {
    const reader = await aReader()
    const past = await aPastLoan(reader)
    test.clock.advance({ days: 29 })
    await forget()
    const loans = await (await of(reader))('GET /loans', { query: { state: 'closed' } })
    expect(loans.items).toMatchObject([{ id: past.loanId }])
    test.clock.advance({ days: 2 })
    await forget()
    for (const name of ['bookings', 'loans', 'receipts', 'messages']) expect(await countOf(name, reader)).toBe(0)
    expect(await readerOf('loans', past.loanId)).toBeNull()
    expect(await collection('receipts').findOne({ _id: past.receipt.receiptId as never })).toMatchObject({
      readerId: null,
      scanned: `forgotten:${past.receipt.receiptId}`,
    })
    expect((await (await of(reader))('GET /loans', { query: { state: 'closed' } })).items).toEqual([])
  })

  it('is forgotten, however often the job runs and though two of its runs overlap', async () => {
    const reader = await aReader()
    const past = await aPastLoan(reader)
    test.clock.advance({ days: 31 })
    await Promise.all([forget(), forget()])
    await forget()
    expect(await readerOf('loans', past.loanId)).toBeNull()
  })

  it('stays with what is open, however old that is', async () => {
    const reader = await aReader()
    const { title, copies } = await aTitleWithCopies(1)
    if (copies[0]) await lend(test, await aReader(), copies[0])
    const waiting = await book(test, reader, title)
    test.clock.advance({ days: 400 })
    await forget()
    expect(await readerOf('bookings', waiting.id)).toBe(reader._id)
  })

  it('keeps a loan that came back late for a term', async () => {
    const reader = await aReader()
    const late = await aPastLoan(reader, 40)
    test.clock.advance({ days: 179 })
    await forget()
    expect(await readerOf('loans', late.loanId)).toBe(reader._id)
    test.clock.advance({ days: 2 })
    await forget()
    expect(await readerOf('loans', late.loanId)).toBeNull()
  })

  it('keeps the loans of who owes money until that is settled; the settled fee loses its book in the end', async () => {
    const reader = await aReader()
    const past = await aPastLoan(reader)
    const fee = await chargeFor(reader, past)
    test.clock.advance({ days: 200 })
    await forget()
    expect(await readerOf('loans', past.loanId)).toBe(reader._id)
    await (
      await test.as('cashier')
    )('POST /desk/fees/:id/paid', { params: { id: fee.id } })
    await forget()
    expect(await readerOf('loans', past.loanId)).toBeNull()
    const settled = await collection('fees').findOne({ _id: fee.id as never })
    expect(settled).toMatchObject({ readerId: reader._id, amountCents: 300, titleId: null, barcode: null })
  })

  it('leaves the figures of a title as they were (B17)', async () => {
    const past = await aPastLoan(await aReader())
    const figures = () => test.app.services.loans.meanLoanDaysOf([past.title._id])
    const before = await figures()
    test.clock.advance({ days: 31 })
    await forget()
    expect(await figures()).toEqual(before)
    expect(before.get(past.title._id)).toBeCloseTo(10)
  })

  it('is passed by for those who keep a history, also when they are many', async () => {
    const keeper = await aReader()
    await keepHistory(keeper, true)
    const kept = await aPastLoan(keeper)
    const other = await aPastLoan(await aReader())
    test.clock.advance({ days: 400 })
    await forget()
    expect(await readerOf('loans', kept.loanId)).toBe(keeper._id)
    expect(await readerOf('bookings', kept.booking.id)).toBe(keeper._id)
    expect(await readerOf('loans', other.loanId)).toBeNull()
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
    expect(await readerOf('purchase_suggestions', decided)).toBe(reader._id)
    test.clock.advance({ days: 2 })
    await forget()
    expect(await collection('purchase_suggestions').findOne({ _id: decided as never })).toMatchObject({
      ...{ readerId: null, note: null, title: '想买的书', status: 'accepted' },
    })
    expect(await readerOf('purchase_suggestions', waiting.id)).toBe(reader._id)
  })

  it('stays with a reader who keeps a history, until that is withdrawn', async () => {
    const reader = await aReader()
    await keepHistory(reader, true)
    const decided = await decidedFor(reader)
    test.clock.advance({ days: 60 })
    await forget()
    expect(await readerOf('purchase_suggestions', decided)).toBe(reader._id)
    await keepHistory(reader, false)
    expect(await readerOf('purchase_suggestions', decided)).toBeNull()
  })

  it('of a reader who has left is nobody’s, though it still waits; it can be decided and nobody is told', async () => {
    const reader = await aReader()
    const { id } = await suggested(reader)
    await erase(reader)
    expect(await readerOf('purchase_suggestions', id)).toBeNull()
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
    const given = await keepHistory(reader, true)
    expect(given).toMatchObject({ keepsHistory: true, changedAt: '2026-03-02T02:00:00.000Z' })
    test.clock.advance({ days: 1 })
    expect(await keepHistory(reader, true)).toEqual(given)
  })

  it('takes the reader from all that has ended when it is withdrawn, and leaves what is open', async () => {
    const reader = await aReader()
    await keepHistory(reader, true)
    const past = await aPastLoan(reader)
    const open = await aTitleWithCopies(1)
    const booking = await book(test, reader, open.title)
    if (open.copies[0]) await scan(test, open.copies[0])
    await keepHistory(reader, false)
    expect(await readerOf('loans', past.loanId)).toBeNull()
    expect(await readerOf('bookings', past.booking.id)).toBeNull()
    expect(await readerOf('bookings', booking.id)).toBe(reader._id)
    expect(await messagesOf(test, reader)).toMatchObject([{ template: 'booking_ready', bookingId: booking.id }])
  })

  it('leaves the loans of who owes money when it is withdrawn', async () => {
    const reader = await aReader()
    await keepHistory(reader, true)
    const owed = await aPastLoan(reader)
    await chargeFor(reader, owed)
    await keepHistory(reader, false)
    expect(await readerOf('loans', owed.loanId)).toBe(reader._id)
  })

  it('takes nothing from somebody who says no and had never said yes', async () => {
    const reader = await aReader()
    const past = await aPastLoan(reader)
    await keepHistory(reader, false)
    expect(await readerOf('loans', past.loanId)).toBe(reader._id)
  })

  it('wants a clear word', async () => {
    const call = await of(await aReader())
    // @ts-expect-error not a boolean
    expect(await failureOf(call('PATCH /me/privacy', { body: { keepsHistory: 'yes' } }))).toMatchObject({ status: 422 })
  })
})

describe('leaving (X1)', () => {
  it('is refused with everything that is still open, and takes nothing', async () => {
    const reader = await aReader()
    const past = await aPastLoan(reader)
    const [lent, booked] = [await aTitleWithCopies(1), await aTitleWithCopies(1)]
    if (lent.copies[0]) await lend(test, reader, lent.copies[0])
    await book(test, reader, booked.title)
    await chargeFor(reader, past)
    const failure = await failureOf(erase(reader))
    expect(failure).toMatchObject({ status: 422, code: 'erasure.refused' })
    expect(failure.refusals).toEqual(['erasure.open_loans', 'erasure.open_bookings', 'erasure.unsettled_fees'])
    expect(await readerOf('loans', past.loanId)).toBe(reader._id)
  })

  it('forgets all history, also what came back late, and leaves no pass, message or stored answer', async () => {
    const reader = await aReader()
    await keepHistory(reader, true)
    const late = await aPastLoan(reader, 40)
    await (
      await of(reader)
    )('GET /pickup-pass')
    const { title } = await aTitleWithCopies(1)
    await cancel(test, reader, await book(test, reader, title))
    expect(await erase(reader)).toEqual({ ok: true })
    expect(await readerOf('loans', late.loanId)).toBeNull()
    for (const name of ['bookings', 'loans', 'visits', 'receipts', 'messages', 'pickup_passes'])
      expect(await countOf(name, reader)).toBe(0)
    const answers = await collection('idempotent_answers')
      .find({ _id: { $gte: `${reader.number} ` as never } })
      .toArray()
    expect(answers.filter(({ _id }) => String(_id).startsWith(`${reader.number} POST /bookings`))).toEqual([])
  })

  it('unties WeChat and signs out everywhere', async () => {
    const reader = await aReader()
    const visitor = await test.anybody('POST /session', { body: { kind: 'wechat', code: 'of-leaver' } })
    const bound = await createClient(test.origin, async () => visitor.token)('POST /session/bind', {
      body: { kind: 'demo', account: reader.number },
    })
    await erase(reader)
    const onPhone = createClient(test.origin, async () => bound.token)
    expect(await failureOf(onPhone('GET /me'))).toMatchObject({ status: 401 })
    expect((await test.anybody('POST /session', { body: { kind: 'wechat', code: 'of-leaver' } })).me.reader).toBeNull()
  })

  it('and booking at the same moment never leave an open booking of somebody forgotten', async () => {
    for (let round = 0; round < 4; round++) {
      const reader = await aReader()
      const { title } = await aTitleWithCopies(1)
      await of(reader)
      await Promise.allSettled([erase(reader), book(test, reader, title)])
      const open = await collection('bookings').find({ titleId: title._id }).toArray()
      for (const booking of open) expect(booking['readerId']).toBe(reader._id)
    }
  })

  it('a delegated pass ends with its reader’s leaving (P3)', async () => {
    await test.app.services.rules.replace(plainRules)
    const reader = await aReader()
    const { title, copies } = await aTitleWithCopies(1)
    const booking = await book(test, reader, title)
    if (copies[0]) await scan(test, copies[0])
    const pass = await (await of(reader))('POST /pickup-passes', { body: { bookingIds: [booking.id] } })
    await cancel(test, reader, booking)
    await erase(reader)
    expect((await failureOf(handOver(test, { pass: pass.pass }))).code).toBe('pass.invalid')
  })
})
