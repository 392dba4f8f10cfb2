import { AppError } from '../domain/app-error'

/** The place after which the next page of a list starts; opaque to clients. */
export function encodeCursor(values: readonly (string | number)[]): string {
  return Buffer.from(JSON.stringify(values)).toString('base64url')
}

/** @throws `request.invalid` for anything that `encodeCursor` has not written. */
export function decodeCursor(cursor: string, length: number): readonly (string | number)[] {
  try {
    const values: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'))
    if (Array.isArray(values) && values.length === length && values.every(isPlain)) return values
  } catch {
    // falls through to the refusal
  }
  throw notACursor()
}

function notACursor(): AppError {
  return new AppError('request.invalid', { problems: [{ path: 'query.cursor', message: 'not a cursor of this list' }] })
}

function isPlain(value: unknown): value is string | number {
  return typeof value === 'string' || typeof value === 'number'
}

/** A place in a list that is sorted by a date and then by id. */
export interface DatePlace {
  readonly at: Date
  readonly id: string
}

export function encodeDatePlace(place: DatePlace): string {
  return encodeCursor([place.at.getTime(), place.id])
}

export function decodeDatePlace(cursor: string | undefined): DatePlace | null {
  if (cursor === undefined) return null
  const [at, id] = decodeCursor(cursor, 2)
  const place = { at: new Date(Number(at)), id: String(id) }
  if (Number.isNaN(place.at.getTime())) throw notACursor()
  return place
}

/** The filter for what comes after a place in a list sorted by `field`, then `_id`, both in `direction`. */
export function beyond(field: string, direction: 1 | -1, place: DatePlace | null): Record<string, unknown> {
  if (!place) return {}
  const operator = direction === 1 ? '$gt' : '$lt'
  return { $or: [{ [field]: { [operator]: place.at } }, { [field]: place.at, _id: { [operator]: place.id } }] }
}

/** Cuts a list that was read one longer than asked for, and tells where the next page starts. */
export function cutPage<T>(
  found: readonly T[],
  limit: number,
  placeOf: (item: T) => string,
): { items: T[]; next?: string } {
  const items = found.slice(0, limit)
  const last = items.at(-1)
  return found.length > limit && last !== undefined ? { items, next: placeOf(last) } : { items }
}
