import type { TitleRecord } from './titles.model'
import { hasHan, onOneLine } from './citation-names.rules'

/** What a citation is made of; all of it on one line, empty where the record is silent. */
export interface CitedTitle {
  readonly form: TitleRecord['form']
  readonly title: string
  readonly authors: readonly string[]
  readonly editors: readonly string[]
  readonly translators: readonly string[]
  readonly edition: Edition
  readonly place: string
  readonly publisher: string
  readonly year: number | null
  readonly series: string
  readonly volumes: number
  readonly isbns: readonly string[]
  readonly subjects: readonly string[]
  /** MARC code. */
  readonly language: string
  readonly originalTitle: string
  /** Where an electronic title is read. */
  readonly url: string
  /** Words of the citation itself, `等` or `et al.`, go by the language of the title. */
  readonly isChinese: boolean
}

/** `null` for a first edition, which no style names. */
export type Edition = { readonly number: number } | { readonly words: string } | null

type Citable = Pick<
  TitleRecord,
  | 'form'
  | 'title'
  | 'subtitle'
  | 'contributors'
  | 'edition'
  | 'place'
  | 'publisher'
  | 'year'
  | 'series'
  | 'parts'
  | 'isbns'
  | 'subjects'
  | 'language'
  | 'originalTitle'
  | 'electronic'
>

export function citedTitleOf(record: Citable): CitedTitle {
  const named = (role: TitleRecord['contributors'][number]['role']) =>
    record.contributors.flatMap((one) => (one.role === role && onOneLine(one.name) !== '' ? [onOneLine(one.name)] : []))
  const authors = named('author')
  const subtitle = onOneLine(record.subtitle ?? '')
  const title = onOneLine(record.title)
  return {
    form: record.form,
    title: subtitle === '' ? title : `${title}: ${subtitle}`,
    // a work that only editors answer for stands under their names
    authors: authors.length > 0 ? authors : named('editor'),
    editors: authors.length > 0 ? named('editor') : [],
    translators: named('translator'),
    edition: readEdition(record.edition ?? ''),
    place: onOneLine(record.place ?? ''),
    publisher: onOneLine(record.publisher ?? ''),
    year: record.year,
    series: onOneLine(record.series ?? ''),
    volumes: record.parts.length,
    isbns: record.isbns,
    subjects: record.subjects.map(onOneLine).filter((subject) => subject !== ''),
    language: record.language,
    originalTitle: onOneLine(record.originalTitle ?? ''),
    url: record.form === 'ebook' ? (record.electronic[0]?.url ?? '') : '',
    isChinese: record.language === 'chi' || (record.language === 'und' && hasHan(title)),
  }
}

const hanNumbers = '零一二三四五六七八九十'
const latinNumbers = ['first', 'second', 'third', 'fourth', 'fifth', 'sixth', 'seventh', 'eighth', 'ninth', 'tenth']

/** `第2版`, `第二版`, `2nd ed.`, `Second edition` are the second; what is no number stays in its words. */
function readEdition(edition: string): Edition {
  const plain = onOneLine(edition).replace(/[.。,，;；/\s]+$/, '')
  if (plain === '') return null
  const number = numberOf(plain)
  if (number === undefined) return { words: plain }
  return number > 1 ? { number } : null
}

function numberOf(edition: string): number | undefined {
  const chinese = /^第?\s*(\d{1,3}|[一二三四五六七八九十]{1,3})\s*版$/.exec(edition)?.[1]
  if (chinese !== undefined) return /^\d/.test(chinese) ? Number(chinese) : ofHan(chinese)
  const latin = /^(?:(\d{1,3})\s*(?:st|nd|rd|th)|([a-z]+))\s+ed(?:ition|n)?$/i.exec(edition)
  if (latin?.[1] !== undefined) return Number(latin[1])
  const place = latinNumbers.indexOf(latin?.[2]?.toLowerCase() ?? '')
  return place < 0 ? undefined : place + 1
}

/** Up to 九十九. */
function ofHan(text: string): number {
  const [tens = '', ones = ''] = text.includes('十') ? text.split('十') : ['零', text]
  const digit = (word: string, absent: number) => (word === '' ? absent : hanNumbers.indexOf(word))
  return digit(tens, 1) * 10 + digit(ones, 0)
}

/** `2版`, `2nd ed`; empty for a first edition. */
export function editionInWords({ edition, isChinese }: Pick<CitedTitle, 'edition' | 'isChinese'>): string {
  if (edition === null) return ''
  if ('number' in edition) return isChinese ? `${edition.number}版` : `${ordinal(edition.number)} ed`
  return edition.words
}

function ordinal(number: number): string {
  const isTeen = Math.floor(number / 10) % 10 === 1
  const ending = isTeen ? 'th' : (['th', 'st', 'nd', 'rd'][number % 10] ?? 'th')
  return `${number}${ending}`
}
