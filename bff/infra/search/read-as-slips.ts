import { literally, replaceWord, type Asked, type AskedToken } from './asked'
import type { Lexicon, OtherReading } from './read-otherwise'
import { neighboursOf, slipsBetween } from './spelling'

/** Who slips in more words than these has typed something else. */
const MAX_STRANGE_WORDS = 6
/** Guesses for one word, and words that are guessed at though titles bear them. */
const MAX_GUESSES = 3
const MAX_KNOWN_WORDS = 4
/** Words with the same beginning that are looked at for two slips, and how long the word must be to tell. */
const MAX_COMPARED = 20_000
const MIN_LENGTH_FOR_TWO = 7

/** Latin words as they are spelt, joined or parted in titles. */
export function* asSlips(
  asked: Asked,
  { strange, lexicon }: { strange: readonly AskedToken[]; lexicon: Lexicon },
): Generator<OtherReading> {
  const instead = (correction: string): OtherReading => ({ clauses: asked.clausesFor(correction), correction })
  const words = distinct(strange)
  if (words.length > MAX_STRANGE_WORDS) return
  const guesses = words.map((word) => ({ word, meant: guessesFor(word, lexicon) }))
  const most = guesses.some(({ meant }) => meant.length === 0) ? 0 : Math.max(...guesses.map((one) => one.meant.length))
  for (let n = 0; n < most; n++) {
    yield instead(
      guesses.reduce((text, { word, meant }) => replaceWord(text, word, meant[n] ?? meant[0] ?? word), asked.folded),
    )
  }
  for (const joined of joinedWords(asked, lexicon)) yield instead(joined)
  if (strange.length === 0) {
    // what titles bear may be a slip all the same, when no title bears it with the rest
    const known = distinct(asked.tokens.filter(({ kind }) => kind === 'word'))
    for (const text of known.slice(0, MAX_KNOWN_WORDS)) {
      for (const meant of oneSlipFrom(text, lexicon)) yield instead(replaceWord(asked.folded, text, meant))
    }
  }
  const apart = words.reduce((text, word) => replaceWord(text, word, initialsIn(word)), asked.folded)
  if (apart !== asked.folded) yield instead(apart)
  const plain = withoutInitials(asked)
  if (plain !== undefined) yield instead(plain)
}

const distinct = (tokens: readonly AskedToken[]) => [...new Set(tokens.map(({ text }) => text))]

/** What a word that no title bears may be, the likeliest first. */
function guessesFor(word: string, lexicon: Lexicon): readonly string[] {
  const near = oneSlipFrom(word, lexicon)
  if (near.length > 0) return near
  const farther = twoSlipsFrom(word, lexicon)
  return farther.length > 0 ? farther : partedWords(word, lexicon)
}

function oneSlipFrom(word: string, lexicon: Lexicon): readonly string[] {
  return mostUsed(neighboursOf(word), lexicon)
}

function twoSlipsFrom(word: string, lexicon: Lexicon): readonly string[] {
  if (word.length < MIN_LENGTH_FOR_TWO || !/^[a-z]+$/.test(word)) return []
  const near: string[] = []
  for (const other of lexicon.termsWith(word.slice(0, 2), MAX_COMPARED)) {
    if (Math.abs(other.length - word.length) <= 2 && slipsBetween(word, other) <= 2) near.push(other)
  }
  return mostUsed(near, lexicon)
}

/** Those that titles bear, by how many do. */
function mostUsed(words: readonly string[], lexicon: Lexicon): readonly string[] {
  return words
    .map((word) => ({ word, bearers: lexicon.bearersOf(word) }))
    .filter(({ bearers }) => bearers > 0)
    .sort((a, b) => b.bearers - a.bearers)
    .slice(0, MAX_GUESSES)
    .map(({ word }) => word)
}

/** `machinelearning` */
function partedWords(word: string, lexicon: Lexicon): readonly string[] {
  const parts = Array.from({ length: Math.max(0, word.length - 5) }, (_, i) => [
    word.slice(0, i + 3),
    word.slice(i + 3),
  ])
  return parts
    .filter((two) => two.every((one) => lexicon.bearersOf(one) > 0))
    .map((two) => two.join(' '))
    .slice(0, MAX_GUESSES)
}

/** `java script` */
function joinedWords({ folded, tokens }: Asked, lexicon: Lexicon): string[] {
  return tokens.slice(1).flatMap(({ kind, text, part }, i) => {
    const before = tokens[i]
    if (kind !== 'word' || before?.kind !== 'word' || before.part !== part) return []
    if (lexicon.bearersOf(before.text + text) === 0) return []
    const joined = folded.replace(
      new RegExp(`${literally(before.text)}[^\\p{L}]+${literally(text)}`, 'u'),
      () => before.text + text,
    )
    return joined === folded ? [] : [joined]
  })
}

/** `JK罗琳`: two or three letters that are no word. */
function initialsIn(word: string): string {
  return /^[a-z]{2,3}$/.test(word) ? Array.from(word).join(' ') + ' ' : word
}

/** `D. Kahneman`, or a last word just begun. */
function withoutInitials({ folded, tokens }: Asked): string | undefined {
  const initials = tokens.filter(({ kind, text }) => kind === 'word' && text.length === 1)
  if (initials.length === 0 || initials.length === tokens.length) return undefined
  return initials
    .reduce((text, { text: letter }) => replaceWord(text, letter, ''), folded)
    .replace(/(?<=^|\s)\.+/g, '')
    .trim()
}
