import { startTestApp, type TestApp } from '../support/app'
import { book, cancel, failureOf, scan } from '../support/circulation'
import { aCopy, aReader, aTitle, aTitleWithCopies, collection, expectSound, foundLibrary } from '../support/library'

let test: TestApp

beforeAll(async () => {
  test = await startTestApp()
  await foundLibrary(test)
})
afterAll(() => test.stop())
beforeEach(async () => {
  test.clock.set('2026-03-02T02:00:00.000Z')
  await collection('copies').deleteMany({ status: 'in_transit' })
  await collection('bookings').deleteMany({ status: 'in_transit' })
})
afterEach(() => expectSound(test))

async function onTheRoad(branch: string, direction: 'in' | 'out', more: { limit?: number; cursor?: string } = {}) {
  return (await test.as('at-desk'))('GET /desk/transit', { query: { branch, direction, ...more } })
}

/** Fetched in 总馆 for a reader who collects it in 理科分馆. */
async function aTravellingBook() {
  const title = await aTitle()
  const copy = await aCopy(title)
  const reader = await aReader()
  const booking = await book(test, reader, title, { pickupPointId: 'science-desk' })
  await scan(test, copy)
  return { title, copy, reader, booking }
}

describe('what is on the road (GET /desk/transit)', () => {
  it('says for each book from where to where, since when and until when it is expected', async () => {
    const { title, copy } = await aTravellingBook()
    const incoming = await onTheRoad('science', 'in')
    expect(incoming).toMatchObject({ total: 1, late: 0 })
    expect(incoming.items).toEqual([
      {
        title: expect.objectContaining({ id: title._id }) as unknown,
        copy: { barcode: copy.barcode, callNumber: copy.callNumber },
        from: { id: 'main', name: '总馆' },
        to: { id: 'science', name: '理科分馆' },
        pickupPoint: { id: 'science-desk', name: '理科服务台' },
        since: '2026-03-02T02:00:00.000Z',
        expectedBy: '2026-03-03T15:59:59.000Z',
        isLate: false,
      },
    ])
    expect((await onTheRoad('main', 'out')).items).toEqual(incoming.items)
    expect((await onTheRoad('main', 'in')).items).toEqual([])
  })

  it('marks what should have arrived, and forgets it once it has', async () => {
    const { copy } = await aTravellingBook()
    test.clock.set('2026-03-04T02:00:00.000Z')
    expect(await onTheRoad('science', 'in')).toMatchObject({ total: 1, late: 1, items: [{ isLate: true }] })
    await scan(test, copy, { desk: 'science-desk' })
    expect(await onTheRoad('science', 'in')).toMatchObject({ total: 0, late: 0, items: [] })
  })

  it('counts from the first scan, however often it is scanned before it leaves', async () => {
    const copy = await aCopy(await aTitle(), { branchId: 'science' })
    await scan(test, copy)
    test.clock.advance({ hours: 5 })
    await scan(test, copy)
    const { items } = await onTheRoad('science', 'in')
    expect(items).toMatchObject([{ since: '2026-03-02T02:00:00.000Z' }])
    expect(items[0]).not.toHaveProperty('pickupPoint')
  })

  it('counts from when it was scanned without a network (D3)', async () => {
    const copy = await aCopy(await aTitle(), { branchId: 'science' })
    await scan(test, copy, { scannedAt: '2026-03-01T02:00:00.000Z' })
    expect((await onTheRoad('science', 'in')).items).toMatchObject([
      { since: '2026-03-01T02:00:00.000Z', expectedBy: '2026-03-02T15:59:59.000Z' },
    ])
  })

  it('keeps a book in sight whose reader has cancelled', async () => {
    const { reader, booking } = await aTravellingBook()
    await cancel(test, reader, booking)
    expect(await onTheRoad('science', 'in')).toMatchObject({ total: 1 })
  })

  it('is listed page by page, what was expected first on top', async () => {
    const { copies } = await aTitleWithCopies(5, { branchId: 'science' })
    for (const copy of copies) {
      await scan(test, copy)
      test.clock.advance({ days: 1 })
    }
    const barcodes: string[] = []
    let cursor: string | undefined
    do {
      const page = await onTheRoad('science', 'in', { limit: 2, ...(cursor === undefined ? {} : { cursor }) })
      expect(page).toMatchObject({ total: 5, late: 4 })
      barcodes.push(...page.items.map(({ copy }) => copy.barcode))
      cursor = page.next
    } while (cursor !== undefined)
    expect(barcodes).toEqual(copies.map(({ barcode }) => barcode))
  })

  it('is for the desk, and for branches that exist', async () => {
    expect(await failureOf(onTheRoad('nowhere', 'in'))).toMatchObject({ status: 404, code: 'resource.not_found' })
    const reader = await test.as((await aReader()).number)
    const asReader = reader('GET /desk/transit', { query: { branch: 'main', direction: 'in' } })
    expect(await failureOf(asReader)).toMatchObject({ status: 403 })
  })
})
