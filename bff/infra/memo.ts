import { AsyncLocalStorage } from 'node:async_hooks'
import type { Clock } from './clock'

/**
 * Remembers the answer of a read for a moment: for small, rarely changed data that every request needs. Changes made by
 * another process are seen after `ttlMs` at the latest; `forget` is for those of this one. The read happens outside any
 * transaction of the caller, whose session takes one operation at a time.
 */
export function createMemo<T>(clock: Clock, ttlMs: number, read: () => Promise<T>) {
  const outside = AsyncLocalStorage.snapshot()
  let known: { readonly at: number; readonly value: Promise<T> } | null = null

  function get(): Promise<T> {
    const now = clock.now().getTime()
    if (!known || Math.abs(now - known.at) > ttlMs) {
      const value = outside(read)
      known = { at: now, value }
      value.catch(() => {
        known = null
      })
    }
    return known.value
  }

  function forget(): void {
    known = null
  }

  return { get, forget }
}
