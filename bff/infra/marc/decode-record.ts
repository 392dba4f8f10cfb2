import { isProblem, problem, type Problem } from '../../domain/import-problem'
import type { MarcField, MarcRecord, Subfield } from '../../domain/marc-record'
import { decode, guessEncoding, isSurelyUtf8, type Encoding } from '../records/encodings'
import type { RawField, RawMarc } from './iso2709'

const subfieldDelimiter = 0x1f

/**
 * Decodes a record that was cut by its bytes.
 * @param told the encoding of the whole file; null: each record is judged by itself, because files are mixed
 */
export function decodeRecord(raw: RawMarc, told: Encoding | null): MarcRecord | Problem {
  const encoding = told ?? encodingOf(raw)
  if (encoding === null) return undecodable(raw)
  const fields = (encoding === 'marc-8' ? null : decodeAtOnce(raw, encoding)) ?? decodeEach(raw, encoding)
  return isProblem(fields) ? fields : { leader: raw.leader, fields }
}

function encodingOf(raw: RawMarc): Encoding | null {
  const guess = guessEncoding(raw.bytes.subarray(raw.base))
  if (guess === 'utf-8') return guess
  // a record that is UTF-8 but for a cut or foreign field: read as GBK it would be another text without a complaint
  const isUtf8Elsewhere = raw.fields.some((field) => isSurelyUtf8(bytesOf(raw, field)))
  return isUtf8Elsewhere || (guess === 'marc-8' && raw.leader[9] === 'a') ? null : guess
}

function undecodable(raw: RawMarc): Problem {
  const odd = raw.fields.find((field) => decode(bytesOf(raw, field), 'utf-8') === null)
  const isMixed = raw.fields.some((field) => isSurelyUtf8(bytesOf(raw, field)))
  return isMixed && odd
    ? problem('encoding.invalid_bytes', { field: odd.tag, encoding: 'utf-8' })
    : problem('encoding.unknown', odd ? { field: odd.tag } : {})
}

const bytesOf = ({ bytes }: RawMarc, { from, to }: RawField): Buffer => bytes.subarray(from, to)

/**
 * All fields in one go, where they stand in the order of the directory. No byte of a Chinese character or of UTF-8 can be
 * taken for a terminator or a delimiter, so the text is cut after decoding. Null where it has to be done one by one.
 */
function decodeAtOnce({ bytes, base, fields }: RawMarc, encoding: Encoding): MarcField[] | null {
  let next = base
  for (const { from, to } of fields) {
    if (from !== next) return null
    next = to + 1
  }
  const texts = decode(bytes.subarray(base, next), encoding)?.split('\x1e')
  return texts?.length === fields.length + 1 ? fields.map(({ tag }, n) => cutField(tag, texts[n] ?? '')) : null
}

function decodeEach(raw: RawMarc, encoding: Encoding): MarcField[] | Problem {
  const fields: MarcField[] = []
  for (const field of raw.fields) {
    const decoded = encoding === 'marc-8' ? decodeParts(raw, field) : decodeOne(raw, field, encoding)
    if (decoded === null) return problem('encoding.invalid_bytes', { field: field.tag, encoding })
    fields.push(decoded)
  }
  return fields
}

function decodeOne(raw: RawMarc, field: RawField, encoding: Encoding): MarcField | null {
  const text = decode(bytesOf(raw, field), encoding)
  return text === null ? null : cutField(field.tag, text)
}

function cutField(tag: string, text: string): MarcField {
  const [indicators = '', ...parts] = text.split('\x1f')
  return fieldOf(tag, indicators, parts)
}

/** What MARC-8 escapes to ends with each subfield. */
function decodeParts(raw: RawMarc, field: RawField): MarcField | null {
  const bytes = bytesOf(raw, field)
  const parts: string[] = []
  let from = 0
  while (from <= bytes.length) {
    const next = bytes.indexOf(subfieldDelimiter, from)
    const to = next < 0 ? bytes.length : next
    const part = decode(bytes.subarray(from, to), 'marc-8')
    if (part === null) return null
    parts.push(part)
    from = to + 1
  }
  const [indicators = '', ...rest] = parts
  return fieldOf(field.tag, indicators, rest)
}

const noSubfields: MarcField['subfields'] = []

/** Without a delimiter it is a control field, whatever its tag: some systems have such fields of their own. */
function fieldOf(tag: string, head: string, parts: readonly string[]): MarcField {
  if (parts.length === 0) return { tag, value: head, indicators: '', subfields: noSubfields }
  const subfields: Subfield[] = []
  for (const part of parts) if (part !== '') subfields.push({ code: part.charAt(0), value: part.slice(1) })
  return { tag, value: '', indicators: head, subfields }
}
