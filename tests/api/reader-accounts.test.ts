import { startTestApp, type TestApp } from '../support/app'
import { book, failureOf, lend } from '../support/circulation'
import { aLibrarian, aReader, aTitleWithCopies, collection, expectSound, foundLibrary } from '../support/library'

let test: TestApp

beforeAll(async () => {
  test = await startTestApp()
  await foundLibrary(test)
  await aLibrarian({ _id: 'cashier', permissions: ['fees'] })
})
afterAll(() => test.stop())
afterEach(() => expectSound(test))

const look = async (who: string, number: string) =>
  (await test.as(who))('GET /desk/readers/:number', { params: { number } })
const accessesTo = (readerId: string) => collection('staff_accesses').find({ readerId }).sort({ by: 1 }).toArray()

describe('what the desk sees of a reader', () => {
  it('is loans, bookings, fees and what stands in the way', async () => {
    const reader = await aReader({ department: '数学系' })
    const lent = await aTitleWithCopies(1)
    const booked = await aTitleWithCopies(1)
    const [copy] = lent.copies
    if (copy) await lend(test, reader, copy)
    await book(test, reader, booked.title)
    const body = { readerNumber: reader.number, amountCents: 250, reason: 'overdue' } as const
    await (
      await test.as('cashier')
    )('POST /desk/fees', { body })
    await collection('readers').updateOne({ number: reader.number }, { $set: { blockedBecause: '挂失' } })
    expect(await look('at-desk', reader.number)).toMatchObject({
      reader: { number: reader.number, name: reader.name, department: '数学系' },
      blocks: [{ code: 'reader.blocked' }],
      limits: { bookings: { limit: 5, open: 1 }, loans: { limit: 10, open: 1 } },
      loans: [{ title: { id: lent.title._id } }],
      bookings: [{ title: { id: booked.title._id } }],
      fees: [{ amountCents: 250, status: 'open' }],
      openCents: 250,
    })
  })

  it('is on record each time, with who, when and why, for as long as the library keeps it (X1)', async () => {
    const reader = await aReader()
    await look('at-desk', reader.number)
    await look('at-science', reader.number)
    const at = test.clock.now()
    const year = new Date(at.getTime() + 365 * 86_400_000)
    const why = { operation: 'GET /desk/readers/:number', at, expiresAt: year }
    expect(await accessesTo(reader._id)).toMatchObject([
      { by: 'at-desk', ...why },
      { by: 'at-science', ...why },
    ])
  })

  it('is not shown to who may not, nor of a reader that there is not', async () => {
    const reader = await aReader()
    expect(await failureOf(look('pages', reader.number))).toMatchObject({ status: 403 })
    expect(await failureOf(look(reader.number, reader.number))).toMatchObject({ status: 403 })
    expect(await failureOf(look('at-desk', 'nobody'))).toMatchObject({ status: 404, code: 'resource.not_found' })
    expect(await accessesTo(reader._id)).toEqual([])
  })
})
