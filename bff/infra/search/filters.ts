import type { AvailabilityColumns } from './availability'
import type { CatalogueFilters, FacetName } from './engine'
import type { Matches } from './match'
import { normaliseClass, ROW, ROW_LENGTH, type Rows } from './rows'
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
export function compileFilters(
  filters: CatalogueFilters,
  { vocabulary, availability }: { vocabulary: Vocabulary; availability: AvailabilityColumns },
): Filter[] {
  const { language, form, branch, yearFrom, yearTo } = filters
  const onlyAvailable = filters.available === true
  const compiled: Filter[] = []
  const add = (check: ValueCheck) =>
    compiled.push(({ rows }, matches) => {
      refuse(rows, matches, check)
    })
  if (isGiven(language)) {
    const accepted = accept(vocabulary.languages.values, (value) => language.includes(value))
    add({ offset: ROW.language, accepted, bit: FACET_BITS.language })
  }
  if (isGiven(form)) {
    const accepted = accept(vocabulary.forms.values, (value) => form.includes(value))
    add({ offset: ROW.form, accepted, bit: FACET_BITS.form })
  }
  if (yearFrom !== undefined || yearTo !== undefined) {
    const isWithin = (year: number) => year >= (yearFrom ?? -Infinity) && year <= (yearTo ?? Infinity)
    const accepted = accept(vocabulary.years.values, (value) => value !== '' && isWithin(Number(value)))
    add({ offset: ROW.year, accepted, bit: FACET_BITS.year })
  }
  if (isGiven(filters.class)) {
    const prefixes = filters.class.map(normaliseClass).filter((prefix) => prefix !== '')
    add({ offset: ROW.class, accepted: vocabulary.classes.beginningWith(prefixes), bit: FACET_BITS.class })
  }
  if (isGiven(branch)) {
    const accepted = accept(vocabulary.branches.sets, (set) => set.some((one) => branch.includes(one)))
    // Available and in this branch means: available in this branch.
    const held = { offset: ROW.branches, accepted, bit: FACET_BITS.branch }
    add(onlyAvailable ? { ...held, offset: ROW.slot, bySlot: availability.branches } : held)
  }
  if (onlyAvailable) {
    compiled.push(({ rows }, matches) => {
      refuseUnavailable(rows, matches, availability.available)
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

interface ValueCheck {
  /** Where in the row the value stands. */
  readonly offset: number
  readonly accepted: Uint8Array
  readonly bit: number
  /** Where the row gives the slot only, the value by slot. */
  readonly bySlot?: Uint32Array
}

function refuse(rows: Rows, { docs, count, refused }: Matches, { offset, accepted, bit, bySlot }: ValueCheck): void {
  for (let i = 0; i < count; i++) {
    const inRow = rows[(docs[i] ?? 0) * ROW_LENGTH + offset] ?? 0
    const value = bySlot === undefined ? inRow : (bySlot[inRow] ?? 0)
    if (accepted[value] !== 1) refused[i] = (refused[i] ?? 0) | bit
  }
}

function refuseUnavailable(rows: Rows, { docs, count, refused }: Matches, available: Uint32Array): void {
  for (let i = 0; i < count; i++) {
    const slot = rows[(docs[i] ?? 0) * ROW_LENGTH + ROW.slot] ?? 0
    if (available[slot] === 0) refused[i] = (refused[i] ?? 0) | UNAVAILABLE
  }
}
