import hkVariants from 'opencc-js/dict/HKVariants'
import traditionalToSimplified from 'opencc-js/dict/TSCharacters'
import twVariants from 'opencc-js/dict/TWVariants'

/**
 * One spelling for everything a reader may type for the same word: full and half width, upper and lower case, Latin letters
 * with and without diacritics, traditional, variant and simplified characters. Documents and queries both pass through
 * here, so folding too much costs a little precision and folding too little loses a book.
 */
export function foldText(text: string): string {
  return foldEdition(foldHan(PLAIN.test(text) ? text.toLowerCase() : foldUnicode(text)))
}

/** 第八版 and 第8版 are one edition, however the record and the reader write it. */
function foldEdition(text: string): string {
  if (!text.includes('第')) return text
  return text.replace(/第([一二三四五六七八九十]{1,3})版/g, (whole, numeral: string) => {
    const [, tens = '', ten, units = ''] = /^([^十]?)(十)?([^十]?)$/.exec(numeral) ?? []
    if (ten === undefined) return tens === '' || units !== '' ? whole : `第${digit(tens)}版`
    return `第${10 * (tens === '' ? 1 : digit(tens)) + digit(units)}版`
  })
}

/** Nothing counts nought. */
const digit = (numeral: string) => (numeral === '' ? 0 : '零一二三四五六七八九'.indexOf(numeral))

/** Characters are mapped one by one, so that no word boundary and no length of a phrase changes what matches. */
export function foldHan(text: string): string {
  let start = 0
  while (start < text.length && !mayFold(text.charCodeAt(start))) start++
  if (start === text.length) return text
  let folded = text.slice(0, start)
  for (const character of text.slice(start)) folded += simplified.get(character) ?? character
  return folded
}

/** ASCII and the common Han block: what nearly all titles consist of needs no normalisation. */
// eslint-disable-next-line no-control-regex -- the range is all of ASCII, control characters included
const PLAIN = /^[\u0000-\u007f\u4e00-\u9fff]*$/

const COMBINING_LATIN_MARKS = /[\u0300-\u036f]/g

/** Letters with a stroke or a ligature, which no normal form takes apart. */
const LATIN_LETTERS: Readonly<Record<string, string>> = {
  æ: 'ae',
  œ: 'oe',
  ß: 'ss',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ı: 'i',
}

function foldUnicode(text: string): string {
  return text
    .normalize('NFKD')
    .toLowerCase()
    .replace(COMBINING_LATIN_MARKS, '')
    .replace(/[æœßøłđðþı]/g, (letter) => LATIN_LETTERS[letter] ?? letter)
    .normalize('NFC')
}

const simplified = buildHanTable()
const foldable = markFoldable(simplified)

function mayFold(codeUnit: number): boolean {
  return foldable[codeUnit] === 1
}

function readPairs(dictionary: string): (readonly [from: string, to: string])[] {
  return dictionary.split('|').flatMap((entry) => {
    const [from, to] = entry.split(' ')
    return from !== undefined && to !== undefined ? [[from, to] as const] : []
  })
}

/**
 * Every character → the simplified one that stands for all its forms. Regional variants join the class of the standard form;
 * where no traditional form decides (着 and 著), the form that is already a simplified one does.
 */
function buildHanTable(): ReadonlyMap<string, string> {
  const table = new Map(readPairs(traditionalToSimplified))
  const targets = new Set(table.values())
  for (const [standard, variant] of [...readPairs(twVariants), ...readPairs(hkVariants)]) {
    const chosen =
      table.get(standard) ?? table.get(variant) ?? (targets.has(variant) && !targets.has(standard) ? variant : standard)
    if (standard !== chosen) table.set(standard, chosen)
    if (variant !== chosen) table.set(variant, chosen)
  }
  return table
}

/** Which UTF-16 code units begin a character that changes: one look decides for most text that nothing does. */
function markFoldable(table: ReadonlyMap<string, string>): Uint8Array {
  const marks = new Uint8Array(0x10000)
  for (const character of table.keys()) marks[character.charCodeAt(0)] = 1
  return marks
}
