import { pinyin } from 'pinyin-pro'
import { packSortedTexts, rangeOfPrefix, type SortedTexts } from './texts'

/** Numbers of syllables from one up to another; syllables are numbered in alphabetical order, so what begins alike is a range. */
export interface Sounds {
  readonly from: number
  readonly to: number
}

/** What one syllable of a word may stand for: any of these. */
export type Syllable = readonly Sounds[]

/** A word read as syllables. */
export type Reading = readonly Syllable[]

const FIRST_HAN = 0x4e00
const LAST_HAN = 0x9fff
/** Rare readings of common characters would find what nobody meant. */
const MAX_READINGS = 3
/** More than titles have. */
const MAX_SYLLABLES = 16
/** Of a syllable: `zhuang`. */
const MAX_LETTERS = 6
/** `xian` is 先 and 西安; beyond a few ways nobody means the others. */
const MAX_WAYS = 4
/** Hostile words could be cut in thousands of ways. */
const MAX_STEPS = 2000
const INITIALS = 'zh ch sh b p m f d t n l g k h j q x r z c s y w a o e'.split(' ')

interface SoundTable {
  readonly syllables: SortedTexts
  readonly numbers: ReadonlyMap<string, number>
  readonly ofCharacter: readonly (readonly number[])[]
  /** By what they are said like. */
  readonly spoken: ReadonlyMap<string, Syllable>
}

let table: SoundTable | undefined

/** The numbers of the syllables that a folded character is read as; none for what is no Chinese character. */
export function soundsOf(character: string): readonly number[] {
  table ??= createTable()
  return table.ofCharacter[character.charCodeAt(0) - FIRST_HAN] ?? []
}

/** The sounds of a character. */
export function syllableOf(character: string): Syllable {
  return soundsOf(character).map((one) => ({ from: one, to: one + 1 }))
}

/** The sounds of a character as many people say it, and all that is said like them. */
export function spokenSyllableOf(character: string): Syllable {
  const { spoken, syllables } = (table ??= createTable())
  return soundsOf(character).flatMap((one) => spoken.get(spokenKey(syllables.at(one))) ?? [])
}

export function soundsSo(character: string, syllable: Syllable): boolean {
  return soundsOf(character).some((one) => syllable.some(({ from, to }) => from <= one && one < to))
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
  const spoken = new Map<string, Sounds[]>()
  for (const [number, syllable] of syllables.entries()) {
    const key = spokenKey(syllable)
    spoken.set(key, [...(spoken.get(key) ?? []), { from: number, to: number + 1 }])
  }
  return { syllables: packSortedTexts(syllables), numbers, ofCharacter, spoken }
}

/**
 * The ways in which a Latin word can be pinyin: whole syllables (`shuju`), their first letters (`sjjg`), or both
 * (`shujujg`); the last syllable may be unfinished. Those with the fewest abbreviations come first; `more` gives those
 * with one more in their stead (`bainiang` is 百年孤… as well).
 */
export function readingsOf(word: string, { more = false } = {}): Reading[] {
  const { syllables, numbers } = (table ??= createTable())
  const beginningWith = (prefix: string): Sounds => rangeOfPrefix(syllables, prefix)
  const ways = waysThrough(word, more ? 1 : 0, (unit, isLast) => {
    const number = numbers.get(unit)
    if (number !== undefined) return { syllable: [{ from: number, to: number + 1 }], isAbbreviated: false }
    const range = beginningWith(unit)
    const isBegun = INITIALS.includes(unit) || (isLast && range.from < range.to)
    return isBegun ? { syllable: [range], isAbbreviated: true } : undefined
  })
  const fewest = Math.min(...ways.keys())
  return ways.get(more ? fewest + 1 : fewest) ?? []
}

/**
 * The same for whole syllables as many people say and type them: zh like z, ch like c, sh like s, -ng like -n, n- like l-,
 * and v for u.
 */
export function spokenReadingsOf(word: string): Reading[] {
  const { spoken } = (table ??= createTable())
  const ways = waysThrough(word, 0, (unit) => {
    const syllable = spoken.get(spokenKey(unit))
    return syllable === undefined ? undefined : { syllable, isAbbreviated: false }
  })
  return ways.get(0) ?? []
}

function spokenKey(syllable: string): string {
  return syllable
    .replace(/^([zcs])h/, '$1')
    .replace(/ng$/, 'n')
    .replace(/^n/, 'l')
    .replace(/^([jqxy])v/, '$1u')
}

interface Unit {
  readonly syllable: Syllable
  readonly isAbbreviated: boolean
}

/** The ways to cut a word into units, by the number of abbreviations in them: the fewest there are, and so many more. */
function waysThrough(
  word: string,
  more: number,
  unitAt: (unit: string, isLast: boolean) => Unit | undefined,
): ReadonlyMap<number, Reading[]> {
  const ways = new Map<number, Reading[]>()
  if (word.length > MAX_SYLLABLES * MAX_LETTERS || !/^[a-z]+$/.test(word)) return ways
  let steps = 0
  let fewest = Infinity
  const units = new Map<number, Unit | undefined>()
  const unitFrom = (at: number, end: number) => {
    const place = at * (word.length + 1) + end
    if (!units.has(place)) units.set(place, unitAt(word.slice(at, end), end === word.length))
    return units.get(place)
  }

  function go(at: number, way: readonly Syllable[], abbreviated: number): void {
    if (abbreviated > fewest + more || way.length > MAX_SYLLABLES || ++steps > MAX_STEPS) return
    if (at === word.length) {
      fewest = Math.min(fewest, abbreviated)
      const alike = ways.get(abbreviated) ?? []
      if (alike.length < MAX_WAYS) ways.set(abbreviated, [...alike, way])
      return
    }
    for (let end = Math.min(word.length, at + MAX_LETTERS); end > at; end--) {
      const unit = unitFrom(at, end)
      if (unit !== undefined) go(end, [...way, unit.syllable], abbreviated + (unit.isAbbreviated ? 1 : 0))
    }
  }

  go(0, [], 0)
  return ways
}
