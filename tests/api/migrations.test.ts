import { startTestApp, type TestApp } from '../support/app'
import { book, cancel, scan } from '../support/circulation'
import { aReader, aTitleWithCopies, collection, expectSound, foundLibrary } from '../support/library'
import { changeData } from '../../bff/migrations/data-changes'
import type { CopyRecord } from '../../bff/features/copies/copies.model'

let test: TestApp

beforeAll(async () => {
  test = await startTestApp()
  await foundLibrary(test)
})
afterAll(() => test.stop())
beforeEach(() => test.clock.set('2026-03-02T02:00:00.000Z'))
afterEach(() => expectSound(test))

const start = () => changeData({ clock: test.clock, zone: 'Asia/Shanghai' })
const transitOf = async ({ _id }: CopyRecord): Promise<unknown> =>
  (await collection('copies').findOne({ _id: _id as never }))?.['transit']

/** Fetched in 总馆 for a reader who collects it in 理科分馆. */
async function aTravellingBook() {
  const { title, copies } = await aTitleWithCopies(1)
  const [copy] = copies
  if (!copy) throw new Error('one copy')
  const reader = await aReader()
  const booking = await book(test, reader, title, { pickupPointId: 'science-desk' })
  await scan(test, copy)
  return { reader, copy, booking }
}

/** As a version wrote it that did not know of the road yet. */
const asBefore = () => collection('copies').updateMany({}, { $unset: { transit: 1, scannedAt: 1 } })

async function soundness(): Promise<string[]> {
  return (await test.app.verify()).flatMap(({ says, violations }) => (violations.length > 0 ? [says] : []))
}

describe('a database from before copies said from where to where they travel (B9)', () => {
  it('says so after the start, however often that runs, as if it had been said at once', async () => {
    const { copy } = await aTravellingBook()
    const said = await transitOf(copy)
    await asBefore()
    expect(await soundness()).toEqual(['a copy on the road says from where to where'])
    test.clock.advance({ days: 5 })
    await Promise.all([start(), start()])
    await start()
    expect(said).toMatchObject({ from: 'main', to: 'science', since: new Date('2026-03-02T02:00:00.000Z') })
    expect(await transitOf(copy)).toEqual(said)
    expect(await soundness()).toEqual([])
    const call = await test.as('at-desk')
    const late = await call('GET /desk/transit', { query: { branch: 'science', direction: 'in' } })
    expect(late).toMatchObject({ total: 1, late: 1, items: [{ copy: { barcode: copy.barcode } }] })
  })

  it('counts from the start for a book that travels for nobody any more, on its way there or home', async () => {
    const there = await aTravellingBook()
    await cancel(test, there.reader, there.booking)
    const home = await aTravellingBook()
    await scan(test, home.copy, { desk: 'science-desk' })
    await cancel(test, home.reader, home.booking)
    await scan(test, home.copy, { desk: 'science-desk' })
    await asBefore()
    await start()
    const since = test.clock.now()
    expect(await transitOf(there.copy)).toMatchObject({ from: 'main', to: 'science', since })
    expect(await transitOf(home.copy)).toMatchObject({ from: 'main', to: 'main', since })
  })

  it('leaves alone what is not on the road, and a library without rules or books', async () => {
    const { copies } = await aTitleWithCopies(1)
    await start()
    if (copies[0]) expect(await transitOf(copies[0])).toBeFalsy()
  })
})
