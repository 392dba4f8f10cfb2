import type { Day } from '../../domain/calendar'
import { nameInGbt } from './citation-names.rules'
import { editionInWords, type CitedTitle } from './title-citation.rules'

/** GB/T 7714-2015, annex B. What is neither book nor serial nor thesis and cannot be read is `Z`, other. */
const marks: Readonly<Record<CitedTitle['form'], string>> = {
  book: 'M',
  ebook: 'M/OL',
  journal: 'J',
  thesis: 'D',
  score: 'M',
  audiovisual: 'Z',
}

/**
 * GB/T 7714-2015 in the numeric style, the title as a whole:
 * `昂温 G, 昂温 P S. 外国出版史[M]. 陈生铮, 译. 2版. 北京: 中国书籍出版社, 1988.`
 * @param today the day on which an electronic title was read
 */
export function citeInGbt(title: CitedTitle, today: Day): string {
  const others = [
    responsible(title.editors, title.isChinese, title.isChinese ? '编' : 'ed'),
    responsible(title.translators, title.isChinese, title.isChinese ? '译' : 'trans'),
  ]
  const parts = [
    people(title.authors, title.isChinese),
    `${withoutStop(title.title)}[${marks[title.form]}]`,
    ...others,
    editionInWords(title),
    publicationOf(title) + (title.url === '' ? '' : `[${today}]`),
  ]
  const line = parts.filter((part) => part !== '').map((part) => (part.endsWith('.') ? part : `${part}.`))
  return [...line, ...(title.url === '' ? [] : [`${title.url}.`])].join(' ')
}

/** Three at most (8.1.2). */
function people(names: readonly string[], isChinese: boolean): string {
  const cited = names.slice(0, 3).map(nameInGbt)
  return [...cited, ...(names.length > 3 ? [isChinese ? '等' : 'et al.'] : [])].join(', ')
}

function responsible(names: readonly string[], isChinese: boolean, work: string): string {
  return names.length === 0 ? '' : `${people(names, isChinese)}, ${work}`
}

/** What is not known is said in brackets (8.4.1.3, 8.4.2.3); of an electronic title it may be left out. */
function publicationOf(title: CitedTitle): string {
  const { isChinese, form } = title
  const isOnline = form === 'ebook'
  const place = title.place || (isOnline ? '' : isChinese ? '[出版地不详]' : '[S.l.]')
  const publisher = title.publisher || (isOnline ? '' : isChinese ? '[出版者不详]' : '[s.n.]')
  const year = title.year === null ? (isOnline ? '' : isChinese ? '[出版年不详]' : '[n.d.]') : String(title.year)
  const made = [place, publisher].filter((part) => part !== '').join(': ')
  // a serial goes on
  const until = form === 'journal' && title.year !== null ? '-' : ''
  return [made, year === '' ? '' : year + until].filter((part) => part !== '').join(', ')
}

function withoutStop(title: string): string {
  return title.replace(/[.。\s]+$/, '') || title
}
