/** Chance that comes out the same every time: the demo library must look alike wherever it is started. */
export interface Random {
  /** 0 ≤ n < 1. */
  next(): number
  /** A whole number from `min` to `max`, both included. */
  between(min: number, max: number): number
  /** True in `share` (0 to 1) of the cases. */
  chance(share: number): boolean
  /** One of a list; throws on an empty one. */
  pick<T>(list: readonly T[]): T
  /** The same things in another order. */
  shuffle<T>(list: readonly T[]): T[]
}

/** Mulberry32: thirty-two bits of state, good enough to scatter books over shelves. */
export function createRandom(seed: number): Random {
  let state = seed >>> 0
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  const between = (min: number, max: number) => min + Math.floor(next() * (max - min + 1))
  const pick = <T>(list: readonly T[]): T => {
    for (const item of list.slice(between(0, list.length - 1))) return item
    throw new RangeError('nothing to pick from')
  }
  const shuffle = <T>(list: readonly T[]): T[] =>
    list
      .map((item) => ({ item, order: next() }))
      .sort((a, b) => a.order - b.order)
      .map(({ item }) => item)
  return { next, between, chance: (share) => next() < share, pick, shuffle }
}
