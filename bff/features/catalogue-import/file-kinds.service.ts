import { leaderPlaces } from '../../infra/marc/iso2709'
import { cellsOf, delimiterOf } from '../../infra/records/csv-splitter'
import { textOf } from '../../infra/records/encodings'
import { isHeader } from './csv-import.rules'

/** What kind of file begins so; null when it is none that we know. */
export function detectContainer(head: Buffer): 'iso2709' | 'marcxml' | 'csv' | 'jsonl' | null {
  const text = head.toString('latin1').replace(/^(?:ï»¿|\s|\0)+/, '')
  if (text.startsWith('{')) return 'jsonl'
  if (isXml(head)) return 'marcxml'
  // damage may stand first; the delimiters of ISO 2709 stand nowhere else
  if (head.includes(0x1e) || head.includes(0x1d) || leaderPlaces(head.subarray(0, 64)).length > 0) return 'iso2709'
  const firstLine = textOf(lineOf(head), null) ?? ''
  return isHeader(cellsOf(firstLine, delimiterOf(firstLine)) ?? []) ? 'csv' : null
}

export function isXml(head: Buffer): boolean {
  return /^(?:ï»¿|\s)*</.test(head.toString('latin1', 0, 200))
}

function lineOf(head: Buffer): Buffer {
  const start = head[0] === 0xef ? 3 : 0
  const end = head.indexOf(0x0a)
  const line = head.subarray(start, end < 0 ? head.length : end)
  return line.at(-1) === 0x0d ? line.subarray(0, -1) : line
}

/** Beginnings of files that are sometimes handed over instead of a catalogue, and what is to be done. */
const others: readonly (readonly [begins: string, says: string])[] = [
  ['%pdf-', 'It is a PDF: ask for the records themselves.'],
  ['pk\x03\x04', 'It is a ZIP archive or an Excel workbook: unpack it, or save the sheet as CSV.'],
  ['\xd0\xcf\x11\xe0', 'It is an Excel or Word file of old: save the sheet as CSV.'],
  ['\xff\xfe', 'It is UTF-16: save it as UTF-8.'],
  ['\xfe\xff', 'It is UTF-16: save it as UTF-8.'],
  ['<!doctype html', 'It is a web page, perhaps the one to sign in on.'],
  ['<html', 'It is a web page, perhaps the one to sign in on.'],
]

/** @returns why a file that begins so is no catalogue; null where it may be one */
export function notACatalogue(head: Buffer): string | null {
  const begins = asciiLowerCase(head.toString('latin1', 0, 300).replace(/^(?:ï»¿|\s)+/, ''))
  return others.find(([each]) => begins.startsWith(each))?.[1] ?? null
}

/** Other bytes stay what they are. */
function asciiLowerCase(text: string): string {
  return text.replace(/[A-Z]/g, (letter) => letter.toLowerCase())
}
