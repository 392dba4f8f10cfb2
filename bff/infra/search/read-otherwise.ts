import { takeWords, type Asked } from './asked'
import type { SearchField } from './engine'
import type { Clause } from './query'
import { asPinyin, asSpokenPinyin } from './read-as-pinyin'
import { asSlips } from './read-as-slips'
import { inOtherCharacters } from './read-in-other-characters'
import type { Respelling } from './respell'

/** What may have been meant by a text that nothing was found for. */
export interface OtherReading {
  readonly clauses: readonly Clause[]
  /** The text that is searched instead, where it is known beforehand. */
  readonly correction?: string
  /** Where only the titles found tell how it is written. */
  readonly respellings?: readonly Respelling[]
  /** It is what was typed, in another script: no correction is told. */
  readonly isPinyin?: boolean
  /** Counts only where a title found is written so: in a part of it, or as a whole. */
  readonly isGuess?: 'part' | 'whole'
}

/** What the readings need to know of the titles. */
export interface Lexicon {
  /** How many titles bear the term. */
  bearersOf(term: string): number
  /**
   * Terms that begin so, without pairs of words, in any order, at most so many are looked at. An engine that cannot say so
   * quickly gives none, and understands fewer slips.
   */
  termsWith(prefix: string, limit: number): Iterable<string>
}

/**
 * Readings to be tried one after another, the likeliest first: words that no title bears as pinyin, then as slips of the
 * pen, then Chinese words with other characters, then pinyin as it is spoken.
 */
export function* readOtherwise(text: string, field: SearchField, lexicon: Lexicon): Generator<OtherReading> {
  const tried = new Set<string>()
  let left = MAX_READINGS
  for (const reading of allReadings(takeWords(text, field), lexicon)) {
    if (reading.correction !== undefined && tried.has(reading.correction)) continue
    if (reading.correction !== undefined) tried.add(reading.correction)
    yield reading
    if (--left === 0) return
  }
}

/** Each is a search: hostile text must not make hundreds. */
const MAX_READINGS = 80

function* allReadings(asked: Asked, lexicon: Lexicon): Generator<OtherReading> {
  const strange = asked.tokens.filter((token) => token.kind === 'word' && lexicon.bearersOf(token.text) === 0)
  yield* withoutEdition(asked)
  yield* asPinyin(asked, strange)
  yield* asSlips(asked, { strange, lexicon })
  yield* inOtherCharacters(asked, lexicon)
  yield* asSpokenPinyin(asked, strange)
  yield* inChineseNumerals(asked)
}

/** The library may have another edition than the one asked for. */
function* withoutEdition(asked: Asked): Generator<OtherReading> {
  const correction = asked.folded.replace(/第\d+版|(?<!\S)\d+(?:st|nd|rd|th) ed(?:ition|n|\.)?(?!\S)/g, '').trim()
  if (correction === '' || correction === asked.folded.trim()) return
  yield { clauses: asked.clausesFor(correction), correction }
}

/** 1984 is 一九八四 on the cover. */
function* inChineseNumerals(asked: Asked): Generator<OtherReading> {
  const correction = asked.folded.replace(/(?<!\d)\d{4}(?!\d)/g, (year) =>
    year.replace(/\d/g, (digit) => '〇一二三四五六七八九'.charAt(Number(digit))),
  )
  if (correction !== asked.folded) yield { clauses: asked.clausesFor(correction), correction }
}
