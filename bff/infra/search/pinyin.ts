import { pinyin } from 'pinyin-pro'
import { packSortedTexts, rangeOfPrefix, type SortedTexts } from './texts'

/** Numbers of syllables from one up to another; syllables are numbered in alphabetical order, so what begins alike is a range. */
export interface Sounds {
  readonly from: number
  readonly to: number
}

/** A word read as syllables, each with what it may stand for. */
export type Reading = readonly Sounds[]

const FIRST_HAN = 0x4e00
const LAST_HAN = 0x9fff
/** Rare readings of common characters would find what nobody meant. */
const MAX_READINGS = 3
/** More than titles have. */
const MAX_SYLLABLES = 16
/** `xian` is 先 and 西安; beyond a few ways nobody means the others. */
const MAX_WAYS = 4
/** Hostile words could be cut in thousands of ways. */
const MAX_STEPS = 2000
const INITIALS = 'zh ch sh b p m f d t n l g k h j q x r z c s y w a o e'.split(' ')

interface SoundTable {
  readonly syllables: SortedTexts
  readonly numbers: ReadonlyMap<string, number>
  readonly ofCharacter: readonly (readonly number[])[]
}

let table: SoundTable | undefined

/** The numbers of the syllables that a folded character is read as; none for what is no Chinese character. */
export function soundsOf(character: string): readonly number[] {
  table ??= createTable()
  return table.ofCharacter[character.charCodeAt(0) - FIRST_HAN] ?? []
}

/** More than there are syllables: to make one number of two. */
export const SOUND_COUNT = 512

function createTable(): SoundTable {
  const spelled: string[][] = []
  const known = new Set<string>()
  for (let code = FIRST_HAN; code <= LAST_HAN; code++) {
    const character = String.fromCharCode(code)
    const all = pinyin(character, { multiple: true, toneType: 'none', type: 'array' }).map((one) =>
      one.replace('ü', 'v'),
    )
    const own = [...new Set(all)].filter((one) => /^[a-z]+$/.test(one) && /[aeiouv]/.test(one)).slice(0, MAX_READINGS)
    for (const syllable of own) known.add(syllable)
    spelled.push(own)
  }
  const syllables = [...known].sort()
  const numbers = new Map(syllables.map((syllable, number) => [syllable, number]))
  const ofCharacter = spelled.map((own) => own.flatMap((one) => numbers.get(one) ?? []))
  return { syllables: packSortedTexts(syllables), numbers, ofCharacter }
}

/**
 * The ways in which a Latin word can be pinyin: whole syllables (`shuju`), their first letters (`sjjg`), or both
 * (`shujujg`); the last syllable may be unfinished. Those with the fewest abbreviations come first, and no others.
 */
export function readingsOf(word: string): Reading[] {
  table ??= createTable()
  const { syllables, numbers } = table
  if (!/^[a-z]+$/.test(word)) return []
  let steps = 0
  let best: { readonly abbreviated: number; ways: Reading[] } = { abbreviated: Infinity, ways: [] }

  const beginningWith = (prefix: string): Sounds => rangeOfPrefix(syllables, prefix)

  function go(at: number, way: Sounds[], abbreviated: number): void {
    if (abbreviated > best.abbreviated || way.length > MAX_SYLLABLES || ++steps > MAX_STEPS) return
    if (at === word.length) {
      if (abbreviated < best.abbreviated) best = { abbreviated, ways: [] }
      if (best.ways.length < MAX_WAYS) best.ways.push([...way])
      return
    }
    for (let end = Math.min(word.length, at + 6); end > at; end--) {
      const unit = word.slice(at, end)
      const number = numbers.get(unit)
      if (number !== undefined) go(end, [...way, { from: number, to: number + 1 }], abbreviated)
      else if (INITIALS.includes(unit)) go(end, [...way, beginningWith(unit)], abbreviated + 1)
      else if (end === word.length && beginningWith(unit).from < beginningWith(unit).to)
        go(end, [...way, beginningWith(unit)], abbreviated + 1)
    }
  }

  go(0, [], 0)
  return best.ways
}
