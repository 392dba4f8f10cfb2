import { createStore, useStore } from '../../lib/store'
import { forget, readStored, store } from '../../lib/storage'

const key = 'searches'
const kept = 8

const isList = (value: unknown): value is readonly string[] =>
  Array.isArray(value) && value.every((one) => typeof one === 'string')

const searches = createStore<readonly string[]>(readStored(key, isList) ?? [])

/** What this phone searched for lately; it never leaves the phone. */
export const useRecentSearches = () => useStore(searches)

export function noteSearch(q: string): void {
  const next = [q, ...searches.get().filter((one) => one !== q)].slice(0, kept)
  searches.set(next)
  store(key, next)
}

export function forgetSearch(q: string): void {
  const next = searches.get().filter((one) => one !== q)
  searches.set(next)
  store(key, next)
}

export function clearRecentSearches(): void {
  searches.set([])
  forget(key)
}
