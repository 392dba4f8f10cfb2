/** A record of circulation: of a reader as long as it is open, and afterwards until it is forgotten (X1). */
interface OfReader {
  readonly readerId: string | null
}

/** One that cannot have been forgotten: it is open, or was asked for by its reader. */
export type WithReader<T extends OfReader> = T & { readonly readerId: string }

/** X1: whatever is open has its reader. @throws when that invariant is broken */
export function readerOf({ readerId }: OfReader): string {
  if (readerId === null) throw new Error('open, and of nobody (X1)')
  return readerId
}

/** The readers of records that may have been forgotten. */
export function readersOf(records: readonly OfReader[]): string[] {
  return records.flatMap(({ readerId }) => readerId ?? [])
}
