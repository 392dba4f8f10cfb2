import type { SearchField } from './engine'

/** A stretch of what was typed, with what its signs say about it. */
export interface QueryPart {
  readonly text: string
  /** Named in front of it, `author:knuth`; absent: wherever the whole query is asked. */
  readonly field?: PartField | undefined
  /** In quotation marks: the words stand together. */
  readonly isPhrase: boolean
  /** With a minus in front: titles that bear it are left out. */
  readonly isExcluded: boolean
}

export type PartField = Exclude<SearchField, 'any'> | 'series'

/** As people write them in either language; folded, as the text is. */
const FIELD_NAMES: Readonly<Record<string, PartField>> = {
  ...{ title: 'title', ti: 'title', 题名: 'title', 书名: 'title' },
  ...{ author: 'author', au: 'author', 作者: 'author', 著者: 'author', 责任者: 'author' },
  ...{ subject: 'subject', su: 'subject', 主题: 'subject' },
  ...{ publisher: 'publisher', pb: 'publisher', 出版社: 'publisher', 出版者: 'publisher' },
  ...{ series: 'series', 丛书: 'series', 丛编: 'series' },
  ...{ isbn: 'isbn', 索书号: 'call_number', 分类号: 'call_number' },
}

/** After the beginning or a space: a minus, a name with a colon, and words in quotation marks or up to the next space. */
const PART = /(?<=^|\s)(?<minus>-)?(?:(?<name>[\p{L}]+)[:：]\s*)?(?:["“”](?<phrase>[^"“”]+)["“”]|(?<word>\S+))/gu

/**
 * Takes a folded text apart at the signs that search engines have taught people: `"…"`, `-…`, `author:…`. What belongs to
 * none of them stays together as it was typed. Signs that make no sense are taken for words.
 */
export function partsOf(folded: string): QueryPart[] {
  const parts: QueryPart[] = []
  let plain = ''
  for (const { 0: whole, groups = {} } of folded.matchAll(PART)) {
    const { minus, name = '', phrase, word = '' } = groups
    const field = Object.hasOwn(FIELD_NAMES, name) ? FIELD_NAMES[name] : undefined
    const isPlain = minus === undefined && phrase === undefined && field === undefined
    if (isPlain) plain += `${plain === '' ? '' : ' '}${whole}`
    else {
      const named = name !== '' && field === undefined ? `${name}:` : ''
      const text = named + (phrase ?? word)
      parts.push({ text, field, isPhrase: phrase !== undefined, isExcluded: minus !== undefined })
    }
  }
  // what is typed last may be unfinished, and may say so by the space after it
  if (/\s$/.test(folded)) plain += ' '
  if (plain.trim() !== '') parts.unshift({ text: plain, isPhrase: false, isExcluded: false })
  // nothing but exclusions excludes from nothing: then the minus is a dash
  if (parts.every(({ isExcluded }) => isExcluded)) return parts.map((part) => ({ ...part, isExcluded: false }))
  return parts
}
