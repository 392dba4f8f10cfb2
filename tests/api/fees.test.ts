import type { ReaderRecord } from '../../bff/features/readers/readers.model'
import type { RequestOf } from '../../bff/contract'
import { startTestApp, type TestApp } from '../support/app'
import { book, bookingNow, failureOf, lend, refusalsOf, scan, sorted, templatesOf } from '../support/circulation'
import {
  aCopy,
  aLibrarian,
  aReader,
  aTitle,
  aTitleWithCopies,
  collection,
  expectSound,
  foundLibrary,
  plainRules,
  statusOfCopy,
} from '../support/library'

jest.setTimeout(60_000)

let test: TestApp

beforeAll(async () => {
  test = await startTestApp()
  await foundLibrary(test)
  await aLibrarian({ _id: 'cashier', permissions: ['fees'] })
  await test.app.services.rules.replace(withFeeLimits({ feeBlockCents: 1000 }))
})
afterAll(() => test.stop())
beforeEach(() => {
  test.clock.set('2026-03-02T02:00:00.000Z')
})
afterEach(() => expectSound(test))

const withFeeLimits = (mayOwe: { feeBlockCents: number; renewalFeeBlockCents?: number }) => ({
  ...plainRules,
  limits: plainRules.limits.map((limit) => ({ ...limit, ...mayOwe })),
})

type NewFee = RequestOf<'POST /desk/fees'>['body']

const cashier = () => test.as('cashier')
const feesOf = async (reader: ReaderRecord, state: 'open' | 'closed' = 'open') =>
  (await test.as(reader.number))('GET /fees', { query: { state } })
const charge = async (reader: ReaderRecord, own: Partial<NewFee> = {}) =>
  (await cashier())('POST /desk/fees', {
    body: { readerNumber: reader.number, amountCents: 1500, reason: 'overdue', ...own },
  })
const settle = async (id: string) => (await cashier())('POST /desk/fees/:id/paid', { params: { id } })
const waive = async (id: string) =>
  (await cashier())('POST /desk/fees/:id/waived', { params: { id }, body: { note: '第一次' } })
const lose = async (loan: { readonly id: string }, amountCents = 8600) =>
  (await cashier())('POST /desk/loans/:id/lost', { params: { id: loan.id }, body: { amountCents } })

async function aLoan(copiesCount = 1) {
  const { title, copies } = await aTitleWithCopies(copiesCount)
  const [copy] = copies
  if (!copy) throw new Error('a copy')
  const reader = await aReader()
  return { title, copy, copies, reader, loan: await lend(test, reader, copy) }
}

describe('a fee (L5)', () => {
  it('is recorded with amount and reason, and seen by its reader only', async () => {
    const { title, copy, reader } = await aLoan()
    await charge(reader, { barcode: copy.barcode, reason: 'damage', note: '水渍' })
    expect(await feesOf(reader)).toMatchObject({
      openCents: 1500,
      items: [
        {
          amountCents: 1500,
          currency: 'CNY',
          reason: 'damage',
          status: 'open',
          title: { id: title._id },
          barcode: copy.barcode,
          note: '水渍',
        },
      ],
    })
    expect(await feesOf(await aReader())).toEqual({ openCents: 0, items: [] })
  })

  it('for a damaged book of a loan names the loan and its copy, open or returned', async () => {
    const { title, copy, reader, loan } = await aLoan()
    const about = { loanId: loan.id, barcode: copy.barcode, title: { id: title._id }, reason: 'damage' }
    expect(await charge(reader, { loanId: loan.id, reason: 'damage', amountCents: 300 })).toMatchObject(about)
    await scan(test, copy)
    await charge(reader, { loanId: loan.id, reason: 'damage', amountCents: 200 })
    expect((await feesOf(reader)).items).toMatchObject([about, about])
  })

  it('for a loan is for one of that reader, and never for the loss of it, which is reported', async () => {
    const { reader, loan } = await aLoan()
    expect(await failureOf(charge(await aReader(), { loanId: loan.id }))).toMatchObject({ status: 404 })
    expect(await failureOf(charge(reader, { loanId: 'nothing' }))).toMatchObject({ status: 404 })
    for (const wrong of [{ reason: 'lost' as const }, { barcode: 'X' }])
      expect(await failureOf(charge(reader, { loanId: loan.id, ...wrong }))).toMatchObject({ code: 'request.invalid' })
    expect((await feesOf(reader)).items).toEqual([])
  })

  it('for a returned loan beside the forgetting of it never leaves it owed by nobody (X1)', async () => {
    for (let round = 0; round < 5; round++) {
      const { reader, copy, loan } = await aLoan()
      await scan(test, copy)
      test.clock.advance({ days: 31 })
      const forget = test.app.jobs.find(({ name }) => name === 'forget what has ended')
      await cashier()
      await Promise.allSettled([forget?.run(), charge(reader, { loanId: loan.id, amountCents: 1 })])
      await expectSound(test)
    }
  })

  it('keeps its reader from booking and borrowing until it is paid', async () => {
    const reader = await aReader()
    const title = await aTitle()
    const copy = await aCopy(title)
    const fee = await charge(reader)
    const refusal = { code: 'reader.owes_fees', details: { amountCents: 1500 }, remedy: 'ask_the_desk' }
    const failure = await failureOf(book(test, reader, title))
    expect(failure.details['refusals']).toEqual([refusal])
    expect(await refusalsOf(lend(test, reader, copy))).toEqual(['reader.owes_fees'])
    expect((await (await test.as(reader.number))('GET /me')).reader?.blocks).toEqual([refusal])
    await settle(fee.id)
    expect(await book(test, reader, title)).toMatchObject({ status: 'paging' })
  })

  it('keeps from nothing as long as all of them together are not above what may be owed', async () => {
    const reader = await aReader()
    await charge(reader, { amountCents: 600 })
    await charge(reader, { amountCents: 400 })
    await book(test, reader, (await aTitleWithCopies(1)).title)
    await charge(reader, { amountCents: 1 })
    expect(await refusalsOf(book(test, reader, (await aTitleWithCopies(1)).title))).toEqual(['reader.owes_fees'])
  })

  it('keeps from renewing too (L3), or only above a limit of its own where the rule says one', async () => {
    const { reader, loan } = await aLoan()
    const renew = async () => (await test.as(reader.number))('POST /loans/:id/renew', { params: { id: loan.id } })
    test.clock.advance({ days: 1 })
    await charge(reader)
    expect(await refusalsOf(renew())).toEqual(['reader.owes_fees'])
    await test.app.services.rules.replace(withFeeLimits({ feeBlockCents: 1000, renewalFeeBlockCents: 1500 }))
    expect(await renew()).toMatchObject({ renewals: 1 })
    expect(await refusalsOf(book(test, reader, (await aTitleWithCopies(1)).title))).toEqual(['reader.owes_fees'])
    await charge(reader, { amountCents: 1 })
    test.clock.advance({ days: 1 })
    expect(await refusalsOf(renew())).toEqual(['reader.owes_fees'])
    await test.app.services.rules.replace(withFeeLimits({ feeBlockCents: 1000 }))
  })

  it('is let go with a reason; paid is paid, and twice is once', async () => {
    const reader = await aReader()
    const [first, second] = [await charge(reader), await charge(reader)]
    expect(await waive(first.id)).toMatchObject({ status: 'waived' })
    expect(await settle(second.id)).toEqual(await settle(second.id))
    expect(await failureOf(settle(first.id))).toMatchObject({ status: 409, code: 'fee.not_possible_now' })
    expect(await failureOf(waive(second.id))).toMatchObject({ status: 409, details: { status: 'paid' } })
    expect((await feesOf(reader, 'closed')).items.map(({ status }) => status).sort()).toEqual(['paid', 'waived'])
  })

  it('is for librarians who may, and for readers and copies that there are', async () => {
    const reader = await aReader()
    const body = { readerNumber: reader.number, amountCents: 100, reason: 'overdue' } as const
    expect(await failureOf((await test.as('at-desk'))('POST /desk/fees', { body }))).toMatchObject({ status: 403 })
    expect(await failureOf((await test.as(reader.number))('POST /desk/fees', { body }))).toMatchObject({ status: 403 })
    expect(await failureOf(charge({ ...reader, number: 'nobody' }))).toMatchObject({ code: 'reader.unknown_number' })
    expect(await failureOf(charge(reader, { barcode: 'X' }))).toMatchObject({ code: 'copy.unknown_barcode' })
    for (const amountCents of [0, -5, 1.5, 1e9])
      expect(await failureOf(charge(reader, { amountCents }))).toMatchObject({ code: 'request.invalid' })
    expect(await failureOf(settle('nothing'))).toMatchObject({ status: 404 })
  })

  it('is either seen by a booking beside it, or came later', async () => {
    for (let round = 0; round < 5; round++) {
      const reader = await aReader()
      const { title } = await aTitleWithCopies(1)
      await Promise.all([test.as(reader.number), cashier()])
      const { came, failed } = sorted(await Promise.allSettled([book(test, reader, title), charge(reader)]))
      expect(came.length + failed.length).toBe(2)
      expect(failed.flatMap(({ refusals }) => refusals)).toEqual(failed.length === 0 ? [] : ['reader.owes_fees'])
      expect((await feesOf(reader)).openCents).toBe(1500)
    }
  })
})

describe('a lost book (L5)', () => {
  it('ends the loan, marks the copy and records the replacement', async () => {
    const { copy, reader, loan } = await aLoan()
    expect(await lose(loan)).toMatchObject({
      loan: { id: loan.id, status: 'lost', lostAt: '2026-03-02T02:00:00.000Z', allowedActions: [] },
      fee: { amountCents: 8600, reason: 'lost', status: 'open', loanId: loan.id, barcode: copy.barcode },
    })
    expect(await statusOfCopy(copy)).toBe('lost')
    const call = await test.as(reader.number)
    expect((await call('GET /loans')).items).toEqual([])
    expect((await call('GET /loans', { query: { state: 'closed' } })).items).toMatchObject([{ status: 'lost' }])
    expect((await feesOf(reader)).openCents).toBe(8600)
  })

  it('is reported once, also by two desks at once, and costs once', async () => {
    const { reader, loan } = await aLoan()
    await cashier()
    const { came, failed } = sorted(await Promise.allSettled([lose(loan), lose(loan), lose(loan)]))
    expect(failed).toEqual([])
    expect(new Set(came.map(({ fee }) => fee?.id)).size).toBe(1)
    expect((await feesOf(reader)).items).toHaveLength(1)
  })

  it('costs nothing where nothing is asked for', async () => {
    const { reader, loan } = await aLoan()
    expect(await lose(loan, 0)).not.toHaveProperty('fee')
    expect((await feesOf(reader)).items).toEqual([])
  })

  it('ends the bookings that no copy can serve any more, and only those', async () => {
    const { title, loan } = await aLoan()
    const waiting = await aReader()
    const booking = await book(test, waiting, title)
    await lose(loan)
    expect(await bookingNow(test, waiting, booking)).toMatchObject({ status: 'unfilled' })
    expect(await templatesOf(test, waiting)).toEqual(['booking_unfilled'])

    const other = await aLoan(2)
    const [, second] = other.copies
    if (second) await lend(test, await aReader(), second)
    const kept = await book(test, waiting, other.title)
    await lose(other.loan)
    expect(await bookingNow(test, waiting, kept)).toMatchObject({ status: 'queued' })
  })

  it('is not lost once it was returned', async () => {
    const { copy, loan } = await aLoan()
    await scan(test, copy)
    expect(await refusalsOf(lose(loan))).toEqual(['loan.not_open'])
  })

  it('is returned or lost, never both, when the report and the scan come at once', async () => {
    for (let round = 0; round < 5; round++) {
      const { copy, loan } = await aLoan()
      await Promise.all([cashier(), test.as('at-desk')])
      await Promise.allSettled([lose(loan), scan(test, copy)])
      await expectSound(test)
      expect(await statusOfCopy(copy)).toBe('available')
    }
  })
})

describe('a lost book that comes back (L5, D1)', () => {
  it('lets an open replacement go and goes to its shelf', async () => {
    const { copy, reader, loan } = await aLoan()
    await lose(loan)
    test.clock.advance({ days: 3 })
    expect(await scan(test, copy)).toMatchObject({
      outcome: 'reshelve',
      loan: { id: loan.id, status: 'lost', returnedAt: '2026-03-05T02:00:00.000Z' },
      fee: { status: 'waived', amountCents: 8600 },
    })
    expect(await statusOfCopy(copy)).toBe('available')
    expect((await feesOf(reader)).openCents).toBe(0)
  })

  it('says that what was paid is to be given back, until it was', async () => {
    const { copy, loan } = await aLoan()
    const { fee } = await lose(loan)
    await settle(fee?.id ?? '')
    expect((await scan(test, copy)).fee).toMatchObject({ id: fee?.id, status: 'to_refund' })
    const refund = await (await cashier())('POST /desk/fees/:id/refunded', { params: { id: fee?.id ?? '' } })
    expect(refund).toMatchObject({ status: 'refunded' })
    const [stored] = await collection('fees').find({ loanId: loan.id }).toArray()
    expect(stored?.['history']).toMatchObject([
      { status: 'open', by: 'cashier' },
      { status: 'paid', by: 'cashier' },
      { status: 'to_refund', by: null },
      { status: 'refunded', by: 'cashier' },
    ])
  })

  it('goes to the first who waits', async () => {
    const { title, copy, loan, copies } = await aLoan(2)
    const [, second] = copies
    if (second) await lend(test, await aReader(), second)
    await lose(loan)
    const booking = await book(test, await aReader(), title)
    expect(await scan(test, copy)).toMatchObject({ outcome: 'shelve_for_pickup', booking: { id: booking.id } })
  })
})
