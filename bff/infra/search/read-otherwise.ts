import type { SearchField } from './engine'
import { foldText } from './fold'
import { readingsOf, soundsOf, type Reading, type Sounds } from './pinyin'
import { MAX_TEXT_LENGTH, WORD_FIELDS, wordClauses, type Alternative, type Clause } from './query'
import { neighboursOf } from './spelling'
import { charactersOf, tokensOf, type Token } from './text'

/** What may have been meant by a text that nothing was found for. */
export interface OtherReading {
  readonly clauses: readonly Clause[]
  /** The text that is searched instead; absent when it is what was typed, in pinyin. */
  readonly correction?: string
  /** Written with other characters of the same sound: which, only the titles know. */
  readonly isBySound?: boolean
}

export interface Lexicon {
  /** How many titles bear the term. */
  bearersOf(term: string): number
}

/**
 * Readings to be tried one after another, the likeliest first: words that no title bears as pinyin, then as slips of the
 * pen, then Chinese words as others that sound the same.
 */
export function* readOtherwise(text: string, field: SearchField, lexicon: Lexicon): Generator<OtherReading> {
  const folded = foldText(text.slice(0, MAX_TEXT_LENGTH))
  const fields = WORD_FIELDS[field]
  const tokens = fields === 0 ? [] : tokensOf(folded)
  const strange = tokens.filter((token) => token.kind === 'word' && lexicon.bearersOf(token.text) === 0)
  const asTyped = (some: readonly Token[]) => wordClauses(some, { fields, endOfText: -1 })
  if (strange.length > 0) {
    yield* asPinyin(tokens, { strange, fields, asTyped })
    const spelled = correctSpelling(folded, strange, lexicon)
    if (spelled !== undefined) yield { clauses: asTyped(tokensOf(spelled)), correction: spelled }
  }
  const runs = tokens.filter(({ kind, text: run }) => kind === 'run' && charactersOf(run).length > 1)
  if (runs.length > 0) {
    const others = tokens.filter((token) => !runs.includes(token))
    yield { clauses: [...runs.flatMap((run) => bySound(run.text, fields)), ...asTyped(others)], isBySound: true }
  }
}

interface Reread {
  readonly strange: readonly Token[]
  readonly fields: number
  readonly asTyped: (tokens: readonly Token[]) => Clause[]
}

function* asPinyin(tokens: readonly Token[], { strange, fields, asTyped }: Reread): Generator<OtherReading> {
  const known = asTyped(tokens.filter((token) => !strange.includes(token)))
  const waysOf = (text: string) => readingsOf(text).filter((way) => way.length > 1)
  const words = strange.map(({ text }) => waysOf(text))
  const most = words.some((ways) => ways.length === 0) ? 0 : Math.max(...words.map((ways) => ways.length))
  for (let n = 0; n < most; n++) {
    const sounds = words.flatMap((ways) => soundClauses(ways[n] ?? ways[0] ?? [], fields))
    yield { clauses: [...sounds, ...known] }
  }
  if (strange.length === 1) return
  // or all of them are one stretch: `shu ju jie gou`
  for (const way of waysOf(strange.map(({ text }) => text).join(''))) {
    yield { clauses: [...soundClauses(way, fields), ...known] }
  }
}

function soundClauses(way: Reading, fields: number): Clause[] {
  return way.slice(1).map((second, i) => ({
    isRequired: true,
    alternatives: [pairThatSounds(way[i] ?? second, second, fields)],
  }))
}

/** Each word becomes the most used of those that are one slip away; undefined if for one there is none. */
function correctSpelling(folded: string, strange: readonly Token[], lexicon: Lexicon): string | undefined {
  let corrected = folded
  for (const { text } of strange) {
    const best = neighboursOf(text)
      .map((word) => ({ word, bearers: lexicon.bearersOf(word) }))
      .reduce((most, one) => (one.bearers > most.bearers ? one : most), { word: '', bearers: 0 })
    if (best.bearers === 0) return undefined
    corrected = corrected.replace(text, best.word)
  }
  return corrected
}

/** Every pair of the run, or one that sounds the same. */
function bySound(run: string, fields: number): Clause[] {
  const sounds = charactersOf(run).map((character) => soundsOf(character).map((one) => ({ from: one, to: one + 1 })))
  return sounds.slice(1).map((seconds, i) => ({
    isRequired: true,
    alternatives: (sounds[i] ?? []).flatMap((first) => seconds.map((second) => pairThatSounds(first, second, fields))),
  }))
}

function pairThatSounds(first: Sounds, second: Sounds, fields: number): Alternative {
  return { term: '', sounds: [first, second], isPrefix: false, fields, weight: 1 }
}

/** The text with its runs as a title that was found by their sound writes them; undefined if it does not. */
export function spelledAs(text: string, title: string): string | undefined {
  let spelled = text
  for (const { kind, text: run } of tokensOf(foldText(text))) {
    if (kind !== 'run' || charactersOf(run).length < 2) continue
    const meant = windowThatSounds(charactersOf(run), charactersOf(foldText(title)))
    if (meant === undefined || !spelled.includes(run)) return undefined
    spelled = spelled.replace(run, meant)
  }
  return spelled === text ? undefined : spelled
}

function windowThatSounds(run: readonly string[], title: readonly string[]): string | undefined {
  for (let at = 0; at + run.length <= title.length; at++) {
    const window = title.slice(at, at + run.length)
    if (window.every((character, i) => soundAlike(character, run[i] ?? ''))) return window.join('')
  }
  return undefined
}

function soundAlike(one: string, other: string): boolean {
  return one === other || soundsOf(one).some((sound) => soundsOf(other).includes(sound))
}
