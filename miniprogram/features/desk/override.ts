import type { Refusal, RefusalCode } from '../../lib/api-error'

/** The refusals to pass over, where the library has told that this librarian may pass over every one; else none. */
export function overridableCodes(refusals: readonly Refusal[]): readonly RefusalCode[] {
  return refusals.every(({ overridable }) => overridable === true) ? refusals.map(({ code }) => code) : []
}
