import { valueOf, valuesOf, type MarcField, type MarcRecord } from '../../domain/marc-record'
import type { Contributor } from '../titles/titles.model'
import type { ImportedTitle } from './imported-record.rules'

/** One line, in one Unicode form: records carry marks apart from their letters, tabs and line ends. */
export function tidy(text: string): string {
  if (!untidy.test(text)) return text
  return text
    .normalize('NFC')
    .replace(nonSorting, '')
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .trim()
}

const untidy = /^\s|\s$|\s\s|[^\S ]|[\p{Cc}\p{M}]/u
/** Around an article that is not sorted by. */
const nonSorting = /[\u0098\u009c]/g

/**
 * Without the punctuation that announces the next subfield (ISBD): `数据结构 /`, `北京 :`, `2007.`. A full stop stays
 * behind an abbreviation or an initial.
 */
export function withoutIsbd(text: string): string {
  const plain = tidy(text).replace(/\s*[/:;,=+]\s*$/, '')
  const isAbbreviated = /(?:^|[\s.])(?:[A-Za-z]|Inc|Ltd|Co|Jr|Sr|ed|etc)\.$/.test(plain)
  return isAbbreviated ? plain : plain.replace(/\s*\.$/, '')
}

export function cleanOf(field: MarcField | undefined, code: string): string | null {
  const value = valueOf(field, code)
  return value === null ? null : emptyToNull(withoutIsbd(value))
}

export function emptyToNull(text: string): string | null {
  return text === '' ? null : text
}

/** Subfields of one field as one text. */
export function joined(field: MarcField, codes: string, separator: string): string | null {
  return emptyToNull(valuesOf(field, codes).map(withoutIsbd).filter(Boolean).join(separator))
}

export function distinct<T>(values: readonly T[]): T[] {
  return [...new Set(values)]
}

export function isText(text: string | null): text is string {
  return text !== null && text !== ''
}

/** The first year that a text of a catalogue names: `[2007]`, `c1998`, `民国二十年` (none). */
export function yearIn(text: string | null): number | null {
  const digits = /(?<!\d)(1[0-9]|20)\d\d(?!\d)/.exec(text ?? '')?.[0]
  return digits === undefined ? null : Number(digits)
}

/** A MARC language code; `und` for what is none. */
export function languageIn(...texts: readonly (string | null)[]): string {
  for (const text of texts) {
    const code = text?.trim().slice(0, 3).toLowerCase() ?? ''
    if (/^[a-z]{3}$/.test(code)) return code
  }
  return 'und'
}

/** 中图法: one letter (T takes a second one), then digits. Others, as the Library of Congress, look different. */
export function isChineseClass(text: string): boolean {
  return /^(?:[A-KN-SU-VXZ]|T[A-Z]?)(?:\d[\d.]*)?(?:[-=+:/("〔<[#][^\s]*)?$/.test(text.trim())
}

/** The first ISBN-like word: `9787302147510 (pbk.)`, `7-302-14751-2 :`. */
export function isbnIn(text: string): string | null {
  return /[\dXx][\dXx -]{8,}/.exec(text)?.[0].trim() ?? null
}

type Form = ImportedTitle['form']

/** Leader/06-07, the same in both dialects. */
export function formOf(
  { leader }: MarcRecord,
  facts: { readonly isOnline: boolean; readonly isThesis: boolean },
): Form {
  const type = leader[6] ?? 'a'
  const level = leader[7] ?? 'm'
  if (facts.isThesis) return 'thesis'
  if (type === 'c' || type === 'd') return 'score'
  if ('gijk'.includes(type)) return 'audiovisual'
  if (level === 's' || level === 'i') return 'journal'
  return facts.isOnline || type === 'l' || type === 'm' ? 'ebook' : 'book'
}

/** What a record says somebody did, in words or in a relator code of MARC21 or UNIMARC. */
export function roleOf(words: readonly string[]): Contributor['role'] {
  const said = words.join(' ').toLowerCase()
  if (/译|譯|trl|transl|\b730\b/.test(said)) return 'translator'
  // 编著 is writing, 编 and 主编 are editing
  if (/编著|編著|著|撰|\baut\b|author|\b070\b/.test(said)) return 'author'
  return /编|編|edt|edit|校|\b340\b/.test(said) ? 'editor' : 'author'
}

/** The same person is named once, in the first role. */
export function distinctContributors(all: readonly Contributor[]): Contributor[] {
  const names = new Set<string>()
  return all.filter(({ name }) => name !== '' && !names.has(name) && names.add(name))
}

/** Links of 856; an address that is not of the web is nothing that a reader could open. */
export function electronicIn(fields: readonly MarcField[]): ImportedTitle['electronic'] {
  return fields.flatMap((field) => {
    const url = valuesOf(field, 'u').find((address) => /^https?:\/\/[^\s<>"]+$/i.test(address))
    if (url === undefined) return []
    const words = valuesOf(field, 'yz3').map(tidy)
    const label = words[0] ?? url.split('/')[2] ?? url
    const isOpen = valueOf(field, '7') === '0' || /open access|免费|開放|开放获取|公开/i.test(words.join(' '))
    return [{ label, url, access: isOpen ? ('open' as const) : ('campus' as const) }]
  })
}
