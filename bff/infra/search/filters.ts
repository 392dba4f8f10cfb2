import type { AvailabilityColumns } from './availability'
import { normaliseClass } from './columns'
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

/** Sets in `matches.refused` which filters refuse each match. Passes over one column each: tight loops are what makes facets cheap. */
export type Filter = (segment: Segment, matches: Matches) => void

/** No filters: nothing is refused. */
export function compileFilters(
  filters: CatalogueFilters,
  { vocabulary, availability }: { vocabulary: Vocabulary; availability: AvailabilityColumns },
): Filter[] {
  const compiled: Filter[] = []
  const { language, form, branch } = filters
  if (isGiven(language)) {
    const accepted = accept(vocabulary.languages.values, (value) => language.includes(value))
    compiled.push(({ columns }, matches) => {
      refuse(matches, { column: columns.languages, accepted, bit: FACET_BITS.language })
    })
  }
  if (isGiven(form)) {
    const accepted = accept(vocabulary.forms.values, (value) => form.includes(value))
    compiled.push(({ columns }, matches) => {
      refuse(matches, { column: columns.forms, accepted, bit: FACET_BITS.form })
    })
  }
  if (filters.yearFrom !== undefined || filters.yearTo !== undefined) {
    const { yearFrom = -Infinity, yearTo = Infinity } = filters
    const accepted = accept(vocabulary.years.values, (v) => v !== '' && Number(v) >= yearFrom && Number(v) <= yearTo)
    compiled.push(({ columns }, matches) => {
      refuse(matches, { column: columns.years, accepted, bit: FACET_BITS.year })
    })
  }
  if (isGiven(filters.class)) {
    const accepted = vocabulary.classes.beginningWith(
      filters.class.map(normaliseClass).filter((prefix) => prefix !== ''),
    )
    compiled.push(({ columns }, matches) => {
      refuse(matches, { column: columns.classes, accepted, bit: FACET_BITS.class })
    })
  }
  if (filters.available === true) {
    compiled.push(({ slots }, matches) => {
      refuseUnavailable(matches, slots, availability.available)
    })
  }
  if (isGiven(branch)) {
    const accepted = accept(vocabulary.branches.sets, (set) => set.some((one) => branch.includes(one)))
    compiled.push(({ columns, slots }, matches) => {
      // Available and in this branch means: available in this branch.
      if (filters.available === true) {
        refuse(matches, { column: availability.branches, accepted, bit: FACET_BITS.branch, slots })
      } else refuse(matches, { column: columns.branches, accepted, bit: FACET_BITS.branch })
    })
  }
  return compiled
}

function isGiven(wanted: readonly string[] | undefined): wanted is readonly string[] {
  return wanted !== undefined && wanted.length > 0
}

/** By number of the value: 1 where it passes. */
function accept<T>(values: readonly T[], passes: (value: T) => boolean): Uint8Array {
  return Uint8Array.from(values, (value) => (passes(value) ? 1 : 0))
}

interface ColumnCheck {
  readonly column: Uint32Array
  readonly accepted: Uint8Array
  readonly bit: number
  /** Where the column goes by slot rather than by doc. */
  readonly slots?: Uint32Array
}

function refuse({ docs, count, refused }: Matches, { column, accepted, bit, slots }: ColumnCheck): void {
  for (let i = 0; i < count; i++) {
    const doc = docs[i] ?? 0
    const at = slots === undefined ? doc : (slots[doc] ?? 0)
    if (accepted[column[at] ?? 0] !== 1) refused[i] = (refused[i] ?? 0) | bit
  }
}

function refuseUnavailable({ docs, count, refused }: Matches, slots: Uint32Array, available: Uint32Array): void {
  for (let i = 0; i < count; i++) {
    if (available[slots[docs[i] ?? 0] ?? 0] === 0) refused[i] = (refused[i] ?? 0) | UNAVAILABLE
  }
}
