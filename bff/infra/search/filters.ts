import { normaliseClass, type Columns } from './columns'
import type { CatalogueFilters, FacetName } from './engine'
import type { Matches } from './match'
import type { Segment } from './segment'
import type { Vocabulary } from './vocabulary'

/** A bit for each facet, set where its filter refuses a title. */
export const FACET_BITS = { branch: 1, language: 2, class: 4, form: 8, year: 16 } as const satisfies Record<
  FacetName,
  number
>
/** Belongs to no facet: what is not available counts in none. */
const UNAVAILABLE = 32

/** Sets in `matches.refused` which filter refuses each match. */
export type Filter = (segment: Segment, matches: Matches) => void

/** No filters: nothing is refused. */
export function compileFilters(filters: CatalogueFilters, vocabulary: Vocabulary): Filter[] {
  const { language, form, branch, yearFrom, yearTo } = filters
  const onlyAvailable = filters.available === true
  const compiled: Filter[] = []
  const add = (name: keyof Columns, accepted: Uint8Array, bit: number) =>
    compiled.push(({ columns }, matches) => {
      refuse(columns[name], matches, { accepted, bit })
    })
  if (isGiven(language)) {
    const accepted = accept(vocabulary.languages.values, (value) => language.includes(value))
    add('language', accepted, FACET_BITS.language)
  }
  if (isGiven(form)) {
    const accepted = accept(vocabulary.forms.values, (value) => form.includes(value))
    add('form', accepted, FACET_BITS.form)
  }
  if (yearFrom !== undefined || yearTo !== undefined) {
    const isWithin = (year: number) => year >= (yearFrom ?? -Infinity) && year <= (yearTo ?? Infinity)
    const accepted = accept(vocabulary.years.values, (value) => value !== '' && isWithin(Number(value)))
    add('year', accepted, FACET_BITS.year)
  }
  if (isGiven(filters.class)) {
    const prefixes = filters.class.map(normaliseClass).filter((prefix) => prefix !== '')
    add('class', vocabulary.classes.beginningWith(prefixes), FACET_BITS.class)
  }
  if (isGiven(branch)) {
    const accepted = accept(vocabulary.branches.sets, (set) => set.some((one) => branch.includes(one)))
    compiled.push(({ columns, live }, matches) => {
      // available and in this branch means: available in this branch
      refuse(onlyAvailable ? live.branches : columns.branches, matches, { accepted, bit: FACET_BITS.branch })
    })
  }
  if (onlyAvailable) compiled.push(refuseUnavailable)
  return compiled
}

function isGiven(wanted: readonly string[] | undefined): wanted is readonly string[] {
  return wanted !== undefined && wanted.length > 0
}

/** By number of the value: 1 where it passes. */
function accept<T>(values: readonly T[], passes: (value: T) => boolean): Uint8Array {
  return Uint8Array.from(values, (value) => (passes(value) ? 1 : 0))
}

type Column = Columns[keyof Columns]

function refuse(
  column: Column,
  { docs, count, refused }: Matches,
  { accepted, bit }: { accepted: Uint8Array; bit: number },
): void {
  for (let i = 0; i < count; i++) {
    if (accepted[column[docs[i] ?? 0] ?? 0] !== 1) refused[i] = (refused[i] ?? 0) | bit
  }
}

function refuseUnavailable({ live }: Segment, { docs, count, refused }: Matches): void {
  for (let i = 0; i < count; i++) {
    if (live.available[docs[i] ?? 0] === 0) refused[i] = (refused[i] ?? 0) | UNAVAILABLE
  }
}
