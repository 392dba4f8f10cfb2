import { writeFile } from 'node:fs/promises'
import mongoose from 'mongoose'
import { CopyModel } from '../../bff/features/copies/copies.model'
import { TitleModel } from '../../bff/features/titles/titles.model'
import { startTestApp, type TestApp } from '../support/app'
import { book, lend } from '../support/circulation'
import { createImporter, type Importer } from '../support/importer'
import { aReader, expectSound, foundLibrary } from '../support/library'
import { cnmarcBook, iso2709, marc21Book, marcXml, type FieldWish } from '../support/marc'

jest.setTimeout(60_000)

let test_: TestApp
let importer: Importer

beforeAll(async () => {
  test_ = await startTestApp()
  importer = await createImporter(test_)
  await foundLibrary(test_)
})
afterAll(async () => {
  await expectSound(test_)
  await test_.stop()
  await importer.close()
})
beforeEach(() => {
  sources += 1
  importer.from(`s${String(sources)}`)
})

/** Each test imports from a system of its own. */
let sources = 0
const importing: Importer['importing'] = (...args) => importer.importing(...args)
const importAgain: Importer['importAgain'] = (...args) => importer.importAgain(...args)

const copy = (barcode: string, branch = 'main'): FieldWish => [
  '952',
  '  ',
  'p',
  barcode,
  'a',
  branch,
  'o',
  'TP311.12/Y240',
]
const titlesHere = () =>
  TitleModel.find({ source: `s${String(sources)}` })
    .sort({ title: 1 })
    .lean()
const titleHere = async () => {
  const [title] = await titlesHere()
  if (!title) throw new Error('no title was imported')
  return title
}
const copyOf = (barcode: string) => CopyModel.findOne({ barcode }).lean()
const none = { read: 0, created: 0, updated: 0, unchanged: 0, deleted: 0, failed: 0 }

test('a file goes in, and goes in again without changing anything', async () => {
  const content = Buffer.concat([
    iso2709(cnmarcBook('c1', '数据结构', [copy('I1'), copy('I2', 'science')])),
    iso2709(marc21Book('m1', 'Data structures', [copy('I3')])),
  ])

  const first = await importing(content)
  const before = await titlesHere()
  const second = await importAgain(first.file)

  expect(first).toMatchObject({ totals: { ...none, read: 2, created: 2 }, problems: [] })
  expect(second.totals).toEqual({ ...none, read: 2, unchanged: 2 })
  expect(await titlesHere()).toEqual(before)
  expect(before).toMatchObject([{ title: 'Data structures', isbns: ['9787302147510'] }, { title: '数据结构' }])
  expect(await copyOf('I2')).toMatchObject({ branchId: 'science', status: 'available', callNumber: 'TP311.12/Y240' })
})

test('MARCXML, CSV in GBK and JSON Lines are recognised and go in', async () => {
  const xml = `<collection>${marcXml(marc21Book('x1', '甲 & 乙'))}</collection>`
  const csv = Buffer.from([
    0xbf, 0xd8, 0xd6, 0xc6, 0xba, 0xc5, 0x2c, 0xcc, 0xe2, 0xc3, 0xfb, 0x0a, 0x31, 0x2c, 0xca, 0xe9, 0x0a,
  ])
  const json = '{"id":"j1","title":"丙","copies":[{"barcode":"J1","branch":"总馆","callNumber":"K1"}]}\n{"id":"j2"}\n'

  expect((await importing(xml)).totals.created).toBe(1)
  expect((await importing(csv)).totals.created).toBe(1)
  expect(await importing(json)).toMatchObject({
    totals: { read: 2, created: 1, failed: 1 },
    problems: [
      {
        record: 2,
        offset: json.indexOf('{"id":"j2"}') === -1 ? 0 : Buffer.byteLength(json.split('\n')[0] ?? '') + 1,
        code: 'title.no_title',
      },
    ],
  })
  expect((await titlesHere()).map(({ title }) => title)).toEqual(['丙', '书', '甲 & 乙'])
})

test('what is damaged is told with its place, all the rest goes in', async () => {
  const good = [1, 2, 3].map((n) => iso2709(marc21Book(`m${String(n)}`, `T${String(n)}`)))
  const [one, two, three] = good as [Buffer, Buffer, Buffer]
  const content = Buffer.concat([
    one,
    two.subarray(0, 150),
    three,
    Buffer.from('\r\n'),
    iso2709({ fields: [['245', '10', 'a', 'T']] }),
  ])

  const { totals, problems } = await importing(content)

  expect(totals).toEqual({ ...none, read: 4, created: 2, failed: 2 })
  expect(problems).toMatchObject([
    {
      record: 2,
      offset: one.length,
      concerns: 'record',
      code: 'marc.length_wrong',
      reason: expect.stringContaining('leader') as string,
    },
    { record: 4, offset: one.length + 150 + three.length + 2, code: 'title.no_control_number' },
  ])
})

test('a changed record changes its title; what the library knows of it stays', async () => {
  const { file } = await importing(iso2709(marc21Book('m1', 'Old', [copy('U1')])))
  await TitleModel.updateOne({ _id: (await titleHere())._id }, { $set: { popularity: 77 } })
  await writeFile(file, iso2709(marc21Book('m1', 'New', [copy('U1', 'science')])))

  const { totals } = await importAgain(file)

  expect(totals).toEqual({ ...none, read: 1, updated: 1 })
  expect(await titleHere()).toMatchObject({ title: 'New', popularity: 77 })
  expect(await copyOf('U1')).toMatchObject({ branchId: 'science' })
})

test('two records with one control number: the first counts, the second is told, also the next time', async () => {
  const content = Buffer.concat([iso2709(marc21Book('m1', 'First')), iso2709(marc21Book('m1', 'Second'))])

  const first = await importing(content)
  const second = await importAgain(first.file)

  expect(first).toMatchObject({
    totals: { created: 1, failed: 1 },
    problems: [{ code: 'title.duplicate_control_number' }],
  })
  expect(second.totals).toEqual({ ...none, read: 2, unchanged: 1, failed: 1 })
  expect(await titleHere()).toMatchObject({ title: 'First' })
})

test('a branch that nobody knows, and a barcode of another title, cost that copy only', async () => {
  await importing(iso2709(marc21Book('m1', 'Owner', [copy('O1')])))

  const { totals, problems } = await importing(
    iso2709(marc21Book('m2', 'Other', [copy('O1'), copy('O2', 'nowhere'), copy('O3')])),
  )

  expect(totals).toEqual({ ...none, read: 1, created: 1 })
  expect(problems.map(({ code, concerns, details }) => [code, concerns, details['barcode']])).toEqual([
    ['copy.unknown_branch', 'copy', 'O2'],
    ['copy.barcode_of_other_title', 'copy', 'O1'],
  ])
  expect([await copyOf('O2'), (await copyOf('O3'))?.branchId]).toEqual([null, 'main'])
})

test('a dry run tells the same and writes nothing', async () => {
  const content = Buffer.concat([iso2709(marc21Book('m1', 'T', [copy('D1')])), iso2709(marc21Book('', 'T'))])

  const { totals, problems } = await importing(content, { isDryRun: true })

  expect([totals.created, totals.failed, problems.length]).toEqual([1, 1, 1])
  expect([await titlesHere(), await copyOf('D1')]).toEqual([[], null])
})

describe('books that are in use', () => {
  test('keep their status and place; the new shelf mark is taken', async () => {
    const { file } = await importing(iso2709(marc21Book('m1', 'T', [copy('L1')])))
    const reader = await aReader()
    const lent = await copyOf('L1')
    if (!lent) throw new Error('L1')
    await lend(test_, reader, lent)
    const moved: FieldWish = ['952', '  ', 'p', 'L1', 'a', 'science', 'o', 'NEW/1']
    await writeFile(file, iso2709(marc21Book('m1', 'T', [moved])))

    const { totals, problems } = await importAgain(file)

    expect(totals.updated).toBe(1)
    expect(problems).toMatchObject([{ code: 'copy.in_use', details: { barcode: 'L1', status: 'on_loan' } }])
    expect(await copyOf('L1')).toMatchObject({ status: 'on_loan', branchId: 'main', callNumber: 'NEW/1' })
  })

  test('a new copy goes to who has waited longest', async () => {
    const { file } = await importing(iso2709(marc21Book('m1', 'T', [copy('W1')])))
    const [borrower, waiting] = [await aReader(), await aReader()]
    const first = await copyOf('W1')
    if (!first) throw new Error('W1')
    await lend(test_, borrower, first)
    const booking = await book(test_, waiting, await titleHere())
    await writeFile(file, iso2709(marc21Book('m1', 'T', [copy('W1'), copy('W2')])))

    await importAgain(file)

    expect(booking.status).toBe('queued')
    expect(await copyOf('W2')).toMatchObject({ status: 'paged' })
    await expectSound(test_)
  })
})

describe('deletions', () => {
  const deletion = (id: string) => iso2709({ status: 'd', fields: [['001', id]] })

  test('take the title out and its copies off the shelf; a second time changes nothing', async () => {
    await importing(iso2709(marc21Book('m1', 'T', [copy('X1')])))

    const first = await importing(deletion('m1'))
    const second = await importAgain(first.file)

    expect([first.totals.deleted, second.totals]).toEqual([1, { ...none, read: 1, unchanged: 1 }])
    expect([await titlesHere(), (await copyOf('X1'))?.status]).toEqual([[], 'withdrawn'])
  })

  test('bring the copies back with the title when it returns', async () => {
    const { file } = await importing(iso2709(marc21Book('m1', 'T', [copy('X2')])))
    await importing(deletion('m1'))

    const { totals } = await importAgain(file)

    expect([totals.created, (await copyOf('X2'))?.status]).toEqual([1, 'available'])
  })

  test('wait while a reader has a copy or a booking', async () => {
    await importing(iso2709(marc21Book('m1', 'T', [copy('X3')])))
    await book(test_, await aReader(), await titleHere())

    const { totals, problems } = await importing(deletion('m1'))

    expect(totals.failed).toBe(1)
    expect(problems).toMatchObject([{ code: 'title.in_use', details: { copies: ['X3'], bookings: 1 } }])
    expect((await titlesHere()).length).toBe(1)
  })
})

test('an import that was killed goes on behind its last batch, and nothing is lost or twice there', async () => {
  const records = Array.from({ length: 2100 }, (_, n) =>
    iso2709(marc21Book(`k${String(n)}`, `T${String(n)}`, [copy(`K${String(n)}`)])),
  )
  const driver = mongoose.mongo.Collection.prototype
  const insertMany = driver.insertMany
  let batches = 0
  const dying = jest.spyOn(driver, 'insertMany').mockImplementation(function (
    this: mongoose.mongo.Collection,
    ...args
  ) {
    if (this.collectionName === 'titles') batches += 1
    if (batches === 2) throw new Error('the power went')
    return insertMany.apply(this, args)
  })
  await expect(importing(Buffer.concat(records))).rejects.toThrow('the power went')
  dying.mockRestore()

  const said: string[] = []
  const { totals } = await importAgain(importer.lastFile(), { progress: (line) => said.push(line) })

  expect(said[0]).toContain('1000')
  expect(totals).toEqual({ ...none, read: 2100, created: 2100 })
  expect(await TitleModel.countDocuments({ source: `s${String(sources)}` })).toBe(2100)
})

test('readers find and book what was imported', async () => {
  await test_.followSearch()
  await importing(iso2709(cnmarcBook('c9', '人间词话汇编汇校汇评', [copy('F1')])))
  const { _id } = await titleHere()
  await test_.app.services.catalogue.refreshTitles([_id])

  const found = await test_.anybody('GET /titles', { query: { q: '人间词话' } })
  const page = await test_.anybody('GET /titles/:id', { params: { id: _id } })

  expect(found.items).toMatchObject([{ title: '人间词话汇编汇校汇评', availability: { available: 1 } }])
  expect(page).toMatchObject({ subjects: [], holdings: [{ copies: [{ barcode: 'F1' }] }] })
})
