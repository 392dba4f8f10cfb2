import { problem, type Problem } from '../../domain/import-problem'
import { nothingSaid, type ImportedRecord, type ImportedTitle } from './imported-record.rules'
import { distinct, emptyToNull, isbnIn, isText, languageIn, tidy, yearIn } from './marc-text.rules'

/** Elements of simple Dublin Core: name and text. */
export type DublinCore = readonly { readonly name: string; readonly text: string }[]

/** What a Dublin Core record asks of the catalogue; it knows no copies. */
export function recordOfDublinCore(controlNumber: string, elements: DublinCore): ImportedRecord | Problem {
  const all = (name: string) =>
    elements.filter((element) => element.name === name).flatMap(({ text }) => (tidy(text) === '' ? [] : [tidy(text)]))
  const [title, ...otherTitles] = all('title')
  if (title === undefined) return problem('title.no_title', { field: 'dc:title' })
  const people = distinct([...all('creator'), ...all('contributor')])
  const links = distinct(all('identifier').filter((text) => /^https?:\/\/[^\s<>"]+$/i.test(text)))
  return {
    controlNumber,
    isDeleted: false,
    title: {
      ...nothingSaid,
      title,
      otherTitles,
      contributors: people.map((name) => ({ name, role: 'author' })),
      publisher: all('publisher')[0] ?? null,
      year: yearIn(all('date')[0] ?? null),
      isbns: distinct(
        all('identifier')
          .filter((text) => /isbn|^97[89]/i.test(text))
          .map(isbnIn)
          .filter(isText),
      ),
      language: languageOf(all('language')[0] ?? null),
      form: formOf(all('type').join(' '), links.length > 0),
      subjects: distinct(all('subject')),
      summary: emptyToNull(all('description').join('\n')),
      electronic: links.map((url) => ({ label: url.split('/')[2] ?? url, url, access: 'open' })),
    },
    copies: [],
    problems: [],
  }
}

/** Two letters, as browsers have them, for the three of MARC. */
const threeLetters: Readonly<Record<string, string>> = {
  ...{ zh: 'chi', en: 'eng', ja: 'jpn', de: 'ger', fr: 'fre', ru: 'rus', es: 'spa', ko: 'kor' },
  // ISO 639-2 has two codes for these languages, MARC one
  ...{ zho: 'chi', deu: 'ger', fra: 'fre' },
}

function languageOf(said: string | null): string {
  const code = said?.toLowerCase().split(/[-_]/)[0] ?? ''
  return threeLetters[code] ?? languageIn(code.length === 3 ? code : null)
}

function formOf(type: string, isOnline: boolean): ImportedTitle['form'] {
  if (/thesis|dissertation|学位/i.test(type)) return 'thesis'
  if (/journal|serial|periodical|期刊/i.test(type)) return 'journal'
  if (/sound|video|image|音|视频/i.test(type)) return 'audiovisual'
  return isOnline ? 'ebook' : 'book'
}
