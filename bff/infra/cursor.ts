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
  throw new AppError('request.invalid', { problems: [{ path: 'query.cursor', message: 'not a cursor of this list' }] })
}

function isPlain(value: unknown): value is string | number {
  return typeof value === 'string' || typeof value === 'number'
}
