import fc from 'fast-check'
import { isProblem } from '../../bff/domain/import-problem'
import { createMarcXmlSplitter } from '../../bff/infra/marc/marcxml-splitter'
import { parseMarcXml } from '../../bff/infra/marc/marcxml'
import { cellsOf, createCsvSplitter, delimiterOf } from '../../bff/infra/records/csv-splitter'
import { createLineSplitter } from '../../bff/infra/records/line-splitter'
import { isDamage, type Splitter } from '../../bff/infra/records/pieces'
import { marc21Book, marcXml } from '../support/marc'

function split(splitter: Splitter<Buffer>, text: string | Buffer, chunk = 1_000_000) {
  const bytes = Buffer.from(text)
  const pieces = []
  for (let at = 0; at < bytes.length; at += chunk) pieces.push(...splitter.push(bytes.subarray(at, at + chunk)))
  return [...pieces, ...splitter.end()]
}

const textsOf = (pieces: ReturnType<typeof split>) =>
  pieces.map((piece) => (isDamage(piece) ? piece.problem.code : piece.record.toString()))

describe('MARCXML', () => {
  const wishes = [1, 2, 3].map((n) => marc21Book(`x${String(n)}`, `数据 <${String(n)}> & 结构`))
  const collection = (records: readonly string[]) =>
    `<?xml version="1.0" encoding="UTF-8"?>\n<!-- made by hand > -->\n<collection xmlns="http://www.loc.gov/MARC21/slim">\n${records.join('\n')}\n</collection>\n`
  const read = (text: string, chunk?: number) =>
    split(createMarcXmlSplitter(), text, chunk).map((piece) => {
      if (isDamage(piece)) return piece.problem.code
      const record = parseMarcXml(piece.record.toString())
      return isProblem(record) ? record.code : record.fields[0]?.value
    })

  test.each(['', 'marc:'])('records come out whole, whatever prefix "%s" and chunks they have', (prefix) => {
    const text = collection(wishes.map((wish) => marcXml(wish, prefix))).replace(/<!--.*-->/, '')

    for (const chunk of [64, 1000, 1_000_000]) expect(read(text, chunk)).toEqual(['x1', 'x2', 'x3'])
  })

  test('a record that is not well-formed, or has no end, spoils no other', () => {
    const [one = '', two = '', three = ''] = wishes.map((wish) => marcXml(wish))

    expect(read(collection([one, two.replace('&amp;', '&'), three]))).toEqual(['x1', 'xml.not_well_formed', 'x3'])
    expect(read(collection([one, two.replace('</record>', ''), three]))).toEqual(['x1', 'xml.unclosed_record', 'x3'])
    expect(read(collection([one, two, three]).slice(0, -60))).toEqual(['x1', 'x2', 'xml.unclosed_record'])
    expect(read(collection([one, `oh no ${two}`, three]))).toEqual(['x1', 'xml.garbage', 'x2', 'x3'])
    expect(read('<html><body>Sign in</body></html>')).toContain('xml.no_records')
  })

  test('records saved from a harvest are taken out of their envelopes', () => {
    const page = wishes
      .map(
        (wish) =>
          `<record><header><identifier>oai:x</identifier></header><metadata>${marcXml(wish, 'marc:')}</metadata></record>`,
      )
      .join('')

    expect(
      read(`<OAI-PMH><responseDate>2026-01-01</responseDate><ListRecords>${page}</ListRecords></OAI-PMH>`),
    ).toEqual(['x1', 'x2', 'x3'])
  })
})

describe('CSV', () => {
  const rows = (text: string, chunk?: number) => textsOf(split(createCsvSplitter(), text, chunk))

  test('a row may have line ends and delimiters within quotation marks, in any chunks', () => {
    for (const chunk of [1, 5, 1000]) {
      expect(rows('\uFEFFid,title\r\n1,"a\nb, ""c"""\r\n\r\n2,d', chunk)).toEqual([
        'id,title',
        '1,"a\nb, ""c"""',
        '2,d',
      ])
    }
    expect(cellsOf('1,"a\nb, ""c""",', ',')).toEqual(['1', 'a\nb, "c"', ''])
    expect(cellsOf('a 5" disk,b', ',')).toEqual(['a 5" disk', 'b'])
  })

  test('a quotation mark too few costs one row', () => {
    expect(rows('id,title\n1,"open\n2,"good"\n3,fine\n')).toEqual([
      'id,title',
      'csv.wrong_quotes',
      '2,"good"',
      '3,fine',
    ])
    expect(rows('id,title\n1,"open\n2,good\n3,fine\n')).toEqual(['id,title', 'csv.wrong_quotes', '2,good', '3,fine'])
  })

  test('the delimiter is the one of the header', () => {
    expect([delimiterOf('a,b'), delimiterOf('a;b'), delimiterOf('a\tb'), delimiterOf('a')]).toEqual([
      ',',
      ';',
      '\t',
      ',',
    ])
  })

  test('any cells come out as they went in', () => {
    const table = fc.array(fc.array(fc.string({ unit: 'grapheme' }), { minLength: 2, maxLength: 2 }), {
      minLength: 1,
      maxLength: 9,
    })
    fc.assert(
      fc.property(table, fc.integer({ min: 1, max: 99 }), (cells, chunk) => {
        const text = `a,b\n${cells.map((row) => row.map((cell) => `"${cell.replace(/"/g, '""')}"`).join()).join('\n')}\n`
        expect(
          rows(text, chunk)
            .slice(1)
            .map((row) => cellsOf(row, ',')),
        ).toEqual(cells)
      }),
    )
  })
})

test('lines come out whole; one without an end does not fill the memory', () => {
  expect(textsOf(split(createLineSplitter(), '\uFEFF{"a":1}\r\n\n  \n{"b":2}', 3))).toEqual(['{"a":1}', '{"b":2}'])
  const long = `a\n${'x'.repeat(5_000_000)}\nb`
  expect(textsOf(split(createLineSplitter(), long, 65_536))).toEqual(['a', 'line.too_long', 'b'])
})

test('no bytes at all make a splitter fail', () => {
  fc.assert(
    fc.property(fc.string(), fc.integer({ min: 1, max: 50 }), (text, chunk) => {
      for (const create of [createMarcXmlSplitter, createCsvSplitter, createLineSplitter])
        split(create(), `<record>${text}`, chunk)
      cellsOf(text, ',')
    }),
  )
})
