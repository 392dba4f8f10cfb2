import type { SearchField } from './engine'
import { parseQuery, partClauses, takeApart, WORD_FIELDS, wordClauses, type Clause } from './query'
import type { QueryPart } from './query-syntax'
import { tokensOf, type Token } from './text'

/** A word of what was typed, with where it has to be. */
export interface AskedToken extends Token {
  readonly fields: number
  /** Which part of the query it stands in: words of two parts never stand together. */
  readonly part: number
}

/** What was typed, as far as it can be read otherwise: marks and phrases stay as they are, and what is left out stays out. */
export interface Asked {
  readonly folded: string
  readonly tokens: readonly AskedToken[]
  /** These words as they were typed, and all that stays as it is. */
  clausesOf(tokens: readonly AskedToken[]): Clause[]
  /** What another text asks for. */
  clausesFor(text: string): readonly Clause[]
}

export function takeWords(text: string, field: SearchField): Asked {
  const { folded, parts } = takeApart(text, field)
  const wanted = parts.filter(({ isExcluded }) => !isExcluded)
  const fieldOf = (part: QueryPart) => part.field ?? field
  const isWords = (part: QueryPart) =>
    WORD_FIELDS[fieldOf(part)] !== 0 && (!part.isPhrase || fieldOf(part) === 'author')
  const tokens = wanted.flatMap((part, number) =>
    isWords(part)
      ? tokensOf(part.text).map((token) => ({ ...token, part: number, fields: WORD_FIELDS[fieldOf(part)] }))
      : [],
  )
  const fixed = wanted.flatMap((part) => (isWords(part) ? [] : partClauses(part, field)))
  return {
    folded,
    tokens,
    clausesOf(some) {
      const words = [...new Set(some.map(({ part }) => part))].flatMap((number) => {
        const own = some.filter(({ part }) => part === number)
        return wordClauses(own, { fields: own[0]?.fields ?? 0, endOfText: -1 })
      })
      return [...words, ...fixed]
    },
    clausesFor: (other) => parseQuery(other, field).clauses,
  }
}

/** The text with one word in the place of another. */
export function replaceWord(text: string, word: string, other: string): string {
  return text.replace(wordIn(word), () => other)
}

/** A Latin word as a whole; characters wherever they stand. */
function wordIn(word: string): RegExp | string {
  const isLatin = /^\p{Script=Latin}/u.test(word)
  return isLatin
    ? new RegExp(`(?<![\\p{Script=Latin}\\p{M}])${literally(word)}(?![\\p{Script=Latin}\\p{M}])`, 'u')
    : word
}

/** For a regular expression. */
export function literally(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/#-]/g, '\\$&')
}
