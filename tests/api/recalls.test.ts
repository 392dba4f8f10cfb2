import type { Channel } from '../../bff/features/messages/outbox.service'
import type { OutboxRecord } from '../../bff/features/messages/messages.model'
import type { ReaderRecord } from '../../bff/features/readers/readers.model'
import { startTestApp, type TestApp } from '../support/app'
import { book, cancel, lend, messagesOf, refusalsOf, scan, sorted, templatesOf } from '../support/circulation'
import {
  aReader,
  aTitleWithCopies,
  collection,
  expectSound,
  foundLibrary,
  plainRules,
  readers,
} from '../support/library'

jest.setTimeout(60_000)

let test: TestApp
const carried: OutboxRecord[] = []
const channel: Channel = {
  send: (row) => {
    carried.push(row)
    return Promise.resolve(true)
  },
}

const recallRules = {
  ...plainRules,
  loans: plainRules.loans.map((rule) => ({
    ...rule,
    recallable: true,
    recallNoticeDays: 5,
    renewableWhenWaitedFor: true,
  })),
}

beforeAll(async () => {
  test = await startTestApp({ channels: [channel] })
  await foundLibrary(test)
})
afterAll(() => test.stop())
beforeEach(async () => {
  test.clock.set('2026-03-02T02:00:00.000Z')
  carried.length = 0
  await test.app.services.rules.replace(recallRules)
})
afterEach(() => expectSound(test))

async function lentTitle(copiesCount = 1) {
  const { title, copies } = await aTitleWithCopies(copiesCount)
  const [copy] = copies
  if (!copy) throw new Error('a copy')
  const borrower = await aReader()
  await lend(test, borrower, copy)
  return { title, copy, copies, borrower }
}

const loanOf = async (reader: ReaderRecord) => (await (await test.as(reader.number))('GET /loans')).items[0]
const renew = async (reader: ReaderRecord, id: string) =>
  (await test.as(reader.number))('POST /loans/:id/renew', { params: { id } })

const plainDue = '2026-04-01T15:59:59.000Z'

describe('a booking that recalls a loan (L3)', () => {
  it('brings the due date forward, keeps the first one and tells the borrower once', async () => {
    const { title, borrower } = await lentTitle()
    test.clock.advance({ days: 12 })
    await book(test, await aReader(), title)
    expect(await loanOf(borrower)).toMatchObject({
      dueAt: '2026-03-19T15:59:59.000Z',
      recalledAt: '2026-03-14T02:00:00.000Z',
      dueBeforeRecall: plainDue,
    })
    expect(await messagesOf(test, borrower)).toMatchObject([
      { template: 'loan_recalled', details: { title: title.title, dueAt: '2026-03-19T15:59:59.000Z' } },
    ])
  })

  it('never takes a guaranteed day', async () => {
    const { title, borrower } = await lentTitle()
    await book(test, await aReader(), title)
    expect(await loanOf(borrower)).toMatchObject({ dueAt: '2026-03-16T15:59:59.000Z' })
  })

  it('calls one loan back for each who waits, the one due last first', async () => {
    const { title, copies, borrower: first } = await lentTitle(2)
    test.clock.advance({ days: 2 })
    const second = await aReader()
    const [, other] = copies
    if (other) await lend(test, second, other)
    await book(test, await aReader(), title)
    expect(await loanOf(second)).toHaveProperty('recalledAt')
    expect(await loanOf(first)).not.toHaveProperty('recalledAt')
    await book(test, await aReader(), title)
    expect(await loanOf(first)).toHaveProperty('recalledAt')
    await book(test, await aReader(), title)
    expect(await templatesOf(test, first)).toEqual(['loan_recalled'])
    expect(await templatesOf(test, second)).toEqual(['loan_recalled'])
  })

  it('changes nothing where the rule knows no recall', async () => {
    await test.app.services.rules.replace(plainRules)
    const { title, borrower } = await lentTitle()
    await book(test, await aReader(), title)
    expect(await loanOf(borrower)).toMatchObject({ dueAt: plainDue })
    expect(await templatesOf(test, borrower)).toEqual([])
  })

  it('ends renewals, also where a loan may be renewed although somebody waits', async () => {
    const { title, borrower } = await lentTitle()
    await book(test, await aReader(), title)
    const loan = await loanOf(borrower)
    expect(await refusalsOf(renew(borrower, loan?.id ?? ''))).toEqual(['loan.waited_for'])
  })

  it('comes when a reader who had paused waits again', async () => {
    await test.app.services.rules.replace(plainRules)
    const { title, borrower } = await lentTitle()
    const other = await aReader()
    const booking = await book(test, other, title)
    const call = await test.as(other.number)
    await call('PATCH /bookings/:id', { params: { id: booking.id }, body: { suspendedUntil: '2026-04-01' } })
    await test.app.services.rules.replace(recallRules)
    await call('PATCH /bookings/:id', { params: { id: booking.id }, body: { suspendedUntil: null } })
    expect(await loanOf(borrower)).toHaveProperty('recalledAt')
  })
})

describe('a recall that is not needed any more (L3)', () => {
  it('gives the first due date back when the last booking is cancelled, and says so', async () => {
    const { title, borrower } = await lentTitle()
    const [one, two] = await readers(2)
    if (!one || !two) throw new Error('two readers')
    const first = await book(test, one, title)
    const second = await book(test, two, title)
    await cancel(test, one, first)
    expect(await loanOf(borrower)).toHaveProperty('recalledAt')
    await cancel(test, two, second)
    const loan = await loanOf(borrower)
    expect(loan).toMatchObject({ dueAt: plainDue })
    expect(loan).not.toHaveProperty('recalledAt')
    expect(await templatesOf(test, borrower)).toEqual(['loan_recall_lifted', 'loan_recalled'])
  })

  it('gives it back to one borrower when the book of another came back first', async () => {
    const { title, copy, copies } = await lentTitle(2)
    const second = await aReader()
    const [, other] = copies
    test.clock.advance({ days: 1 })
    if (other) await lend(test, second, other)
    await book(test, await aReader(), title)
    expect(await loanOf(second)).toHaveProperty('recalledAt')
    await scan(test, copy)
    expect(await loanOf(second)).not.toHaveProperty('recalledAt')
  })

  it('does not bring a date back that lies in the past', async () => {
    const { title, borrower } = await lentTitle()
    const other = await aReader()
    const booking = await book(test, other, title)
    test.clock.set('2026-04-03T02:00:00.000Z')
    await cancel(test, other, booking)
    expect(await loanOf(borrower)).toMatchObject({ dueAt: '2026-03-16T15:59:59.000Z', dueBeforeRecall: plainDue })
  })

  it('is not sent out of the library when it was lifted before (B10)', async () => {
    const { title, borrower } = await lentTitle()
    const other = await aReader()
    const booking = await book(test, other, title)
    await cancel(test, other, booking)
    await test.app.services.outbox.sendPending()
    const sent = carried.filter(({ readerId }) => readerId === borrower._id)
    expect(sent.map(({ template }) => template)).toEqual(['loan_recall_lifted'])
  })
})

describe('a recall beside a return or a renewal', () => {
  it('never touches a loan that has ended: either the copy is captured for the booking or the loan is recalled', async () => {
    for (let round = 0; round < 6; round++) {
      const { title, copy, borrower } = await lentTitle()
      const reader = await aReader()
      await Promise.all([test.as(reader.number), test.as('at-desk')])
      const { failed } = sorted(await Promise.allSettled([scan(test, copy), book(test, reader, title)]))
      expect(failed).toEqual([])
      const [loan] = await collection('loans').find({ titleId: title._id }).toArray()
      expect(loan).toMatchObject({ status: 'returned' })
      expect((await templatesOf(test, borrower)).length).toBeLessThanOrEqual(1)
    }
  })

  it('leaves no renewed date behind: renewed first and then recalled, or recalled and then refused', async () => {
    for (let round = 0; round < 6; round++) {
      test.clock.set('2026-03-02T02:00:00.000Z')
      const { title, borrower } = await lentTitle()
      test.clock.advance({ days: 12 })
      const loan = await loanOf(borrower)
      const reader = await aReader()
      await Promise.all([test.as(reader.number), test.as(borrower.number)])
      sorted(await Promise.allSettled([renew(borrower, loan?.id ?? ''), book(test, reader, title)]))
      expect(await loanOf(borrower)).toMatchObject({ dueAt: '2026-03-19T15:59:59.000Z' })
    }
  })
})
