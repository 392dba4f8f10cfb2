import { nameFamilyFirst } from './citation-names.rules'
import { editionInWords, type CitedTitle } from './title-citation.rules'

const types: Readonly<Record<CitedTitle['form'], string>> = {
  book: 'BOOK',
  ebook: 'EBOOK',
  journal: 'JFULL',
  thesis: 'THES',
  score: 'MUSIC',
  audiovisual: 'ADVS',
}

const languages: Partial<Record<string, string>> = {
  ...{ chi: 'zh', eng: 'en', jpn: 'ja', fre: 'fr', ger: 'de', rus: 'ru', und: '' },
}

/** RIS, as EndNote, Zotero and NoteExpress read it: lines of a tag and a value, each ended by CR LF. */
export function citeInRis(title: CitedTitle): string {
  const lines: readonly (readonly [string, string])[] = [
    ['TY', types[title.form]],
    ...title.authors.map((name) => ['AU', nameFamilyFirst(name)] as const),
    ...title.editors.map((name) => ['ED', nameFamilyFirst(name)] as const),
    ...title.translators.map((name) => ['A4', nameFamilyFirst(name)] as const),
    ['TI', title.title],
    ['OP', title.originalTitle],
    ['T3', title.series],
    ['ET', editionInWords(title)],
    ['NV', title.volumes > 0 ? String(title.volumes) : ''],
    ['CY', title.place],
    ['PB', title.publisher],
    ['PY', title.year === null ? '' : String(title.year)],
    ...title.isbns.map((isbn) => ['SN', isbn] as const),
    ...title.subjects.map((subject) => ['KW', subject] as const),
    ['LA', languages[title.language] ?? title.language],
    ['UR', title.url],
  ]
  const written = lines.filter(([, value]) => value !== '').map(([tag, value]) => `${tag}  - ${value}`)
  return [...written, 'ER  - ', ''].join('\r\n')
}
