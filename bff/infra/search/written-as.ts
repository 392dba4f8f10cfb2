import type { CatalogueQuery } from './engine'
import { takeApart } from './query'
import type { OtherReading } from './read-otherwise'
import { respell } from './respell'

/** A title that was found, as far as its spelling goes. */
export interface WrittenTitle {
  readonly title: () => string
  readonly authors: () => readonly string[]
}

/** What is asked to learn it: who is found first, and how it is written there, does not hang on page, order and filters. */
export const FIRST_FOUND = { filters: {}, sort: 'relevance', page: 1, size: 50, facets: false } as const

/** Names are looked up title by title. */
const MAX_NAMED = 5

/** What was typed as the titles that were found write it: best a whole title, else a part of one, else their authors' names. */
export function writtenAs(
  { text, field }: CatalogueQuery,
  reading: OtherReading,
  page: readonly WrittenTitle[],
): string | undefined {
  const { respellings = [], isGuess, isPinyin } = reading
  if (respellings.length === 0) return undefined
  const { folded } = takeApart(text, field ?? 'any')
  const inHeadings = (headings: readonly string[], isWhole: boolean) =>
    respell(folded, respellings, { headings, isWhole })
  const whole = firstOf(page, ({ title }) => inHeadings([title()], true))
  // pinyin need not be told how it is written: it only helps the whole title to the top
  if (whole !== undefined || isGuess === 'whole' || isPinyin === true) return whole
  return (
    firstOf(page, ({ title }) => inHeadings([title()], false)) ??
    firstOf(page.slice(0, MAX_NAMED), ({ title, authors }) => inHeadings([title(), ...authors()], false))
  )
}

function firstOf<T, R>(values: readonly T[], resultOf: (value: T) => R | undefined): R | undefined {
  for (const value of values) {
    const result = resultOf(value)
    if (result !== undefined) return result
  }
  return undefined
}
