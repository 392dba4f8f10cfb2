import { startTestApp, type TestApp } from '../support/app'
import { book, bookingNow, failureOf, lend, refusalsOf, scan } from '../support/circulation'
import { aCopy, aReader, aTitle, collection, expectSound, foundLibrary, plainRules } from '../support/library'
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
})
afterEach(() => expectSound(test))

async function aLoan(reader: ReaderRecord) {
  const title = await aTitle()
  const copy = await aCopy(title)
  return { title, copy, loan: await lend(test, reader, copy) }
}

const renew = async (reader: ReaderRecord, id: string) =>
  (await test.as(reader.number))('POST /loans/:id/renew', { params: { id } })

describe('a renewal (L2, L3)', () => {
  it('counts from today, as often as the rule allows', async () => {
    const reader = await aReader()
    const { loan } = await aLoan(reader)
    expect(loan).toMatchObject({ dueAt: '2026-04-01T15:59:59.000Z', renewals: 0, allowedActions: ['renew'] })
    test.clock.advance({ days: 20 })
    expect(await renew(reader, loan.id)).toMatchObject({ dueAt: '2026-04-21T15:59:59.000Z', renewals: 1 })
    test.clock.advance({ days: 20 })
    expect(await renew(reader, loan.id)).toMatchObject({ dueAt: '2026-05-11T15:59:59.000Z', renewals: 2 })
    test.clock.advance({ days: 10 })
    const failure = await failureOf(renew(reader, loan.id))
    expect(failure).toMatchObject({ status: 422, code: 'loan.refused' })
    expect(failure.details['refusals']).toEqual([
      { code: 'loan.cap_reached', details: { renewals: 2, limit: 2 }, remedy: 'return_on_time' },
    ])
  })

  it('never passes the days that a loan may last in all', async () => {
    const [rule] = plainRules.loans
    if (!rule) throw new Error('one rule')
    await test.app.services.rules.replace({ ...plainRules, loans: [{ ...rule, totalDays: 40 }] })
    const reader = await aReader()
    const { loan } = await aLoan(reader)
    test.clock.advance({ days: 20 })
    expect((await renew(reader, loan.id)).dueAt).toBe('2026-04-11T15:59:59.000Z')
    expect(await refusalsOf(renew(reader, loan.id))).toEqual(['loan.cap_reached'])
  })

  it('gives nothing when it would give no day more', async () => {
    const reader = await aReader()
    const { loan } = await aLoan(reader)
    expect(await refusalsOf(renew(reader, loan.id))).toEqual(['loan.cap_reached'])
  })

  it('is refused when somebody waits, unless the rule says otherwise; who has paused does not wait', async () => {
    const reader = await aReader()
    const { title, loan } = await aLoan(reader)
    test.clock.advance({ days: 10 })
    const other = await aReader()
    const waiting = await book(test, other, title)
    const failure = await failureOf(renew(reader, loan.id))
    expect(failure.details['refusals']).toEqual([
      { code: 'loan.waited_for', details: { waiting: 1 }, remedy: 'return_on_time' },
    ])
    const call = await test.as(other.number)
    await call('PATCH /bookings/:id', { params: { id: waiting.id }, body: { suspendedUntil: '2026-04-01' } })
    expect(await renew(reader, loan.id)).toMatchObject({ renewals: 1 })
  })

  it('is refused to who is overdue, and says every other reason beside', async () => {
    const reader = await aReader()
    const { title, loan } = await aLoan(reader)
    await book(test, await aReader(), title)
    await collection('readers').updateOne({ number: reader.number }, { $set: { blockedBecause: '证件挂失' } })
    test.clock.set('2026-04-01T16:00:00.000Z')
    expect(await refusalsOf(renew(reader, loan.id))).toEqual(['reader.blocked', 'loan.overdue', 'loan.waited_for'])
    const loans = await (await test.as(reader.number))('GET /loans')
    expect(loans.items).toMatchObject([{ isOverdue: true }])
  })

  it('is not for a book that was brought back, nor for somebody else’s', async () => {
    const reader = await aReader()
    const { copy, loan } = await aLoan(reader)
    expect(await failureOf(renew(await aReader(), loan.id))).toMatchObject({ status: 404, code: 'resource.not_found' })
    await scan(test, copy)
    expect(await refusalsOf(renew(reader, loan.id))).toEqual(['loan.not_open'])
  })

  it('happens once when it is tapped twice at once', async () => {
    const reader = await aReader()
    const { loan } = await aLoan(reader)
    test.clock.advance({ days: 10 })
    await Promise.allSettled([renew(reader, loan.id), renew(reader, loan.id), renew(reader, loan.id)])
    const loans = await (await test.as(reader.number))('GET /loans')
    expect(loans.items).toMatchObject([{ renewals: 1, dueAt: '2026-04-11T15:59:59.000Z' }])
  })
})

describe('renewing all at once', () => {
  it('gives a result per book: what can be renewed is, and the others say why not', async () => {
    const reader = await aReader()
    const free = await aLoan(reader)
    const wanted = await aLoan(reader)
    test.clock.advance({ days: 10 })
    await book(test, await aReader(), wanted.title)
    const call = await test.as(reader.number)
    const { items } = await call('POST /loans/renew-all')
    const resultOf = (id: string) => items.find(({ loan }) => loan.id === id)
    expect(items).toHaveLength(2)
    expect(resultOf(free.loan.id)).toMatchObject({ result: 'renewed', loan: { renewals: 1 } })
    expect(resultOf(free.loan.id)).not.toHaveProperty('refusals')
    expect(resultOf(wanted.loan.id)).toMatchObject({
      result: 'refused',
      loan: { renewals: 0 },
      refusals: [{ code: 'loan.waited_for' }],
    })
  })

  it('answers an empty list to who has nothing', async () => {
    const call = await test.as((await aReader()).number)
    expect(await call('POST /loans/renew-all')).toEqual({ items: [] })
  })
})

describe('my loans', () => {
  it('show the one that is due first on top, page by page, and what was brought back apart', async () => {
    const reader = await aReader()
    const made = []
    for (let each = 0; each < 3; each++) {
      made.push(await aLoan(reader))
      test.clock.advance({ days: 1 })
    }
    const call = await test.as(reader.number)
    const first = await call('GET /loans', { query: { limit: 2 } })
    const second = await call('GET /loans', { query: { limit: 2, ...(first.next ? { cursor: first.next } : {}) } })
    expect([...first.items, ...second.items].map(({ id }) => id)).toEqual(made.map(({ loan }) => loan.id))
    expect(second).not.toHaveProperty('next')
    const [returned] = made
    if (returned) await scan(test, returned.copy)
    expect((await call('GET /loans')).items).toHaveLength(2)
    const closed = await call('GET /loans', { query: { state: 'closed' } })
    expect(closed.items).toMatchObject([{ id: returned?.loan.id, status: 'returned', allowedActions: [] }])
  })

  it('serve the next in the queue when they end', async () => {
    const { title, copy } = await aLoan(await aReader())
    const next = await aReader()
    const booking = await book(test, next, title)
    await scan(test, copy)
    expect(await bookingNow(test, next, booking)).toMatchObject({ status: 'ready', copy: { barcode: copy.barcode } })
  })
})
