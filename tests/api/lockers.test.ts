import { PickupPointModel } from '../../bff/features/places/places.model'
import { startTestApp, type TestApp } from '../support/app'
import { book, bookingNow, cancel, handOver, lend, messagesOf, scan } from '../support/circulation'
import { aCopy, aReader, aTitle, collection, expectSound, foundLibrary, statusOfCopy } from '../support/library'

jest.setTimeout(60_000)

let test: TestApp

beforeAll(async () => {
  test = await startTestApp()
  await foundLibrary(test)
})
afterAll(() => test.stop())
beforeEach(async () => {
  test.clock.set('2026-03-02T02:00:00.000Z')
  for (const name of ['bookings', 'copies', 'loans']) await collection(name).deleteMany({})
  await PickupPointModel.updateOne({ _id: 'locker' }, { $set: { compartments: ['A01', 'A02'] } })
  test.app.services.places.forget()
})
afterEach(() => expectSound(test))

const atLocker = { desk: 'locker' }

async function aBooking() {
  const reader = await aReader()
  const title = await aTitle()
  const copy = await aCopy(title)
  return { reader, title, copy, booking: await book(test, reader, title, { pickupPointId: 'locker' }) }
}

async function aFullLocker() {
  const all = [await aBooking(), await aBooking()]
  for (const { copy } of all) await scan(test, copy, atLocker)
  return all
}

describe('a book that goes into a locker (V4)', () => {
  it('gets a compartment of its own, which desk and reader are told', async () => {
    const { reader, copy, booking } = await aBooking()
    const scanned = await scan(test, copy, atLocker)
    expect(scanned).toMatchObject({ outcome: 'shelve_for_pickup', compartment: 'A01' })
    expect(await scan(test, copy, atLocker)).toMatchObject({ outcome: 'shelve_for_pickup', compartment: 'A01' })
    expect(await bookingNow(test, reader, booking)).toMatchObject({ status: 'ready', compartment: 'A01' })
    expect((await messagesOf(test, reader))[0]?.details).toMatchObject({ compartment: 'A01' })
    const other = await aBooking()
    expect(await scan(test, other.copy, atLocker)).toMatchObject({ compartment: 'A02' })
    const shelf = await (await test.as('at-desk'))('GET /desk/shelf', { query: { pickupPointId: 'locker' } })
    expect(shelf.ready.map(({ compartment }) => compartment)).toEqual(['A01', 'A02'])
  })

  it('frees the compartment when it is taken', async () => {
    const [first] = await aFullLocker()
    if (!first) throw new Error('a book')
    await handOver(test, { readerNumber: first.reader.number }, 'locker')
    const next = await aBooking()
    expect(await scan(test, next.copy, atLocker)).toMatchObject({ compartment: 'A01' })
    expect(await bookingNow(test, first.reader, first.booking)).not.toHaveProperty('compartment')
  })

  it('keeps it occupied after a cancellation, until the desk has cleared it', async () => {
    const [first] = await aFullLocker()
    if (!first) throw new Error('a book')
    await cancel(test, first.reader, first.booking)
    const next = await aBooking()
    expect(await scan(test, next.copy, atLocker)).toMatchObject({ outcome: 'keep_at_desk' })
    const shelf = await (await test.as('at-desk'))('GET /desk/shelf', { query: { pickupPointId: 'locker' } })
    expect(shelf.toClear).toMatchObject([{ barcode: first.copy.barcode, compartment: 'A01' }])
    await scan(test, first.copy)
    expect(await scan(test, next.copy, atLocker)).toMatchObject({ outcome: 'shelve_for_pickup', compartment: 'A01' })
  })
})

describe('a locker without a free compartment', () => {
  it('leaves the book with the desk, kept for its reader, who is told once it lies there', async () => {
    const [first] = await aFullLocker()
    const { reader, copy, booking } = await aBooking()
    const kept = await scan(test, copy, atLocker)
    expect(kept).toMatchObject({
      outcome: 'keep_at_desk',
      refusals: [{ code: 'locker.full', remedy: 'scan_again_later' }],
      booking: { status: 'in_transit', reader: { number: reader.number } },
    })
    expect(await scan(test, copy, atLocker)).toMatchObject({ outcome: 'keep_at_desk' })
    expect(await messagesOf(test, reader)).toEqual([])
    if (!first) throw new Error('a book')
    await handOver(test, { readerNumber: first.reader.number }, 'locker')
    expect(await scan(test, copy, atLocker)).toMatchObject({ outcome: 'shelve_for_pickup', compartment: 'A01' })
    expect(await bookingNow(test, reader, booking)).toMatchObject({ status: 'ready' })
  })

  it('does not lose the return of the book that the next reader waits for', async () => {
    await aFullLocker()
    const title = await aTitle()
    const copy = await aCopy(title)
    await lend(test, await aReader(), copy)
    const reader = await aReader()
    await book(test, reader, title, { pickupPointId: 'locker' })
    const returned = await scan(test, copy, atLocker)
    expect(returned.outcome).toBe('keep_at_desk')
    expect(returned.loan?.returnedAt).toBeDefined()
    expect(await statusOfCopy(copy)).toBe('in_transit')
  })

  it('gives the last compartment to one of the books that are scanned at once', async () => {
    await PickupPointModel.updateOne({ _id: 'locker' }, { $set: { compartments: ['A01'] } })
    test.app.services.places.forget()
    const all = [await aBooking(), await aBooking(), await aBooking(), await aBooking()]
    await test.as('at-desk')
    const scans = await Promise.all(all.map(({ copy }) => scan(test, copy, atLocker)))
    expect(scans.filter(({ compartment }) => compartment === 'A01')).toHaveLength(1)
    expect(scans.filter(({ outcome }) => outcome === 'keep_at_desk')).toHaveLength(3)
  })
})
