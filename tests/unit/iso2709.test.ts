import fc from 'fast-check'
import { cutRecord, type RawMarc } from '../../bff/infra/marc/iso2709'
import { createIso2709Splitter } from '../../bff/infra/marc/iso2709-splitter'
import { isDamage, type Damage, type Piece } from '../../bff/infra/records/pieces'
import { iso2709, marc21Book, cnmarcBook } from '../support/marc'

const book = (n: number) => iso2709(marc21Book(`id${String(n)}`, `数据结构 ${String(n)}`))
const books = (count: number) => Array.from({ length: count }, (_, n) => book(n + 1))

function split(file: Buffer, chunkSize = file.length): Piece<RawMarc>[] {
  const splitter = createIso2709Splitter()
  const pieces: Piece<RawMarc>[] = []
  for (let at = 0; at < file.length; at += Math.max(1, chunkSize)) {
    pieces.push(...splitter.push(file.subarray(at, at + Math.max(1, chunkSize))))
  }
  return [...pieces, ...splitter.end()]
}

const idOf = ({ bytes, fields }: RawMarc) => {
  const field = fields.find(({ tag }) => tag === '001')
  return field ? bytes.toString('latin1', field.from, field.to) : '?'
}
const idsOf = (pieces: readonly Piece<RawMarc>[]) =>
  pieces.flatMap((each) => (isDamage(each) ? [] : [idOf(each.record)]))
const damagesOf = (pieces: readonly Piece<RawMarc>[]): Damage[] => pieces.filter(isDamage)
const codesOf = (pieces: readonly Piece<RawMarc>[]) => damagesOf(pieces).map((each) => each.problem.code)

test('records come out whole, whatever the chunks of the file are', () => {
  const file = Buffer.concat(books(5))

  for (const size of [1, 7, 24, 100, file.length])
    expect(idsOf(split(file, size))).toEqual(['id1', 'id2', 'id3', 'id4', 'id5'])
})

test('byte order marks, line ends and padding between records are no damage', () => {
  const [one, two, three] = books(3)
  const file = Buffer.concat([
    ...['\uFEFF', one, '\r\n', two, '\n\0\0', three, '\r\n\x1a'].map((part) => Buffer.from(part ?? '')),
  ])

  const pieces = split(file)

  expect(idsOf(pieces)).toEqual(['id1', 'id2', 'id3'])
  expect(damagesOf(pieces)).toEqual([])
})

test('a record in GBK is cut by bytes, not by characters', () => {
  const file = iso2709(cnmarcBook('c1', '红楼梦'))

  expect(idsOf(split(file))).toEqual(['c1'])
})

/** The second of three books, damaged; the others must come through. */
function damaged(damage: (record: Buffer) => Buffer) {
  const [first, second, third] = books(3) as [Buffer, Buffer, Buffer]
  const pieces = split(Buffer.concat([first, damage(second), third]))
  return {
    ids: idsOf(pieces),
    codes: codesOf(pieces),
    offsets: damagesOf(pieces).map(({ offset }) => offset),
    at: first.length,
  }
}

const overwrite = (record: Buffer, at: number, text: string) => {
  record.write(text, at, 'latin1')
  return record
}

test.each([
  ['a length that is too high', (r: Buffer) => overwrite(r, 0, '09999'), 'marc.length_wrong'],
  ['a length that is no number', (r: Buffer) => overwrite(r, 0, 'abcde'), 'marc.length_wrong'],
  ['a base address that leads nowhere', (r: Buffer) => overwrite(r, 12, '99998'), 'marc.base_address_wrong'],
  ['letters in its directory', (r: Buffer) => overwrite(r, 30, 'xx'), 'marc.directory_wrong'],
  ['a directory that points elsewhere', (r: Buffer) => overwrite(r, 31, '00009'), 'marc.directory_wrong'],
  ['no terminator', (r: Buffer) => r.subarray(0, -1), 'marc.terminator_missing'],
  ['its end cut off', (r: Buffer) => r.subarray(0, -40), 'marc.length_wrong'],
])('a record with %s is told with its place, its neighbours are read', (_says, damage, code) => {
  const { ids, codes, offsets, at } = damaged(damage)

  expect(ids).toEqual(['id1', 'id3'])
  expect(codes).toEqual([code])
  expect(offsets).toEqual([at])
})

test('garbage between records is told, and the record behind it is read', () => {
  const [first, second] = books(2) as [Buffer, Buffer]

  const pieces = split(Buffer.concat([first, Buffer.from('<html>502 Bad Gateway</html>'), second]))

  expect(idsOf(pieces)).toEqual(['id1', 'id2'])
  expect(damagesOf(pieces)).toMatchObject([{ offset: first.length, length: 28, problem: { code: 'marc.garbage' } }])
})

test('a file that was cut off says so for its last record', () => {
  const file = Buffer.concat(books(3))

  const pieces = split(file.subarray(0, -30))

  expect(idsOf(pieces)).toEqual(['id1', 'id2'])
  expect(codesOf(pieces)).toEqual(['marc.truncated'])
})

test('a record longer than ISO 2709 can say is one problem, however many bytes it has', () => {
  const [first, second] = books(2) as [Buffer, Buffer]
  const huge = Buffer.concat([book(9).subarray(0, -1), Buffer.alloc(3_000_000, 'x'), Buffer.from([0x1d])])

  const pieces = split(Buffer.concat([first, huge, second]), 65_536)

  expect(idsOf(pieces)).toEqual(['id1', 'id2'])
  expect(damagesOf(pieces)).toMatchObject([
    { offset: first.length, length: huge.length, problem: { code: 'marc.record_too_long' } },
  ])
})

test('records that have all lost their terminators are told one by one', () => {
  const pieces = split(Buffer.concat(books(3).map((record) => record.subarray(0, -1))))

  expect(codesOf(pieces)).toEqual(['marc.terminator_missing', 'marc.terminator_missing', 'marc.truncated'])
})

test('bytes that no directory entry names are not dropped silently', () => {
  const record = iso2709({
    fields: [
      ['001', 'x'],
      ['245', '10', 'a', 'T'],
    ],
  })
  const widened = Buffer.concat([record.subarray(0, -1), Buffer.from('lost\x1e\x1d')])
  widened.write(String(widened.length).padStart(5, '0'), 0)

  expect(cutRecord(widened)).toMatchObject({ code: 'marc.bytes_outside_directory', details: { bytes: 5 } })
})

const isFiller = (byte: number) => [0, 9, 10, 13, 26, 32, 0xef, 0xbb, 0xbf].includes(byte)

/** What is neither in a record nor told as damage. */
function silentBytes(file: Buffer, pieces: readonly Piece<RawMarc>[]): number[] {
  const silent: number[] = []
  let at = 0
  for (const { offset, length } of [...pieces, { offset: file.length, length: 0 }]) {
    expect(offset).toBeGreaterThanOrEqual(at)
    silent.push(...file.subarray(at, offset).filter((byte) => !isFiller(byte)))
    at = offset + length
  }
  return silent
}

test('any damage to one record leaves its neighbours whole, and every byte is accounted for', () => {
  const [first, second, third] = books(3) as [Buffer, Buffer, Buffer]
  const cut = fc.record({
    from: fc.nat({ max: second.length }),
    length: fc.nat({ max: second.length }),
    instead: fc.oneof(
      fc.uint8Array({ maxLength: 60 }),
      fc.constant(Buffer.from('\x1d')),
      fc.constant(second.subarray(0, 24)),
      fc.constant(second.subarray(100)),
    ),
  })
  fc.assert(
    fc.property(fc.array(cut, { minLength: 1, maxLength: 4 }), fc.integer({ min: 1, max: 4096 }), (cuts, chunk) => {
      const broken = cuts.reduce<Buffer>(
        (record, { from, length, instead }) =>
          Buffer.concat([record.subarray(0, from), instead, record.subarray(from + length)]),
        second,
      )
      const file = Buffer.concat([first, broken, third])
      const pieces = split(file, chunk)
      const ids = idsOf(pieces)
      expect(ids[0]).toBe('id1')
      expect(ids.at(-1)).toBe('id3')
      expect(silentBytes(file, pieces)).toEqual([])
    }),
    { numRuns: 500 },
  )
})

test('no bytes at all make it fail', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 2000 }), fc.integer({ min: 1, max: 300 }), (bytes, chunk) => {
      const file = Buffer.from(bytes)
      expect(silentBytes(file, split(file, chunk))).toEqual([])
    }),
    { numRuns: 300 },
  )
})
