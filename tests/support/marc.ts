import iconv from 'iconv-lite'
import { CODESETS } from 'marc8/lib/marc8_mapping.js'
import type { MarcRecord } from '../../bff/domain/marc-record'
import type { Encoding } from '../../bff/infra/records/encodings'

/** A field as a cataloguer would type it: `['245', '10', 'a', '数据结构 /', 'c', '严蔚敏']`, or `['001', 'x1']`. */
export type FieldWish = readonly [tag: string, value: string] | readonly [tag: string, indicators: string, ...string[]]

export interface RecordWish {
  readonly fields: readonly FieldWish[]
  readonly encoding?: Encoding
  /** Leader/05: `d` for a deleted record. */
  readonly status?: string
  /** Leader/06-07. */
  readonly type?: string
  /** Leader/20-23. */
  readonly map?: string
}

/** One record of ISO 2709, its lengths counted in bytes. */
export function iso2709({ fields, encoding = 'utf-8', status = 'n', type = 'am', map = '4500' }: RecordWish): Buffer {
  const data = fields.map((field) => Buffer.concat([encodeField(field, encoding), Buffer.from([0x1e])]))
  let start = 0
  const directory = fields.map(([tag], n) => {
    const length = data[n]?.length ?? 0
    const entry = `${tag}${pad(length, 4)}${pad(start, 5)}`
    start += length
    return entry
  })
  const base = 24 + directory.length * 12 + 1
  const length = base + start + 1
  const ninth = encoding === 'utf-8' ? 'a' : ' '
  const leader = `${pad(length, 5)}${status}${type} ${ninth}22${pad(base, 5)} i ${map}`
  return Buffer.concat([Buffer.from(`${leader}${directory.join('')}\x1e`, 'latin1'), ...data, Buffer.from([0x1d])])
}

const pad = (number: number, digits: number) => String(number).padStart(digits, '0')

/** A field is a control field when it has two members, tag and value. */
export function isControl(field: FieldWish): field is readonly [string, string] {
  return field.length === 2
}

/** Its subfields, as pairs of code and value. */
export function pairsOf([, , ...rest]: readonly string[]): [string, string][] {
  return rest.flatMap((code, n) => (n % 2 === 0 ? [[code, rest[n + 1] ?? ''] as [string, string]] : []))
}

function encodeField(field: FieldWish, encoding: Encoding): Buffer {
  if (isControl(field)) return encode(field[1], encoding)
  const subfields = pairsOf(field).map(([code, value]) =>
    Buffer.concat([Buffer.from(`\x1f${code}`, 'latin1'), encode(value, encoding)]),
  )
  return Buffer.concat([Buffer.from(field[1], 'latin1'), ...subfields])
}

export function encode(text: string, encoding: Encoding): Buffer {
  return encoding === 'marc-8' ? encodeMarc8(text) : iconv.encode(text, encoding)
}

const eacc = 0x31
const ansel = 0x45

/** Latin with diacritics in ANSEL, the rest in EACC between escapes, as the Library of Congress writes it. */
function encodeMarc8(text: string): Buffer {
  const bytes: number[] = []
  let isEacc = false
  const switchTo = (wide: boolean) => {
    if (wide !== isEacc) bytes.push(0x1b, ...(wide ? [0x24, 0x31] : [0x28, 0x42]))
    isEacc = wide
  }
  for (const letter of text) {
    const own = marc8Codes().get(letter.codePointAt(0) ?? 0)
    if (own?.set === eacc) {
      switchTo(true)
      bytes.push(own.code >> 16, (own.code >> 8) & 0xff, own.code & 0xff)
      continue
    }
    switchTo(false)
    if (own) {
      bytes.push(own.code)
      continue
    }
    // a mark stands before its letter
    const [base = '', ...marks] = Array.from(letter.normalize('NFD'))
    for (const part of [...marks, base]) bytes.push(narrow(part))
  }
  switchTo(false)
  return Buffer.from(bytes)
}

function narrow(part: string): number {
  const codePoint = part.codePointAt(0) ?? 0
  if (codePoint < 0x80) return codePoint
  const found = marc8Codes().get(codePoint)
  if (!found) throw new Error(`MARC-8 of these tests has no ${part}`)
  return found.code
}

let codes: Map<number, { readonly set: number; readonly code: number }> | null = null

export function marc8Codes() {
  if (codes) return codes
  codes = new Map()
  for (const set of [eacc, ansel]) {
    for (const [code, [codePoint]] of Object.entries(CODESETS[set] ?? {})) {
      if (codePoint >= 0x80 && !codes.has(codePoint)) codes.set(codePoint, { set, code: Number(code) })
    }
  }
  return codes
}

/** The same record in MARCXML. */
export function marcXml({ fields, status = 'n', type = 'am' }: RecordWish, prefix = ''): string {
  const inside = fields.map((field) =>
    isControl(field)
      ? `<${prefix}controlfield tag="${field[0]}">${escapeXml(field[1])}</${prefix}controlfield>`
      : `<${prefix}datafield tag="${field[0]}" ind1="${field[1][0] ?? ' '}" ind2="${field[1][1] ?? ' '}">${pairsOf(
          field,
        )
          .map(([code, value]) => `<${prefix}subfield code="${code}">${escapeXml(value)}</${prefix}subfield>`)
          .join('')}</${prefix}datafield>`,
  )
  return `<${prefix}record><${prefix}leader>00000${status}${type} a2200000 i 4500</${prefix}leader>${inside.join('')}</${prefix}record>`
}

export function escapeXml(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;')
}

/** A plain MARC21 book. */
export function marc21Book(id: string, title: string, more: readonly FieldWish[] = []): RecordWish {
  return {
    fields: [
      ['001', id],
      ['008', '070301s2007    cc            000 0 chi d'],
      ['020', '  ', 'a', '9787302147510'],
      ['100', '1 ', 'a', '严蔚敏'],
      ['245', '10', 'a', `${title} /`, 'c', '严蔚敏, 吴伟民编著.'],
      ['260', '  ', 'a', '北京 :', 'b', '清华大学出版社,', 'c', '2007.'],
      ...more,
    ],
  }
}

/** A plain CNMARC book, in GBK as most systems in China write it. */
export function cnmarcBook(id: string, title: string, more: readonly FieldWish[] = []): RecordWish {
  return {
    encoding: 'gbk',
    map: '450 ',
    fields: [
      ['001', id],
      ['010', '  ', 'a', '978-7-302-14751-0', 'd', 'CNY30.00'],
      ['100', '  ', 'a', '20070301d2007    em y0chiy50      ea'],
      ['101', '0 ', 'a', 'chi'],
      ['200', '1 ', 'a', title, 'f', '严蔚敏, 吴伟民编著'],
      ['210', '  ', 'a', '北京', 'c', '清华大学出版社', 'd', '2007'],
      ['690', '  ', 'a', 'TP311.12', 'v', '4'],
      ['701', ' 0', 'a', '严蔚敏', '4', '编著'],
      ...more,
    ],
  }
}

/** The same record as the rules see it. */
export function marcRecord({ fields, status = 'n', type = 'am' }: RecordWish): MarcRecord {
  return {
    leader: `00000${status}${type} a2200000 i 4500`,
    fields: fields.map((field) =>
      isControl(field)
        ? { tag: field[0], value: field[1], indicators: '', subfields: [] }
        : {
            tag: field[0],
            value: '',
            indicators: field[1],
            subfields: pairsOf(field).map(([code, value]) => ({ code, value })),
          },
    ),
  }
}
