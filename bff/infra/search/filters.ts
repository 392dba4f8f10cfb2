import { KIND_MASK, normaliseClass, YEAR_SHIFT } from './columns'
import type { CatalogueFilters, FacetName } from './engine'
import type { Matches } from './scratch'
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
  const { kinds } = vocabulary.kinds
  const onlyAvailable = filters.available === true
  const isYearGiven = yearFrom !== undefined || yearTo !== undefined
  const compiled: Filter[] = []
  const isWithin = (year: number) => year >= (yearFrom ?? -Infinity) && year <= (yearTo ?? Infinity)
  if (isGiven(language) || isGiven(form) || isYearGiven) {
    const languages = refusedUnless(kinds, 'language', (kind) => !isGiven(language) || language.includes(kind.language))
    const forms = refusedUnless(kinds, 'form', (kind) => !isGiven(form) || form.includes(kind.form))
    const refusedKinds = languages.map((bits, kind) => bits | (forms[kind] ?? 0))
    const refusedYears = refusedUnless(
      vocabulary.years.values,
      'year',
      isYearGiven ? (value) => value !== '' && isWithin(Number(value)) : () => true,
    )
    compiled.push(({ columns }, matches) => {
      refuseKindsAndYears(columns.kindAndYear, { refusedKinds, refusedYears }, matches)
    })
  }
  if (isGiven(filters.class)) {
    const prefixes = filters.class.map(normaliseClass).filter((prefix) => prefix !== '')
    const accepted = vocabulary.classes.beginningWith(prefixes)
    compiled.push(({ columns }, matches) => {
      refuseOtherClasses(columns.class, accepted, matches)
    })
  }
  if (isGiven(branch)) {
    const refusing = refusedUnless(vocabulary.branches.sets, 'branch', (set) => set.some((one) => branch.includes(one)))
    compiled.push(({ columns, live }, matches) => {
      // available and in this branch means: available in this branch
      refuse(onlyAvailable ? live.branches : columns.branches, refusing, matches)
    })
  }
  if (onlyAvailable) compiled.push(refuseUnavailable)
  return compiled
}

function isGiven(wanted: readonly string[] | undefined): wanted is readonly string[] {
  return wanted !== undefined && wanted.length > 0
}

/** By number of the value: the bit of the facet where it does not pass. */
function refusedUnless<T>(values: readonly T[], facet: FacetName, passes: (value: T) => boolean): Uint8Array {
  return Uint8Array.from(values, (value) => (passes(value) ? 0 : FACET_BITS[facet]))
}

function refuseKindsAndYears(
  column: Uint32Array,
  { refusedKinds, refusedYears }: { refusedKinds: Uint8Array; refusedYears: Uint8Array },
  { docs, count, refused }: Matches,
): void {
  for (let i = 0; i < count; i++) {
    const both = column[docs[i] ?? 0] ?? 0
    refused[i] = (refusedKinds[both & KIND_MASK] ?? 0) | (refusedYears[both >>> YEAR_SHIFT] ?? 0) | (refused[i] ?? 0)
  }
}

function refuse(column: Uint16Array, refusing: Uint8Array, { docs, count, refused }: Matches): void {
  for (let i = 0; i < count; i++) {
    refused[i] = (refused[i] ?? 0) | (refusing[column[docs[i] ?? 0] ?? 0] ?? 0)
  }
}

function refuseOtherClasses(column: Uint32Array, accepted: Uint8Array, { docs, count, refused }: Matches): void {
  for (let i = 0; i < count; i++) {
    if (accepted[column[docs[i] ?? 0] ?? 0] !== 1) refused[i] = (refused[i] ?? 0) | FACET_BITS.class
  }
}

function refuseUnavailable({ live }: Segment, { docs, count, refused }: Matches): void {
  for (let i = 0; i < count; i++) {
    if (live.available[docs[i] ?? 0] === 0) refused[i] = (refused[i] ?? 0) | UNAVAILABLE
  }
}
