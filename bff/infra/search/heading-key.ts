import { tokensOf } from './text'

/**
 * The key under which a folded title or name is sorted, compared and completed: its words without punctuation. Chinese
 * comes in pinyin order, because each Han character is replaced by its rank in that order; plain string comparison then
 * sorts a whole catalogue. Two texts have the same key exactly when they have the same words.
 */
export function headingKey(folded: string): string {
  let key = ''
  let afterWord = false
  for (const token of tokensOf(folded)) {
    const isWord = token.kind !== 'run'
    if (isWord && afterWord) key += ' '
    key += isWord ? token.text : rankCharacters(token.text)
    afterWord = isWord
  }
  return key.replace(/^(?:the|an?) (?=.)/, '')
}

const FIRST_HAN = 0x4e00
const LAST_HAN = 0x9fff

let ranks: Uint16Array | undefined

function rankCharacters(run: string): string {
  ranks ??= rankByPinyin()
  let ranked = ''
  for (let i = 0; i < run.length; i++) {
    const code = run.charCodeAt(i)
    ranked += String.fromCharCode(ranks[code - FIRST_HAN] ?? code)
  }
  return ranked
}

/** A bijection of the common Han block onto itself, in the order of the Unicode collation for Chinese. */
function rankByPinyin(): Uint16Array {
  const collator = new Intl.Collator('zh-Hans-CN-u-co-pinyin')
  const characters = Array.from({ length: LAST_HAN - FIRST_HAN + 1 }, (_, i) => String.fromCharCode(FIRST_HAN + i))
  const table = new Uint16Array(characters.length)
  characters.sort(collator.compare).forEach((character, rank) => {
    table[character.charCodeAt(0) - FIRST_HAN] = FIRST_HAN + rank
  })
  return table
}
