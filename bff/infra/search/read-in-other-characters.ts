import { replaceWord, type Asked, type AskedToken } from './asked'
import type { Alternative, Clause } from './query'
import { soundsSo, spokenSyllableOf, syllableOf, type Syllable } from './pinyin'
import { pairsThatSound } from './read-as-pinyin'
import type { Lexicon, OtherReading } from './read-otherwise'
import { shapesLike } from './shapes'
import { charactersOf, pairsOf } from './text'

/** More is a page, not a title. */
const MAX_CHARACTERS = 60
/** Longer runs are quotations, and each of their characters would be a search. */
const MAX_RUN = 16
/** Runs that are taken for wrong, one after another. */
const MAX_RUNS = 3
/** Followers of a character that are looked at, and those that are asked for. */
const MAX_FOLLOWERS = 3000
const MAX_MEANT = 100

/** Chinese words with other characters: of the same sound or a similar shape, then one that is just wrong, then one too many. */
export function* inOtherCharacters(asked: Asked, lexicon: Lexicon): Generator<OtherReading> {
  const runs = asked.tokens.filter(({ kind, text }) => kind === 'run' && charactersOf(text).length > 1)
  if (runs.length === 0) return
  if (runs.reduce((sum, { text }) => sum + text.length, 0) > MAX_CHARACTERS) return
  yield alike(asked, runs, syllableOf)
  yield alike(asked, runs, spokenSyllableOf)
  const short = runs.filter(({ text }) => charactersOf(text).length <= MAX_RUN).slice(0, MAX_RUNS)
  for (const run of short) yield* oneWrong(asked, run, lexicon)
  for (const run of short) yield* oneTooMany(asked, run, lexicon)
}

/** The sounds a character may be taken for. */
type Ear = (character: string) => Syllable

function alike(asked: Asked, runs: readonly AskedToken[], ear: Ear): OtherReading {
  const others = asked.tokens.filter((token) => !runs.includes(token))
  const respellings = runs.map(({ text }) => {
    const characters = charactersOf(text).map((one) => ({ one, sounds: ear(one), shapes: shapesLike(one) }))
    const isMeant = (character: string, at: number) => {
      const { one, sounds, shapes } = characters[at] ?? { one: '', sounds: [], shapes: [] }
      return character === one || shapes.includes(character) || soundsSo(character, sounds)
    }
    return { typed: text, length: characters.length, isMeant }
  })
  const clauses = runs.flatMap((run) => alikeClauses(run, ear))
  return { clauses: [...clauses, ...asked.clausesOf(others)], respellings }
}

/** Every pair of the run, or one that sounds the same or looks alike. */
function alikeClauses({ text, fields }: AskedToken, ear: Ear): Clause[] {
  const characters = charactersOf(text)
  return characters.slice(1).map((second, i) => {
    const first = characters[i] ?? ''
    const shapes = [first, ...shapesLike(first)].flatMap((one) =>
      [second, ...shapesLike(second)].map((other) => pair(one + other, fields)),
    )
    return required([...pairsThatSound(ear(first), ear(second), fields), ...shapes])
  })
}

/** 菊花与刀: what is left must be more than a pair, and known. */
function* oneTooMany(asked: Asked, wrong: AskedToken, lexicon: Lexicon): Generator<OtherReading> {
  const { text, fields } = wrong
  const rest = asked.clausesOf(asked.tokens.filter((token) => token !== wrong))
  const characters = charactersOf(text)
  if (characters.length < 4) return
  for (let at = 0; at < characters.length; at++) {
    const run = characters.toSpliced(at, 1).join('')
    const pairs = pairsOf(run)
    if (pairs.some((one) => lexicon.bearersOf(one) === 0)) continue
    const clauses = pairs.map((one) => required([pair(one, fields)]))
    yield { clauses: [...clauses, ...rest], correction: replaceWord(asked.folded, text, run) }
  }
}

/** 平静的世界: all pairs but those of one character, and whatever titles have in its place. */
function* oneWrong(asked: Asked, run: AskedToken, lexicon: Lexicon): Generator<OtherReading> {
  const characters = charactersOf(run.text)
  if (characters.length < 3) return
  const pairs = pairsOf(run.text)
  const unknown = pairs.flatMap((one, at) => (lexicon.bearersOf(one) === 0 ? [at] : []))
  const rest = asked.tokens.filter((token) => token !== run)
  // three characters alone may be anybody's name
  const isGuess = characters.length === 3 && rest.length === 0 ? 'whole' : 'part'
  for (let wrong = 0; wrong < characters.length; wrong++) {
    if (unknown.some((at) => at !== wrong && at + 1 !== wrong)) continue
    const between = wrong === 0 || wrong === characters.length - 1 ? [] : inPlaceOf(run, wrong, lexicon)
    if (between === undefined) continue
    const kept = pairs.filter((_, at) => at !== wrong && at + 1 !== wrong)
    const clauses = [...kept.map((one) => required([pair(one, run.fields)])), ...between, ...asked.clausesOf(rest)]
    const isMeant = (character: string, at: number) => at === wrong || character === characters[at]
    yield { clauses, respellings: [{ typed: run.text, length: characters.length, isMeant }], isGuess }
  }
}

/** The pairs with its neighbours of every character that titles have between them. */
function inPlaceOf({ text, fields }: AskedToken, wrong: number, lexicon: Lexicon): Clause[] | undefined {
  const characters = charactersOf(text)
  const [before = '', after = ''] = [characters[wrong - 1], characters[wrong + 1]]
  const meant: string[] = []
  for (const term of lexicon.termsWith(before, MAX_FOLLOWERS)) {
    const [, follower = '', ...more] = charactersOf(term)
    if (follower === '' || more.length > 0 || lexicon.bearersOf(follower + after) === 0) continue
    if (meant.push(follower) === MAX_MEANT) break
  }
  if (meant.length === 0) return undefined
  return [
    required(meant.map((one) => pair(before + one, fields))),
    required(meant.map((one) => pair(one + after, fields))),
  ]
}

const pair = (term: string, fields: number): Alternative => ({ term, isPrefix: false, fields, weight: 1 })

const required = (alternatives: readonly Alternative[]): Clause => ({ isRequired: true, alternatives })
