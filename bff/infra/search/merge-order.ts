/** Where a key stands: in which of several sorted lists, and at which place there. */
export interface KeyAt {
  readonly key: string
  readonly part: number
  readonly entry: number
}

/** All keys of several sorted lists in one order; equal ones in the order of the lists. */
export function* inKeyOrder(parts: readonly (readonly string[])[]): Generator<KeyAt> {
  const cursors = parts.map(() => 0)
  for (;;) {
    let next: KeyAt | undefined
    for (let part = 0; part < parts.length; part++) {
      const entry = cursors[part] ?? 0
      const key = parts[part]?.[entry]
      if (key !== undefined && (next === undefined || key < next.key)) next = { key, part, entry }
    }
    if (next === undefined) return
    cursors[next.part] = next.entry + 1
    yield next
  }
}
