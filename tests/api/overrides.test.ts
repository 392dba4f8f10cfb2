import type { RefusalCode } from '../../bff/contract/errors'
import type { CopyRecord } from '../../bff/features/copies/copies.model'
import type { ReaderRecord } from '../../bff/features/readers/readers.model'
import type { TitleRecord } from '../../bff/features/titles/titles.model'
import { startTestApp, type TestApp } from '../support/app'
import { book, bookingNow, failureOf, lend, refusalsOf, scan } from '../support/circulation'
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
  await aLibrarian({
    _id: 'head',
    permissions: ['desk', 'override.limit', 'override.blocks', 'override.waited_for', 'override.reference_only'],
  })
  const limits = [{ category: null, openBookings: 1, openLoans: 1, overdueGraceDays: 0 }]
  await test.app.services.rules.replace({ ...plainRules, limits })
})
afterAll(() => test.stop())
beforeEach(() => {
  test.clock.set('2026-03-02T02:00:00.000Z')
})
afterEach(() => expectSound(test))

const lendBy = async (who: string, to: ReaderRecord, what: { copy: CopyRecord; override?: RefusalCode[] }) =>
  (await test.as(who))('POST /desk/check-out', {
    body: {
      readerNumber: to.number,
      barcode: what.copy.barcode,
      ...(what.override ? { override: what.override } : {}),
    },
  })
const bookBy = async (who: string, to: ReaderRecord, title: TitleRecord, override: RefusalCode[] = []) =>
  (await test.as(who))('POST /desk/bookings', {
    body: { readerNumber: to.number, titleId: title._id, pickupPointId: 'desk', override },
  })

const aFreeCopy = async () => aCopy(await aTitle())

async function atLimit() {
  const reader = await aReader()
  await lend(test, reader, await aFreeCopy())
  return reader
}

describe('lending against a rule (C1)', () => {
  it('is possible with the permission, and recorded with who, when and what', async () => {
    const reader = await atLimit()
    const copy = await aFreeCopy()
    const loan = await lendBy('head', reader, { copy, override: ['loan.limit_reached'] })
    const override = { at: '2026-03-02T02:00:00.000Z', by: 'head', codes: ['loan.limit_reached'] }
    expect(loan).toMatchObject({ status: 'open', override })
    const own = (await (await test.as(reader.number))('GET /loans')).items
    expect(own).toHaveLength(2)
    expect(own.every((each) => !('override' in each))).toBe(true)
  })

  it('stays refused without the permission, whatever is asked for', async () => {
    const copy = await aFreeCopy()
    const lending = lendBy('at-desk', await atLimit(), { copy, override: ['loan.limit_reached', 'reader.blocked'] })
    expect(await refusalsOf(lending)).toEqual(['loan.limit_reached'])
    expect(await statusOfCopy(copy)).toBe('available')
  })

  it('is refused with what was not named, and says which of it this librarian could pass over', async () => {
    const reader = await atLimit()
    await collection('readers').updateOne({ number: reader.number }, { $set: { blockedBecause: '挂失' } })
    const copy = await aFreeCopy()
    const byHead = await failureOf(lendBy('head', reader, { copy, override: ['loan.limit_reached'] }))
    expect(byHead.details['refusals']).toMatchObject([{ code: 'reader.blocked', overridable: true }])
    const byDesk = await failureOf(lendBy('at-desk', reader, { copy }))
    expect(JSON.stringify(byDesk.details)).not.toContain('overridable')
  })

  it('never lends what is not there', async () => {
    const copy = await aFreeCopy()
    await lend(test, await aReader(), copy)
    const lending = lendBy('head', await aReader(), { copy, override: ['copy.not_available'] })
    expect(await refusalsOf(lending)).toEqual(['copy.not_available'])
  })

  it('gives a reader whose card has expired the ordinary period', async () => {
    const reader = await aReader({ cardExpiresOn: '2026-02-01' })
    const loan = await lendBy('head', reader, { copy: await aFreeCopy(), override: ['reader.card_expired'] })
    expect(loan).toMatchObject({ dueAt: '2026-04-01T15:59:59.000Z', isOverdue: false })
  })

  it.each(['paging', 'ready'] as const)(
    'takes a copy that is %s for another, who is first in line again',
    async (status) => {
      const { title, copies } = await aTitleWithCopies(1)
      const [copy] = copies
      if (!copy) throw new Error('a copy')
      const other = await aReader()
      const booking = await book(test, other, title)
      if (status === 'ready') await scan(test, copy)
      await lendBy('head', await aReader(), { copy, override: ['copy.waited_for'] })
      expect(await bookingNow(test, other, booking)).toMatchObject({ status: 'queued', position: 1 })
      expect(await scan(test, copy)).toMatchObject({ outcome: 'shelve_for_pickup', booking: { id: booking.id } })
    },
  )

  it('gives the other reader the next copy on the shelf where there is one', async () => {
    const { title, copies } = await aTitleWithCopies(2)
    const other = await aReader()
    const booking = await book(test, other, title)
    const copy = copies.find(({ barcode }) => barcode === booking.copy?.barcode)
    if (!copy) throw new Error('the copy of the booking')
    await lendBy('head', await aReader(), { copy, override: ['copy.waited_for'] })
    const moved = await bookingNow(test, other, booking)
    expect(moved).toMatchObject({ status: 'paging' })
    expect(moved.copy?.barcode).not.toBe(copy.barcode)
  })
})

describe('handing over against a rule (C1)', () => {
  it('refuses per book first, and hands over what is passed over', async () => {
    const { title, copies } = await aTitleWithCopies(1)
    const [copy] = copies
    if (!copy) throw new Error('a copy')
    const reader = await aReader()
    await book(test, reader, title)
    await scan(test, copy)
    await lend(test, reader, await aFreeCopy())
    const call = await test.as('head')
    const body = { readerNumber: reader.number, pickupPointId: 'desk' }
    const first = await call('POST /desk/hand-over', { body })
    expect(first.items).toMatchObject([
      { result: 'refused', refusals: [{ code: 'loan.limit_reached', overridable: true }] },
    ])
    const second = await call('POST /desk/hand-over', { body: { ...body, override: ['loan.limit_reached'] } })
    expect(second.items).toMatchObject([{ result: 'handed_over', loan: { override: { by: 'head' } } }])
  })
})

describe('booking for a reader at the desk (C1)', () => {
  it('is a booking like any other, placed by staff', async () => {
    const reader = await aReader()
    const { title } = await aTitleWithCopies(1)
    const booking = await bookBy('at-desk', reader, title)
    expect(booking).toMatchObject({ status: 'paging', history: [{ action: 'place', by: 'staff' }] })
    expect(booking).not.toHaveProperty('override')
    expect(await bookingNow(test, reader, booking)).toMatchObject({ id: booking.id })
  })

  it('passes over the limit with the permission only, and keeps the record', async () => {
    const reader = await aReader()
    await book(test, reader, (await aTitleWithCopies(1)).title)
    const { title } = await aTitleWithCopies(1)
    expect(await refusalsOf(bookBy('at-desk', reader, title, ['booking.limit_reached']))).toEqual([
      'booking.limit_reached',
    ])
    const booking = await bookBy('head', reader, title, ['booking.limit_reached'])
    expect(booking).toMatchObject({ override: { by: 'head', codes: ['booking.limit_reached'] } })
    expect(await bookingNow(test, reader, booking)).not.toHaveProperty('override')
  })

  it('promises no reference copy, and is for staff of the desk', async () => {
    const reader = await aReader()
    const title = await aTitle()
    await aCopy(title, { loanType: 'reference_only' })
    expect(await refusalsOf(bookBy('head', reader, title, ['copy.reference_only']))).toEqual(['copy.reference_only'])
    expect(await failureOf(bookBy('pages', reader, title))).toMatchObject({ status: 403 })
    expect(await failureOf(bookBy(reader.number, reader, title))).toMatchObject({ status: 403 })
    expect(await failureOf(bookBy('head', { ...reader, number: 'x' }, title))).toMatchObject({
      code: 'reader.unknown_number',
    })
  })
})
