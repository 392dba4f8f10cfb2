import { startTestApp, type TestApp } from '../support/app'
import { book, cancel, failureOf, scan } from '../support/circulation'
import { aCopy, aReader, aTitle, expectSound, foundLibrary } from '../support/library'
import type { CopyRecord } from '../../bff/features/copies/copies.model'

let test: TestApp

beforeEach(async () => {
  test = await startTestApp()
  await foundLibrary(test)
})
afterEach(async () => {
  await expectSound(test)
  await test.stop()
})

async function aPage(own: Partial<CopyRecord> = {}) {
  const title = await aTitle()
  const copy = await aCopy(title, own)
  const reader = await aReader()
  return { copy, reader, booking: await book(test, reader, title) }
}

async function fetching(account: string) {
  const call = await test.as(account)
  const of = (bookingId: string) => ({ params: { bookingId } })
  return {
    claim: (bookingId: string, takeOver = false) =>
      call('POST /desk/paging-list/:bookingId/claim', { ...of(bookingId), body: { takeOver } }),
    release: (bookingId: string) => call('POST /desk/paging-list/:bookingId/release', of(bookingId)),
    list: (query: { branch?: string; limit?: number; cursor?: string } = {}) =>
      call('GET /desk/paging-list', { query }),
  }
}

describe('the paging list (D2)', () => {
  it('leads through the shelves in the order of the walk: branch, floor, call number as it stands', async () => {
    const places = [
      { branchId: 'science', floor: '1F', callNumber: 'A1/1' },
      { floor: '10F', callNumber: 'A1/1' },
      { floor: '2F', callNumber: 'TP32/7' },
      { floor: '2F', callNumber: 'TP311.12/Y240/2007' },
      { floor: '2F', callNumber: 'TP311.12/Y30/2007' },
      { floor: '2F', callNumber: 'I247.5/3' },
    ]
    for (const place of places) await aPage(place)
    const { list } = await fetching('pages')
    const walked: string[] = []
    let cursor: string | undefined
    do {
      const page = await list({ limit: 2, ...(cursor === undefined ? {} : { cursor }) })
      expect(page.total).toBe(6)
      walked.push(...page.items.map(({ copy }) => `${copy.branch.id} ${copy.floor} ${copy.callNumber}`))
      cursor = page.next
    } while (cursor !== undefined)
    expect(walked).toEqual([
      'main 2F I247.5/3',
      'main 2F TP311.12/Y30/2007',
      'main 2F TP311.12/Y240/2007',
      'main 2F TP32/7',
      'main 10F A1/1',
      'science 1F A1/1',
    ])
    expect((await list({ branch: 'science' })).items).toHaveLength(1)
    expect(await list({ branch: 'nowhere' })).toEqual({ items: [], total: 0 })
  })

  it('names no reader, only the book, its place and where it goes', async () => {
    const { reader, copy, booking } = await aPage()
    const { list } = await fetching('pages')
    const answer = await list()
    expect(answer.items).toMatchObject([
      { bookingId: booking.id, copy: { barcode: copy.barcode, area: '计算机阅览室' }, pickupPoint: { id: 'desk' } },
    ])
    expect(JSON.stringify(answer)).not.toContain(reader.name)
    expect(JSON.stringify(answer)).not.toContain(`"${reader.number}"`)
  })

  it('loses what was fetched or cancelled', async () => {
    const fetched = await aPage()
    const cancelled = await aPage()
    await scan(test, fetched.copy)
    await cancel(test, cancelled.reader, cancelled.booking)
    expect(await (await fetching('pages')).list()).toEqual({ items: [], total: 0 })
  })
})

describe('a claim', () => {
  it('tells colleagues who fetches it, twice the same, until it is given back', async () => {
    const { booking } = await aPage()
    const mine = await fetching('pages')
    const theirs = await fetching('at-desk')
    const claimed = await mine.claim(booking.id)
    expect(claimed.claimedBy).toEqual({ account: 'pages', name: 'pages', at: '2026-03-02T02:00:00.000Z' })
    test.clock.advance({ minutes: 5 })
    expect(await mine.claim(booking.id)).toEqual(claimed)
    expect((await theirs.list()).items).toEqual([claimed])
    expect(await failureOf(theirs.claim(booking.id))).toMatchObject({
      status: 409,
      code: 'paging.claimed_by_other',
      details: { name: 'pages', at: '2026-03-02T02:00:00.000Z' },
    })
    expect(await failureOf(theirs.release(booking.id))).toMatchObject({ status: 409, code: 'paging.claimed_by_other' })
    expect(await mine.release(booking.id)).not.toHaveProperty('claimedBy')
    expect(await mine.release(booking.id)).not.toHaveProperty('claimedBy')
    expect((await theirs.claim(booking.id)).claimedBy?.account).toBe('at-desk')
  })

  it('is taken over only on purpose', async () => {
    const { booking } = await aPage()
    await (await fetching('pages')).claim(booking.id)
    const taken = await (await fetching('at-desk')).claim(booking.id, true)
    expect(taken.claimedBy?.account).toBe('at-desk')
  })

  it('goes to one of two who tap at the same moment', async () => {
    const { booking } = await aPage()
    const both = [await fetching('pages'), await fetching('at-desk')]
    const results = await Promise.allSettled(both.map(({ claim }) => claim(booking.id)))
    expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
  })

  it('is not possible once the book is off the list', async () => {
    const { booking, copy } = await aPage()
    const { claim } = await fetching('pages')
    await scan(test, copy)
    expect(await failureOf(claim(booking.id))).toMatchObject({
      status: 409,
      code: 'paging.not_possible_now',
      details: { status: 'ready' },
    })
    expect(await failureOf(claim('nothing'))).toMatchObject({ status: 404, code: 'resource.not_found' })
  })
})
