import type { CatalogueQuery } from './engine'
import { takeApart } from './query'
import type { OtherReading } from './read-otherwise'
import { respell } from './respell'
import type { TitleAt } from './search'

/** Names are looked up title by title. */
const MAX_NAMED = 5

/** What was typed as the titles that were found write it: best a whole title, else a part of one, else their authors' names. */
export function writtenAs(
  { text, field }: CatalogueQuery,
  reading: OtherReading,
  page: readonly TitleAt[],
): string | undefined {
  const { respellings = [], isGuess, isPinyin } = reading
  if (respellings.length === 0) return undefined
  const { folded } = takeApart(text, field ?? 'any')
  const inHeadings = (headings: readonly string[], isWhole: boolean) =>
    respell(folded, respellings, { headings, isWhole })
  const titleOf = ({ segment, doc }: TitleAt) => segment.titles.texts.at(segment.titleRanks[doc] ?? 0)
  const whole = firstOf(page, (title) => inHeadings([titleOf(title)], true))
  // pinyin need not be told how it is written: it only helps the whole title to the top
  if (whole !== undefined || isGuess === 'whole' || isPinyin === true) return whole
  return (
    firstOf(page, (title) => inHeadings([titleOf(title)], false)) ??
    firstOf(page.slice(0, MAX_NAMED), (title) => inHeadings([titleOf(title), ...authorsOf(title)], false))
  )
}

function firstOf<T, R>(values: readonly T[], resultOf: (value: T) => R | undefined): R | undefined {
  for (const value of values) {
    const result = resultOf(value)
    if (result !== undefined) return result
  }
  return undefined
}

/** Nothing leads from a title to its names, so all are looked through. */
function authorsOf({ segment: { authors }, doc }: TitleAt): string[] {
  const names: string[] = []
  for (let entry = authors.docs.indexOf(doc); entry !== -1; entry = authors.docs.indexOf(doc, entry + 1)) {
    names.push(authors.texts.at(entry))
  }
  return names
}
