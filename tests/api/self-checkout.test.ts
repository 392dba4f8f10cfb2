import { ReadingRoomModel } from '../../bff/features/self-checkout/self-checkout.model'
import type { CopyRecord } from '../../bff/features/copies/copies.model'
import type { ReaderRecord } from '../../bff/features/readers/readers.model'
import { startTestApp, type TestApp } from '../support/app'
import { book, bookingNow, failureOf, lend, refusalsOf, scan, sorted } from '../support/circulation'
import { aCopy, aReader, aTitle, collection, expectSound, foundLibrary, plainRules, readers } from '../support/library'

jest.setTimeout(60_000)

let test: TestApp

/** Short loans stand on the shelf for whoever comes: they are not booked there. */
const rules = {
  ...plainRules,
  onShelf: [...plainRules.onShelf, { branchId: null, loanType: 'short' as const, allowed: false }],
}

beforeAll(async () => {
  test = await startTestApp()
  await foundLibrary(test)
  await ReadingRoomModel.create([
    { _id: 'room', branchId: 'main', name: { zh: '理科阅览室' }, order: 1, kind: 'rotating' },
    { _id: 'far', branchId: 'science', name: { zh: '分馆阅览室' }, order: 1, kind: 'printed', printedCode: 'FARR2345' },
  ])
})
afterAll(() => test.stop())
beforeEach(async () => {
  test.clock.set('2026-03-02T02:00:00.000Z')
  await test.app.services.rules.replace(rules)
})
afterEach(() => expectSound(test))

async function codeOf(roomId = 'room'): Promise<string> {
  const { items } = await (await test.as('at-desk'))('GET /desk/place-codes')
  const shown = items.find(({ room }) => room.id === roomId)
  if (!shown) throw new Error(`no room ${roomId}`)
  return shown.code
}

const borrow = async (reader: ReaderRecord, copy: CopyRecord, placeCode?: string) => {
  const body = { barcode: copy.barcode, placeCode: placeCode ?? (await codeOf()) }
  return (await test.as(reader.number))('POST /self-checkout', { body })
}

async function aFreeCopy(own: Partial<CopyRecord> = {}) {
  const title = await aTitle()
  return { title, copy: await aCopy(title, own) }
}

describe('borrowing at the shelf (L6)', () => {
  it('lends the copy and gives a receipt for the gate that names the desensitising', async () => {
    const { title, copy } = await aFreeCopy()
    const reader = await aReader()
    const loan = await borrow(reader, copy)
    expect(loan).toMatchObject({ status: 'open', title: { id: title._id }, dueAt: '2026-04-01T15:59:59.000Z' })
    expect(loan.gateReceipt).toMatchObject({
      barcode: copy.barcode,
      lentAt: '2026-03-02T02:00:00.000Z',
      room: { id: 'room', name: '理科阅览室' },
      steps: ['desensitise', 'show_receipt'],
    })
    const call = await test.as(reader.number)
    expect(await call('GET /loans/:id/gate-receipt', { params: { id: loan.id } })).toEqual(loan.gateReceipt)
  })

  it('is the same loan when it is scanned twice, also when the code on the wall has changed', async () => {
    const { copy } = await aFreeCopy()
    const reader = await aReader()
    const code = await codeOf()
    const loan = await borrow(reader, copy, code)
    test.clock.advance({ minutes: 40 })
    expect(await borrow(reader, copy, code)).toEqual(loan)
    expect((await (await test.as(reader.number))('GET /loans')).items).toHaveLength(1)
  })

  it('takes the code that was shown just before, in whatever letters, and not an older one', async () => {
    const reader = await aReader()
    const code = await codeOf()
    test.clock.advance({ minutes: 10 })
    const first = await aFreeCopy()
    await borrow(reader, first.copy, ` ${code.slice(0, 4).toLowerCase()}-${code.slice(4)} `)
    test.clock.advance({ minutes: 10 })
    expect(await refusalsOf(borrow(reader, (await aFreeCopy()).copy, code))).toEqual(['place_code.invalid'])
  })

  it('takes the printed code of a room in the branch of the copy only', async () => {
    const { copy } = await aFreeCopy({ branchId: 'science' })
    const reader = await aReader()
    expect(await refusalsOf(borrow(reader, copy))).toEqual(['place_code.other_branch'])
    expect(await borrow(reader, copy, 'farr2345')).toMatchObject({ gateReceipt: { room: { id: 'far' } } })
  })

  it('collects a book that is ready for this reader', async () => {
    const { title, copy } = await aFreeCopy()
    const reader = await aReader()
    const booking = await book(test, reader, title)
    await scan(test, copy)
    await borrow(reader, copy)
    expect(await bookingNow(test, reader, booking)).toMatchObject({ status: 'collected' })
  })

  it('ends the reader’s own wait for the title, so that nobody books what they have', async () => {
    const { title, copy } = await aFreeCopy({ loanType: 'short' })
    await aCopy(title, { status: 'on_order' })
    const reader = await aReader()
    const booking = await book(test, reader, title)
    await borrow(reader, copy)
    expect(await bookingNow(test, reader, booking)).toMatchObject({ status: 'cancelled' })
  })
})

describe('what cannot be borrowed at the shelf (L6, C1)', () => {
  it('says every reason at once', async () => {
    await test.app.services.rules.replace({
      ...rules,
      limits: [{ category: null, openBookings: 5, openLoans: 1, overdueGraceDays: 0 }],
    })
    const reader = await aReader()
    await lend(test, reader, (await aFreeCopy()).copy)
    const { copy } = await aFreeCopy({ loanType: 'reference_only' })
    expect(await refusalsOf(borrow(reader, copy, 'WRONG234'))).toEqual([
      'place_code.invalid',
      'loan.limit_reached',
      'copy.reference_only',
    ])
  })

  it('is a copy that is fetched or ready for somebody else, or on loan', async () => {
    const { title, copy } = await aFreeCopy()
    await book(test, await aReader(), title)
    expect(await refusalsOf(borrow(await aReader(), copy))).toEqual(['copy.waited_for'])
    const lent = await aFreeCopy()
    await lend(test, await aReader(), lent.copy)
    expect(await refusalsOf(borrow(await aReader(), lent.copy))).toEqual(['copy.not_available'])
  })

  it('is a copy on the shelf for which somebody else waits', async () => {
    const { title, copy } = await aFreeCopy({ loanType: 'short' })
    await aCopy(title, { status: 'on_order' })
    await book(test, await aReader(), title)
    expect(await refusalsOf(borrow(await aReader(), copy))).toEqual(['copy.waited_for'])
  })

  it('is nothing for who guesses codes, for a while', async () => {
    const reader = await aReader()
    const { copy } = await aFreeCopy()
    for (let each = 0; each < 5; each++) await failureOf(borrow(reader, copy, 'WRONG234'))
    const failure = await failureOf(borrow(reader, copy))
    expect(failure).toMatchObject({ status: 429, code: 'rate.limited' })
    await borrow(await aReader(), (await aFreeCopy()).copy)
    test.clock.advance({ minutes: 1 })
    expect(await borrow(reader, copy)).toMatchObject({ status: 'open' })
  })

  it('is a barcode that the library does not have', async () => {
    const { copy } = await aFreeCopy()
    const failure = await failureOf(borrow(await aReader(), { ...copy, barcode: 'X1' }))
    expect(failure).toMatchObject({ status: 422, code: 'copy.unknown_barcode' })
  })
})

describe('at the gate', () => {
  const check = async (barcode: string, code: string) =>
    (await test.as('at-desk'))('GET /desk/gate-check', { query: { barcode, code } })

  it('the code of the receipt stands for this book until it is returned', async () => {
    const { copy } = await aFreeCopy()
    const { gateReceipt } = await borrow(await aReader(), copy)
    const code = gateReceipt?.code ?? ''
    expect(await check(copy.barcode, code)).toEqual({ isValid: true, lentAt: '2026-03-02T02:00:00.000Z' })
    expect(await check(copy.barcode, 'AAAAAA')).toEqual({ isValid: false })
    const other = await aFreeCopy()
    await borrow(await aReader(), other.copy)
    expect(await check(other.copy.barcode, code)).toEqual({ isValid: false })
    await scan(test, copy)
    expect(await check(copy.barcode, code)).toEqual({ isValid: false })
  })

  it('there is a receipt only for one’s own loan that was made at the shelf', async () => {
    const reader = await aReader()
    const { copy } = await aFreeCopy()
    const { id } = await borrow(reader, copy)
    const receipt = async (of: ReaderRecord, loanId: string) =>
      (await test.as(of.number))('GET /loans/:id/gate-receipt', { params: { id: loanId } })
    expect(await failureOf(receipt(await aReader(), id))).toMatchObject({ status: 404 })
    const atDesk = await lend(test, reader, (await aFreeCopy()).copy)
    expect(await failureOf(receipt(reader, atDesk.id))).toMatchObject({ status: 404 })
  })

  it('place codes are shown to staff only', async () => {
    const reader = await aReader()
    expect(await failureOf((await test.as(reader.number))('GET /desk/place-codes'))).toMatchObject({ status: 403 })
    expect(await failureOf((await test.as('pages'))('GET /desk/place-codes'))).toMatchObject({ status: 403 })
  })
})

describe('several at once (B5, B6)', () => {
  it('lends one copy to one of those who scan it', async () => {
    const { title, copy } = await aFreeCopy()
    const all = await readers(5)
    const code = await codeOf()
    await Promise.all(all.map((reader) => test.as(reader.number)))
    const { came, failed } = sorted(await Promise.allSettled(all.map((reader) => borrow(reader, copy, code))))
    expect(came).toHaveLength(1)
    expect(failed.map(({ refusals }) => refusals)).toEqual(Array(4).fill(['copy.not_available']))
    expect(await collection('loans').countDocuments({ titleId: title._id })).toBe(1)
  })

  it('gives the last place under the loan limit once, at the shelf and at the desk', async () => {
    const limits = [{ category: null, openBookings: 5, openLoans: 2, overdueGraceDays: 0 }]
    await test.app.services.rules.replace({ ...rules, limits })
    const reader = await aReader()
    const copies = [await aFreeCopy(), await aFreeCopy(), await aFreeCopy(), await aFreeCopy()].map(({ copy }) => copy)
    const code = await codeOf()
    await test.as(reader.number)
    const { came, failed } = sorted(
      await Promise.allSettled(
        copies.map(async (copy, n) => {
          if (n % 2 === 0) await lend(test, reader, copy)
          else await borrow(reader, copy, code)
        }),
      ),
    )
    expect(came).toHaveLength(2)
    expect(failed.map(({ refusals }) => refusals)).toEqual(Array(2).fill(['loan.limit_reached']))
  })
})
