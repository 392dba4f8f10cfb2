import type { Asked, AskedToken } from './asked'
import { readingsOf, soundsSo, spokenReadingsOf, syllableOf, type Reading, type Sounds, type Syllable } from './pinyin'
import type { Alternative, Clause } from './query'
import { lettersMoved } from './spelling'
import type { OtherReading } from './read-otherwise'
import type { Respelling } from './respell'
import { charactersOf } from './text'

/** Words that no title bears as pinyin: each for itself, all as one stretch, or together with the characters they touch. */
export function* asPinyin(asked: Asked, strange: readonly AskedToken[]): Generator<OtherReading> {
  if (strange.length === 0) {
    yield* asOneStretch(asked, strange)
    return
  }
  if (strange.length > MAX_WORDS) return
  yield* wordByWord(asked, strange, readingsOf)
  // or all of them are one stretch: `shu ju jie gou`
  if (strange.length > 1) yield* joined(asked, strange)
  yield* withCharactersTheyTouch(asked, strange)
  yield* asOneStretch(asked, strange)
  yield* wordByWord(asked, strange, (word) =>
    word.length > MAX_MISTYPED_LENGTH ? [] : readingsOf(word, { more: true }),
  )
}

/** The same as it is spoken; and with one syllable wrong, where enough of them are right. */
export function* asSpokenPinyin(asked: Asked, strange: readonly AskedToken[]): Generator<OtherReading> {
  if (strange.length === 0 || strange.length > MAX_WORDS) return
  const told = { isPinyin: false }
  for (const reading of wordByWord(asked, strange, spokenReadingsOf)) yield { ...reading, ...told }
  const mistyped = (word: string) =>
    word.length > MAX_MISTYPED_LENGTH ? [] : lettersMoved(word).flatMap(readWhole).slice(0, MAX_MISTYPED)
  for (const reading of wordByWord(asked, strange, mistyped)) yield { ...reading, ...told }
  const [word, ...others] = strange
  if (word === undefined || others.length > 0) return
  for (const way of [...readWhole(word.text), ...spokenReadingsOf(word.text)]) {
    for (let wrong = 0; wrong < way.length; wrong++) {
      const sounds = soundClauses(way, word.fields).filter((_, pair) => pair !== wrong && pair + 1 !== wrong)
      if (sounds.length < MIN_PAIRS) continue
      const rest = asked.clausesOf(asked.tokens.filter((token) => token !== word))
      const respellings = [{ typed: word.text, ...meaning(way, wrong) }]
      yield { clauses: [...sounds, ...rest], respellings, isGuess: 'part' }
    }
  }
}

const MAX_MISTYPED = 12
/** Of one syllable each. */
const MAX_WORDS = 16
/** A dozen syllables have more readings than anybody can wait for. */
const MAX_MISTYPED_LENGTH = 30

/** In whole syllables, if it can be read so. */
const readWhole = (word: string) => (spokenReadingsOf(word).length === 0 ? [] : readingsOf(word))

/** Of syllables that are right, side by side, when another is not. */
const MIN_PAIRS = 2

const longEnough = (ways: readonly Reading[]) => ways.filter((way) => way.length > 1)

function* wordByWord(
  asked: Asked,
  words: readonly AskedToken[],
  readings: (word: string) => readonly Reading[],
): Generator<OtherReading> {
  const rest = asked.tokens.filter((token) => !words.includes(token))
  const ways = words.map((word) => longEnough(readings(word.text)).map((way) => ({ word, way })))
  const most = ways.some((own) => own.length === 0) ? 0 : Math.max(...ways.map((own) => own.length))
  for (let n = 0; n < most; n++) {
    const chosen = ways.flatMap((own) => own[n] ?? own[0] ?? [])
    const sounds = chosen.flatMap(({ word, way }) => soundClauses(way, word.fields))
    const respellings = chosen.map(({ word, way }) => ({ typed: word.text, ...meaning(way) }))
    yield { clauses: [...sounds, ...asked.clausesOf(rest)], respellings, isPinyin: true }
  }
}

/** `红lou梦`: the pairs go on from one script to the other. */
function* withCharactersTheyTouch(asked: Asked, strange: readonly AskedToken[]): Generator<OtherReading> {
  const stretches = touching(asked.tokens).filter(
    (tokens) => tokens.length > 1 && tokens.some((token) => strange.includes(token)),
  )
  const taken = stretches.flat()
  if (stretches.length === 0 || !strange.every((token) => taken.includes(token))) return
  const ways = stretches.map((tokens) => tokens.map(syllablesOf))
  if (ways.flat().some((syllables) => syllables.length === 0)) return
  const sounds = ways.flatMap((syllables, i) => soundClauses(syllables.flat(), stretches[i]?.[0]?.fields ?? 0))
  const rest = asked.tokens.filter((token) => !taken.includes(token))
  yield { clauses: [...sounds, ...asked.clausesOf(rest)], isPinyin: true }
}

function touching(tokens: readonly AskedToken[]): AskedToken[][] {
  const stretches: AskedToken[][] = []
  for (const token of tokens) {
    const stretch = stretches.at(-1)
    const before = stretch?.at(-1)
    if (before?.part === token.part && before.end === token.end - token.text.length) stretch?.push(token)
    else stretches.push([token])
  }
  return stretches
}

function syllablesOf({ kind, text }: AskedToken): Reading {
  if (kind === 'word') return readingsOf(text)[0] ?? []
  const sounds = charactersOf(text).map(syllableOf)
  return sounds.every((syllable) => syllable.length > 0) ? sounds : []
}

/** All words, also those that titles bear by chance, if each is whole syllables: `ping fan de shi jie`. */
function* asOneStretch(asked: Asked, strange: readonly AskedToken[]): Generator<OtherReading> {
  const words = asked.tokens.filter(({ kind }) => kind === 'word')
  const [first] = words
  if (first === undefined || words.length < 2 || words.length > MAX_WORDS || words.length === strange.length) return
  if (words.some(({ text, part }) => part !== first.part || spokenReadingsOf(text).length === 0)) return
  yield* joined(asked, words)
}

function* joined(asked: Asked, words: readonly AskedToken[]): Generator<OtherReading> {
  const rest = asked.tokens.filter((token) => !words.includes(token))
  for (const way of longEnough(readingsOf(words.map(({ text }) => text).join('')))) {
    const respellings = rest.length === 0 ? [{ typed: asked.folded.trim(), ...meaning(way) }] : []
    const sounds = soundClauses(way, words[0]?.fields ?? 0)
    yield { clauses: [...sounds, ...asked.clausesOf(rest)], respellings, isPinyin: true }
  }
}

/** Characters that sound so, but for one that may be any. */
function meaning(way: Reading, wrong?: number): Omit<Respelling, 'typed'> {
  return { length: way.length, isMeant: (character, at) => at === wrong || soundsSo(character, way[at] ?? []) }
}

function soundClauses(way: Reading, fields: number): Clause[] {
  return way.slice(1).map((second, i) => ({
    isRequired: true,
    alternatives: pairsThatSound(way[i] ?? second, second, fields),
  }))
}

export function pairsThatSound(first: Syllable, second: Syllable, fields: number): Alternative[] {
  return first.flatMap((one) => second.map((other) => pairThatSounds(one, other, fields)))
}

function pairThatSounds(first: Sounds, second: Sounds, fields: number): Alternative {
  return { term: '', sounds: [first, second], isPrefix: false, fields, weight: 1 }
}
