import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { gzipSync } from 'node:zlib'
import type { Encoding } from '../../bff/infra/records/encodings'
import { TitleModel } from '../../bff/features/titles/titles.model'
import { startTestApp, type TestApp } from '../support/app'
import { createImporter, type Importer } from '../support/importer'
import { foundLibrary } from '../support/library'
import { cnmarcBook, encode, iso2709, marc21Book, marcXml, type FieldWish } from '../support/marc'

jest.setTimeout(120_000)

let test_: TestApp
let importer: Importer
let sources = 0

beforeAll(async () => {
  test_ = await startTestApp()
  importer = await createImporter(test_)
  await foundLibrary(test_)
})
afterAll(async () => {
  await importer.close()
  await test_.stop()
})
beforeEach(() => {
  sources += 1
  importer.from(`s${String(sources)}`)
})

const none = { read: 0, created: 0, updated: 0, unchanged: 0, deleted: 0, failed: 0 }
const titlesHere = async () => {
  const titles = await TitleModel.find({ source: `s${String(sources)}` }).lean()
  return titles.map(({ title }) => title).sort()
}

const marc = (id: string, more: readonly FieldWish[] = []) => iso2709(marc21Book(id, `T${id}`, more))
const sound = marc('2')
const written = (at: number, text: string, record = Buffer.from(sound)) => {
  record.write(text, at, 'latin1')
  return record
}
/** One byte is one letter of `to`. */
const replaced = (from: string, to: string) => written(sound.indexOf(from), to)
/** A record of two fields, each in an encoding of its own. */
const mixed = () => {
  const [wide, narrow] = [encode('数据结构与算法', 'utf-8'), encode('清华大学出版社', 'gbk')]
  const letters: FieldWish[] = [
    ['245', '10', 'a', 'x'.repeat(wide.length)],
    ['260', '  ', 'b', 'y'.repeat(narrow.length)],
  ]
  const record = iso2709({ fields: [['001', '2'], ...letters] })
  wide.copy(record, record.indexOf('xxx'))
  narrow.copy(record, record.indexOf('yyy'))
  return record
}

interface Damage {
  readonly record: Buffer
  readonly code: string
  readonly encoding?: Encoding
}

const ofMarc: Readonly<Record<string, Damage>> = {
  'letters for its length': { record: written(0, 'abcde'), code: 'marc.length_wrong' },
  'a length of 99999': { record: written(0, '99999'), code: 'marc.length_wrong' },
  'a length of 0': { record: written(0, '00000'), code: 'marc.length_wrong' },
  'no leader at all': { record: written(0, 'x'.repeat(24)), code: 'marc.length_wrong' },
  'a base address beyond its end': { record: written(12, '99998'), code: 'marc.base_address_wrong' },
  'a base address of letters': { record: written(12, '0x1fz'), code: 'marc.base_address_wrong' },
  'letters in its directory': { record: written(30, 'xx'), code: 'marc.directory_wrong' },
  'a directory that points outside': { record: written(31, '98765'), code: 'marc.directory_wrong' },
  'a directory that points into another field': { record: written(31, '00003'), code: 'marc.directory_wrong' },
  'a field without its end': { record: replaced('\x1e1 \x1f', ' 1 \x1f'), code: 'marc.directory_wrong' },
  'no terminator': { record: sound.subarray(0, -1), code: 'marc.terminator_missing' },
  'its end cut off': { record: sound.subarray(0, -40), code: 'marc.length_wrong' },
  'more than 99999 bytes': {
    record: iso2709({
      fields: [['001', '2'], ...Array.from({ length: 11 }, (): FieldWish => ['330', '  ', 'a', 'x'.repeat(9900)])],
    }),
    code: 'marc.record_too_long',
  },
  'bytes that are no UTF-8': { record: replaced('严', '\xffab'), code: 'encoding.invalid_bytes' },
  'two encodings': { record: mixed(), code: 'encoding.invalid_bytes' },
  'another encoding than was told': {
    record: iso2709(cnmarcBook('2', '数据结构')),
    code: 'encoding.invalid_bytes',
    encoding: 'utf-8',
  },
  'no title': { record: iso2709({ fields: [['001', '2']] }), code: 'title.no_title' },
  'no control number': { record: iso2709({ fields: [['245', '10', 'a', 'T']] }), code: 'title.no_control_number' },
}

test.each(Object.entries(ofMarc))(
  'of a record with %s its place is told, and its neighbours go in',
  async (_, damage) => {
    const [first, third] = [marc('1'), marc('3')]
    const { encoding = null } = damage

    const { totals, problems, rejects } = await importer.importing(Buffer.concat([first, damage.record, third]), {
      encoding,
    })

    expect(problems).toMatchObject([{ record: 2, offset: first.length, code: damage.code }])
    expect(totals).toEqual({ ...none, read: 3, created: 2, failed: 1 })
    expect(await titlesHere()).toEqual(['T1', 'T3'])
    expect(rejects.toString('latin1')).toBe(`${damage.record.toString('latin1')}\n`)
  },
)

test('zero bytes and line ends between records mean nothing', async () => {
  const file = Buffer.concat([marc('1'), Buffer.alloc(5000), marc('2'), Buffer.from('\r\n\x1a')])

  expect(await importer.importing(file)).toMatchObject({ totals: { ...none, read: 2, created: 2 }, problems: [] })
})

test('of a file that was cut off the last record is told, the others go in', async () => {
  const [first, last] = [marc('1'), marc('2').subarray(0, -50)]

  const { totals, problems, rejects } = await importer.importing(Buffer.concat([first, last]))

  expect(totals).toEqual({ ...none, read: 2, created: 1, failed: 1 })
  expect(problems).toMatchObject([{ record: 2, offset: first.length, code: 'marc.truncated' }])
  expect(rejects).toEqual(Buffer.concat([last, Buffer.from('\n')]))
})

const xml = (id: string) => marcXml(marc21Book(id, `T${id}`))
const header = 'id,title,author\n'

/** What stands before, between two sound records, and the record that is damaged. */
const ofText: Readonly<
  Record<string, readonly [before: string, sound: readonly [string, string], damaged: string, code: string]>
> = {
  'CSV whose row lacks a quotation mark': [header, ['1,T1,A\n', '3,T3,A\n'], '2,"T2,A\n', 'csv.wrong_quotes'],
  'CSV with a mark in the wrong place': [header, ['1,T1,A\n', '3,T3,A\n'], '2,"T2"x,A\n', 'csv.wrong_quotes'],
  'CSV with a row that is too short': [header, ['1,T1,A\n', '3,T3,A\n'], '2,T2\n', 'csv.wrong_columns'],
  'CSV with a row that is too long': [header, ['1,T1,A\n', '3,T3,A\n'], '2,T2,A,B\n', 'csv.wrong_columns'],
  'JSON Lines with half a line': ['', [json('1'), json('3')], '{"id":"2","title":\n', 'json.wrong'],
  'JSON Lines with a list': ['', [json('1'), json('3')], '["2"]\n', 'json.wrong'],
  'MARCXML that is not well-formed': [
    '<collection>',
    [xml('1'), xml('3')],
    xml('2').replace('严', '&'),
    'xml.not_well_formed',
  ],
  'MARCXML without an end tag': [
    '<collection>',
    [xml('1'), xml('3')],
    xml('2').replace('</record>', ''),
    'xml.unclosed_record',
  ],
}

function json(id: string): string {
  return `${JSON.stringify({ id, title: `T${id}` })}\n`
}

test.each(Object.entries(ofText))(
  'of %s the place is told, and the rest goes in',
  async (_, [before, [one, three], damaged, code]) => {
    const { totals, problems, rejects } = await importer.importing(before + one + damaged + three)

    expect(problems).toMatchObject([{ record: 2, offset: Buffer.byteLength(before + one), code }])
    expect(totals).toEqual({ ...none, read: 3, created: 2, failed: 1 })
    expect(await titlesHere()).toEqual(['T1', 'T3'])
    // a table without its header could not be imported again
    expect(rejects.toString()).toBe(`${before === header ? header : ''}${damaged.trimEnd()}\n`)
  },
)

test('records that were not taken go in once they are mended', async () => {
  const { rejects } = await importer.importing(`${header}1,T1,A\n2,"T2,A\n3,T3\n`)

  const { totals } = await importer.importing(rejects.toString().replace('"T2', 'T2').replace('3,T3', '3,T3,A'))

  expect(totals).toEqual({ ...none, read: 2, created: 2 })
  expect(await titlesHere()).toEqual(['T1', 'T2', 'T3'])
})

test.each([
  ['a PDF', '%PDF-1.7\n%\xe2\xe3\x1d\x1e\x1f', 'PDF'],
  ['a ZIP archive', 'PK\x03\x04\x14\0\x1e\x1d', 'ZIP'],
  ['a workbook of old', '\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\x1d', 'Excel'],
  ['a web page', '\n<!DOCTYPE html><html><body>Sign in</body></html>', 'web page'],
  ['UTF-16', '\xff\xfei\0d\0,\0', 'UTF-16'],
  ['a letter', 'Dear colleagues,\nplease find enclosed', '--format'],
  ['a table without a column for the title', 'id,author\n1,A\n', '--format'],
])('of %s it is said what it is, and nothing is read', async (_, content, says) => {
  await expect(importer.importing(Buffer.from(content, 'latin1'))).rejects.toThrow(says)
})

test('an empty file is read to its end', async () => {
  const said: string[] = []

  const { totals } = await importer.importing('', { progress: (line) => said.push(line) })

  expect([totals, said]).toEqual([none, ['it is empty']])
})

describe('a compressed file', () => {
  const content = gzipSync(Buffer.concat([marc('1'), marc('2').subarray(0, -50), marc('3')]))
  const zipped = async (bytes: Buffer) => {
    const file = path.join(importer.dir, `${String(sources)}.mrc.gz`)
    await writeFile(file, bytes)
    return file
  }

  test('is read as what is in it; places are those of what is in it', async () => {
    const { totals, problems } = await importer.importAgain(await zipped(content))

    expect(totals).toEqual({ ...none, read: 3, created: 2, failed: 1 })
    expect(problems).toMatchObject([{ record: 2, offset: marc('1').length }])
  })

  test('that was cut off gives what stands before, and says so', async () => {
    const many = Buffer.concat(Array.from({ length: 1500 }, (_, n) => marc(String(n))))
    const file = await zipped(gzipSync(many).subarray(0, -200))

    await expect(importer.importAgain(file)).rejects.toThrow('cannot be read to its end')
    expect((await titlesHere()).length).toBeGreaterThan(1400)
  })
})

describe('the command', () => {
  async function command(...args: readonly string[]) {
    const env = { ...process.env, MONGODB_URI: test_.databaseUri, DATA_DIR: importer.dir }
    const child = spawn(process.execPath, ['--import', 'tsx', 'bff/cli/import.ts', ...args], { env })
    let stdout = ''
    let stderr = ''
    child.stdout.on('data', (chunk: Buffer) => (stdout += chunk.toString()))
    child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()))
    const [code] = (await once(child, 'close')) as [number] // as Node has it
    return { code, stdout, stderr }
  }

  test('ends with 0 though records were not taken, which lie beside, byte for byte; with --strict it ends with 1', async () => {
    const [file, report, rejects] = ['c.mrc', 'c.report', 'c.rejects'].map((name) => path.join(importer.dir, name))
    const damaged = written(0, '99999')
    await writeFile(file ?? '', Buffer.concat([marc('1'), damaged, marc('3')]))
    const args = [file ?? '', '--report', report ?? '', '--rejects', rejects ?? '']

    const first = await command(...args)
    const strict = await command(...args, '--strict')

    expect([first.code, JSON.parse(first.stdout)]).toEqual([0, { ...none, read: 3, created: 2, failed: 1 }])
    expect([strict.code, JSON.parse(strict.stdout)]).toEqual([1, { ...none, read: 3, unchanged: 2, failed: 1 }])
    expect(await readFile(rejects ?? '')).toEqual(Buffer.concat([damaged, Buffer.from('\n')]))
    const lines = (await readFile(report ?? '', 'utf8')).trimEnd().split('\n')
    expect(lines.map((line) => JSON.parse(line) as object)).toMatchObject([
      { record: 2, offset: marc('1').length, code: 'marc.length_wrong' },
    ])
  })

  test.each([
    ['a file that does not exist', () => ['nowhere.mrc'], 'there is no such file'],
    ['a directory', () => [importer.dir], 'it is no file'],
    ['an option that nobody knows', () => ['x.mrc', '--fast'], '--fast'],
  ])('ends with 2 and says why for %s', async (_, args, says) => {
    const { code, stdout, stderr } = await command(...args())

    expect([code, stdout]).toEqual([2, ''])
    expect(stderr).toContain(says)
  })
})
