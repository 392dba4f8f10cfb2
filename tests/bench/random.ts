/** A seeded source of numbers: the same seed gives the same ones, so that a failing run can be had again. */
export interface Random {
  /** In [0, 1). */
  next(): number
  /** A whole number in [0, end). */
  below(end: number): number
  chance(probability: number): boolean
  pick<T>(values: ArrayLike<T>): T
  /** A function that draws values by weight. */
  weighted<T>(values: readonly (readonly [value: T, weight: number])[]): () => T
}

export function createRandom(seed: number): Random {
  let state = seed >>> 0
  /** mulberry32. */
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  const below = (end: number) => Math.floor(next() * end)
  const at = <T>(values: ArrayLike<T>, index: number): T => {
    const value = values[index]
    if (value === undefined) throw new RangeError('nothing to draw from')
    return value
  }
  return {
    next,
    below,
    chance: (probability) => next() < probability,
    pick: (values) => at(values, below(values.length)),
    weighted(values) {
      const sums = new Float64Array(values.length)
      let sum = 0
      for (const [i, [, weight]] of values.entries()) sums[i] = sum += weight
      return () => {
        const wanted = next() * sum
        let low = 0
        let high = values.length - 1
        while (low < high) {
          const middle = (low + high) >>> 1
          if ((sums[middle] ?? 0) <= wanted) low = middle + 1
          else high = middle
        }
        return at(values, low)[0]
      }
    },
  }
}
