import type { Refusal } from '../../contract/common'
import type { ReserveKind } from '../../contract/courses'
import type { Day } from '../../domain/calendar'

/** R2: what leads to a file or a licensed page is for the enrolled; where a print book stands is for everybody. */
export function accessRefusals(kind: ReserveKind, isEnrolled: boolean): Refusal[] {
  if (kind === 'print' || isEnrolled) return []
  return [{ code: 'course.not_enrolled', details: {}, remedy: 'enrol_in_the_course' }]
}

/** The term of a day; between two terms the one that comes next, after the last one the last. Terms newest first. */
export function currentTerm<T extends { readonly startsOn: Day; readonly endsOn: Day }>(
  terms: readonly T[],
  today: Day,
): T | undefined {
  const notOver = terms.filter((term) => term.endsOn >= today)
  return notOver.at(-1) ?? terms[0]
}

/** The words of a search, at most five. */
export function searchWords(q: string | undefined): string[] {
  return (q ?? '').split(/\s+/).filter(Boolean).slice(0, 5)
}
