import { isProblem, type Problem } from '../../domain/import-problem'
import type { MarcField, MarcRecord } from '../../domain/marc-record'
import { childOf, parseXml, type XmlElement } from '../records/xml-tree'

/** One `<record>` of MARCXML (slim). */
export function parseMarcXml(text: string): MarcRecord | Problem {
  const element = parseXml(text)
  return isProblem(element) ? element : marcRecordOf(element)
}

export function marcRecordOf(record: XmlElement): MarcRecord {
  const leader = childOf(record, 'leader')?.text ?? ''
  const fields = record.children.flatMap((element) => {
    const field = fieldOf(element)
    return field ? [field] : []
  })
  return { leader, fields }
}

function fieldOf({ name, attributes, children, text }: XmlElement): MarcField | null {
  const tag = attributes['tag'] ?? ''
  if (name === 'controlfield') return { tag, value: text, indicators: '', subfields: [] }
  if (name !== 'datafield') return null
  const indicators = `${attributes['ind1'] ?? ' '}${attributes['ind2'] ?? ' '}`
  const subfields = children
    .filter((child) => child.name === 'subfield')
    .map((child) => ({ code: child.attributes['code'] ?? '', value: child.text }))
  return { tag, value: '', indicators, subfields }
}
