import type { PagingEntry } from './paging.hooks'

/** One floor of the walk, with what to fetch there in the order of the shelves. */
export interface Floor {
  readonly key: string
  readonly branch: string
  readonly floor: string
  readonly entries: readonly PagingEntry[]
}

/** Cuts the list, which the library has put in shelf-walk order (D2), into the floors one walks through. */
export function floorsOf(entries: readonly PagingEntry[]): readonly Floor[] {
  const floors = new Map<string, { branch: string; floor: string; entries: PagingEntry[] }>()
  for (const entry of entries) {
    const { branch, floor } = entry.copy
    const key = `${branch.id} ${floor}`
    const known = floors.get(key)
    if (known === undefined) floors.set(key, { branch: branch.name, floor, entries: [entry] })
    else known.entries.push(entry)
  }
  return [...floors].map(([key, floor]) => ({ key, ...floor }))
}
