import { hasHan, nameFamilyFirst, readName } from './citation-names.rules'
import type { CitedTitle } from './title-citation.rules'

const types: Readonly<Record<CitedTitle['form'], string>> = {
  book: 'book',
  ebook: 'book',
  journal: 'periodical',
  thesis: 'phdthesis',
  score: 'book',
  audiovisual: 'misc',
}

/** As babel and the Chinese styles name them. */
const languages: Partial<Record<string, string>> = {
  ...{ chi: 'chinese', eng: 'english', jpn: 'japanese', fre: 'french', ger: 'german', rus: 'russian' },
}

/**
 * An entry for BibTeX and BibLaTeX.
 * @param romanize the syllables of Chinese letters, because old BibTeX takes keys in ASCII only
 */
export function citeInBibtex(title: CitedTitle, romanize: (han: string) => readonly string[]): string {
  const isThesis = title.form === 'thesis'
  const fields: readonly (readonly [string, string])[] = [
    ['author', namesOf(title.authors)],
    ['title', kept(title.title)],
    ['editor', namesOf(title.editors)],
    ['translator', namesOf(title.translators)],
    ['origtitle', escaped(title.originalTitle)],
    ['edition', editionOf(title)],
    ['volumes', title.volumes > 0 ? String(title.volumes) : ''],
    ['series', escaped(title.series)],
    [isThesis ? 'school' : 'publisher', escaped(title.publisher)],
    ['address', escaped(title.place)],
    ['year', title.year === null ? '' : String(title.year)],
    ['isbn', title.isbns[0] ?? ''],
    ['url', addressOf(title.url)],
    ['language', languages[title.language] ?? ''],
  ]
  const lines = fields.filter(([, value]) => value !== '').map(([name, value]) => `  ${name} = {${value}},`)
  return [`@${types[title.form]}{${keyOf(title, romanize)},`, ...lines, '}'].join('\n')
}

/** `cormen2009`, `yan2007`: the family name of the first author and the year. */
function keyOf(title: CitedTitle, romanize: (han: string) => readonly string[]): string {
  const [first] = title.authors
  const name = first === undefined ? (title.title.split(/[\s:]/, 1)[0] ?? '') : familyOf(first, romanize)
  const letters = asciiOf(hasHan(name) ? romanize(name.slice(0, 8)).slice(0, 4).join('') : name)
  return `${letters === '' ? 'title' : letters}${title.year ?? 'nd'}`
}

function familyOf(name: string, romanize: (han: string) => readonly string[]): string {
  const { family, isWhole } = readName(name)
  const isPerson = isWhole && hasHan(family) && family.length <= 4
  return isPerson ? (romanize(family)[0] ?? '') : family
}

function asciiOf(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/[^A-Za-z]/g, '')
    .toLowerCase()
    .slice(0, 24)
}

function namesOf(names: readonly string[]): string {
  return names.map(nameOf).join(' and ')
}

/** `and` and commas take a name apart: one that must stay whole is in braces. */
function nameOf(name: string): string {
  const written = escaped(nameFamilyFirst(name))
  const { isWhole } = readName(name)
  return /\sand\s/i.test(name) || (isWhole && /[\s,]/.test(name)) || (hasHan(name) && /[\s,]/.test(name))
    ? `{${written}}`
    : written
}

function editionOf({ edition }: CitedTitle): string {
  if (edition === null) return ''
  return 'number' in edition ? String(edition.number) : escaped(edition.words.replace(/\s+ed(?:ition|n)?$/i, ''))
}

/** In braces once more: no style changes its capitals. */
function kept(title: string): string {
  return hasHan(title) ? escaped(title) : `{${escaped(title)}}`
}

const signs: Readonly<Record<string, string>> = {
  '\\': '\\textbackslash{}',
  // BibTeX counts braces also behind a backslash: one alone would swallow the rest of the file
  '{': '\\textbraceleft{}',
  '}': '\\textbraceright{}',
  '~': '\\textasciitilde{}',
  '^': '\\textasciicircum{}',
  ...{ '&': '\\&', '%': '\\%', $: '\\$', '#': '\\#', _: '\\_' },
}

function escaped(text: string): string {
  return text.replace(/[\\{}~^&%$#_]/g, (sign) => signs[sign] ?? sign)
}

function addressOf(url: string): string {
  return url.replace(/[\\{}\s]/g, (sign) => encodeURIComponent(sign))
}
