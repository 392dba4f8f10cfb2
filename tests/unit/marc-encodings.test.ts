import fc from 'fast-check'
import { isProblem } from '../../bff/domain/import-problem'
import type { MarcRecord } from '../../bff/domain/marc-record'
import { decodeRecord } from '../../bff/infra/marc/decode-record'
import { cutRecord } from '../../bff/infra/marc/iso2709'
import { decodeMarc8 } from '../../bff/infra/marc/marc8'
import { encodings, guessEncoding, type Encoding } from '../../bff/infra/records/encodings'
import { encode, iso2709, isControl, marc8Codes, pairsOf, type FieldWish } from '../support/marc'

function read(bytes: Buffer, told: Encoding | null = null) {
  const raw = cutRecord(bytes)
  return isProblem(raw) ? raw : decodeRecord(raw, told)
}

const titled = (title: string, encoding: Encoding) =>
  iso2709({
    encoding,
    fields: [
      ['001', 'x'],
      ['245', '10', 'a', title, 'c', 'A'],
    ],
  })

const titleIn = (record: ReturnType<typeof read>) =>
  isProblem(record) ? record : record.fields.find(({ tag }) => tag === '245')?.subfields[0]?.value

test.each([
  ['utf-8', '数据结构与算法分析'],
  ['utf-8', 'Études café 𠮷野家 😀'],
  ['gbk', '数据结构与算法分析'],
  ['gbk', '一个陌生女人的来信'],
  ['gb18030', '𠮷野家的㐀字 ᠮᠣᠩᠭᠣᠯ'],
  ['marc-8', 'Über die Grundlagen der Mécanique'],
  ['marc-8', 'Tiếng Việt'],
  ['marc-8', '紅樓夢 and the 石頭記'],
] as const)('a record in %s is recognised without being told: %s', (encoding, title) => {
  expect(titleIn(read(titled(title, encoding)))).toBe(title)
})

test('what is told is believed, and what contradicts it is a problem', () => {
  const bytes = titled('数据结构', 'gbk')

  expect(titleIn(read(bytes, 'gbk'))).toBe('数据结构')
  expect(read(bytes, 'utf-8')).toEqual({
    code: 'encoding.invalid_bytes',
    details: { field: '245', encoding: 'utf-8' },
  })
})

test('a record with fields in two encodings is a problem with its field, not a wrong text', () => {
  const bytes = Buffer.concat([
    ...[Buffer.from('  \x1fa'), encode('数据结构', 'utf-8'), Buffer.from('\x1e')],
    ...[Buffer.from('  \x1fa'), encode('清华大学出版社', 'gbk'), Buffer.from('\x1e')],
  ])
  const first = bytes.indexOf(0x1e) + 1
  const pad = (n: number, digits: number) => String(n).padStart(digits, '0')
  const directory = `245${pad(first, 4)}00000260${pad(bytes.length - first, 4)}${pad(first, 5)}\x1e`
  const leader = `${pad(24 + 25 + bytes.length + 1, 5)}nam a22${pad(49, 5)} i 4500`

  const record = read(Buffer.concat([Buffer.from(leader + directory), bytes, Buffer.from('\x1d')]))

  expect(record).toEqual({ code: 'encoding.invalid_bytes', details: { field: '260', encoding: 'utf-8' } })
})

test('MARC-8 keeps blanks between Chinese characters, and puts marks behind their letters', () => {
  const spaced = Buffer.from([0x1b, 0x24, 0x31, 0x21, 0x30, 0x30, 0x20, 0x21, 0x30, 0x31, 0x1b, 0x28, 0x42, 0x61])

  expect(decodeMarc8(spaced)).toMatch(/^\p{Script=Han} \p{Script=Han}a$/u)
  expect(decodeMarc8(Buffer.from([0xe8, 0x75]))).toBe('ü')
  expect(decodeMarc8(Buffer.from('&#x20BB7;'))).toBe('𠮷')
  expect(decodeMarc8(Buffer.from([0x1b, 0x67, 0x61, 0x1b, 0x73, 0x61]))).toBe('αa')
  expect(decodeMarc8(Buffer.from([0x1b, 0x28, 0x4e, 0x41, 0x1b, 0x28, 0x42]))).toBe('а')
  expect(decodeMarc8(Buffer.from([0xff]))).toBeNull()
  expect(decodeMarc8(Buffer.from([0x1b, 0x24, 0x31, 0x7f, 0x7f, 0x7f]))).toBeNull()
})

test('Latin text with marks is not taken for Chinese', () => {
  for (const text of ['café', 'Dvořák, Antonín', 'Ångström', 'naïve façade']) {
    expect(guessEncoding(encode(text, 'marc-8'))).toBe('marc-8')
  }
})

const inMarc8 = [...marc8Codes().keys()].map((code) => String.fromCodePoint(code)).filter((c) => /\p{L}/u.test(c))
const letters: Record<Encoding, fc.Arbitrary<string>> = {
  'utf-8': fc.string({ unit: 'grapheme', minLength: 1 }),
  gbk: fc.string({ unit: fc.constantFrom(...Array.from('数据结构与算法红楼梦石头记ABCabc 0123')), minLength: 1 }),
  gb18030: fc.string({ unit: fc.constantFrom(...Array.from('数据结构㐀𠮷ᠮö€ABC 0123')), minLength: 1 }),
  'marc-8': fc.string({ unit: fc.constantFrom(...inMarc8, 'a', 'Z', ' ', 'é', 'ü'), minLength: 1 }),
}

const control = /\p{Cc}/gu
const fieldIn = (encoding: Encoding): fc.Arbitrary<FieldWish> => {
  const value = letters[encoding].map((text) => text.replace(control, ''))
  const subfields = fc.array(fc.tuple(fc.constantFrom(...Array.from('abcxyz9')), value), { minLength: 1, maxLength: 5 })
  return fc.oneof(
    fc.tuple(
      fc.constantFrom('001', '005', '008'),
      fc.string().map((text) => text.replace(/[^ -~]/g, '')),
    ),
    fc
      .tuple(fc.constantFrom('245', '200', '905', '880'), subfields)
      .map(([tag, pairs]) => [tag, '1 ', ...pairs.flat()] as const satisfies FieldWish),
  )
}

const inOneForm = (text: string, encoding: Encoding) => (encoding === 'marc-8' ? text.normalize('NFC') : text)

function expected(fields: readonly FieldWish[], encoding: Encoding): MarcRecord['fields'] {
  return fields.map((field) => {
    if (isControl(field)) return { tag: field[0], value: field[1], indicators: '', subfields: [] }
    const subfields = pairsOf(field).map(([code, value]) => ({ code, value: inOneForm(value, encoding) }))
    return { tag: field[0], value: '', indicators: field[1], subfields }
  })
}

test.each(encodings)('any record in %s comes out as it went in', (encoding) => {
  fc.assert(
    fc.property(fc.array(fieldIn(encoding), { minLength: 1, maxLength: 12 }), (fields) => {
      const record = read(iso2709({ fields, encoding }), encoding)
      expect(record).toMatchObject({ fields: expected(fields, encoding) })
    }),
  )
})
