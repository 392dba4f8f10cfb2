import mongoose from 'mongoose'
import { TitleModel } from '../../bff/features/titles/titles.model'
import { startTestApp, type TestApp } from '../support/app'
import { book } from '../support/circulation'
import { createImporter, type Importer } from '../support/importer'
import { aCopy, aReader, aTitle, expectSound, foundLibrary } from '../support/library'
import { iso2709, marc21Book, type FieldWish } from '../support/marc'
import { until } from '../support/promises'

jest.setTimeout(60_000)

let test_: TestApp
let importer: Importer

beforeAll(async () => {
  test_ = await startTestApp()
  importer = await createImporter(test_)
  await foundLibrary(test_)
  await test_.followSearch()
})
afterAll(async () => {
  await expectSound(test_)
  await test_.stop()
  await importer.close()
})

const copy = (barcode: string, branch: string, callNumber: string): FieldWish => [
  ...(['952', '  ', 'p', barcode, 'a', branch, 'o', callNumber] as const),
]

async function importing(id: string, title: string, copies: readonly FieldWish[]) {
  return (await importer.importing(iso2709(marc21Book(id, title, copies)))).totals
}

/** Until the search has said it: within a second of the change, or as long as a busy machine takes. */
async function sees(title: string, expected: { readonly branches: readonly string[]; readonly callNumber: string }) {
  const query = { q: expected.callNumber, field: 'call_number' as const }
  const look = async () => {
    const { items, facets } = await test_.anybody('GET /titles', { query })
    const branches = facets.branch.map(({ value }) => value).sort()
    const isThere = items.length === 1 && items[0]?.title === title
    return (isThere && branches.join() === expected.branches.join()) || undefined
  }
  await until(look, { what: `${title} by ${expected.callNumber} in ${expected.branches.join()}` })
}

const countOf = async (q: string) => (await test_.anybody('GET /titles', { query: { q, field: 'call_number' } })).total

describe('a title is found by the branches and call numbers of its copies', () => {
  test('also by those of a copy that an import adds in another branch', async () => {
    await importing('a', '加一册', [copy('A1', 'main', 'A100/1')])
    await sees('加一册', { branches: ['main'], callNumber: 'A100/1' })

    await importing('a', '加一册', [copy('A1', 'main', 'A100/1'), copy('A2', 'science', 'A200/2')])

    await sees('加一册', { branches: ['main', 'science'], callNumber: 'A200/2' })
  })

  test('not any more by where a copy has stood before it moved', async () => {
    await importing('b', '搬走的', [copy('B1', 'main', 'B100/1')])
    await sees('搬走的', { branches: ['main'], callNumber: 'B100/1' })

    await importing('b', '搬走的', [copy('B1', 'science', 'B300/3')])

    await sees('搬走的', { branches: ['science'], callNumber: 'B300/3' })
    expect(await countOf('B100/1')).toBe(0)
  })

  test('although the import was killed between the copies and the title, and finds nothing to do when it goes on', async () => {
    await importing('c', '中断的', [copy('C1', 'main', 'C100/1')])
    const before = await TitleModel.findOne({ title: '中断的' }).lean()
    const more = [copy('C1', 'main', 'C100/1'), copy('C2', 'science', 'C200/2')]
    const dying = jest.spyOn(mongoose.mongo.Collection.prototype, 'bulkWrite').mockImplementation(function (
      this: mongoose.mongo.Collection,
      ...args
    ) {
      if (this.collectionName === 'titles') throw new Error('the power went')
      return bulkWrite.apply(this, args)
    })
    await expect(importing('c', '中断的', more)).rejects.toThrow('the power went')
    dying.mockRestore()

    const totals = await importing('c', '中断的', more)

    expect([totals.unchanged, await TitleModel.findOne({ title: '中断的' }).lean()]).toEqual([1, before])
    await sees('中断的', { branches: ['main', 'science'], callNumber: 'C200/2' })
  })

  test('not by the branch of its only copy, once the desk has not found it on the shelf', async () => {
    const inMain = { branches: ['main'], callNumber: 'D100/1' }
    const inScience = { branches: ['science'], callNumber: 'D200/2' }
    const title = await aTitle({ title: '找不到的' })
    await aCopy(title, { branchId: 'main', callNumber: 'D100/1' })
    await aCopy(title, { branchId: 'science', callNumber: 'D200/2' })
    await sees('找不到的', { branches: ['main', 'science'], callNumber: 'D100/1' })
    const { id: bookingId, copy: paged } = await book(test_, await aReader(), title)
    const desk = await test_.as('pages')

    await desk('POST /desk/paging-list/:bookingId/not-found', { params: { bookingId }, body: {} })

    const isMainGone = paged?.callNumber === 'D100/1'
    await sees('找不到的', isMainGone ? inScience : inMain)
    expect(await countOf(isMainGone ? 'D100/1' : 'D200/2')).toBe(0)
  })
})

const { bulkWrite } = mongoose.mongo.Collection.prototype
