import { randomId } from './transport'

// A tap whose answer never came keeps its key: sent again (by us or by the reader's next tap on the same thing), the
// library recognises it and books once. An answer, good or bad, ends the key. After ten minutes it is a new wish.
const lifeMs = 10 * 60_000

interface OpenKey {
  readonly key: string
  readonly since: number
}

/** Keys of taps that are not answered yet, by what was asked. */
export function createIdempotencyKeys(now: () => number = Date.now) {
  const open = new Map<string, OpenKey>()
  return {
    keyFor(wish: string): string {
      const known = open.get(wish)
      if (known !== undefined && now() - known.since < lifeMs) return known.key
      const key = randomId()
      open.set(wish, { key, since: now() })
      return key
    },
    answered(wish: string): void {
      open.delete(wish)
    },
  }
}
