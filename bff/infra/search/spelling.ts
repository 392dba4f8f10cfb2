const LETTERS = 'abcdefghijklmnopqrstuvwxyz'
/** Shorter words have too many neighbours to guess among. */
const MIN_LENGTH = 4

/** All words one slip away: a letter left out, doubled or wrong, or two letters in the wrong order. */
export function neighboursOf(word: string): string[] {
  if (word.length < MIN_LENGTH || !/^[a-z]+$/.test(word)) return []
  const found = new Set<string>()
  for (let at = 0; at <= word.length; at++) {
    const [before, after] = [word.slice(0, at), word.slice(at)]
    if (after !== '') found.add(before + after.slice(1))
    if (after.length > 1) found.add(`${before}${after.charAt(1)}${after.charAt(0)}${after.slice(2)}`)
    for (const letter of LETTERS) {
      found.add(before + letter + after)
      if (after !== '') found.add(before + letter + after.slice(1))
    }
  }
  found.delete(word)
  return [...found]
}

/** A letter too many, or two in the wrong order. */
export function lettersMoved(word: string): string[] {
  if (word.length < MIN_LENGTH) return []
  const at = Array.from(word, (_, place) => place)
  const without = at.map((place) => word.slice(0, place) + word.slice(place + 1))
  const swapped = at
    .slice(1)
    .map((place) => word.slice(0, place - 1) + word.charAt(place) + word.charAt(place - 1) + word.slice(place + 1))
  return [...new Set([...without, ...swapped])]
}

/**
 * How many slips lie between two words: letters left out, put in, wrong or swapped with their neighbours. More than two count
 * as three.
 */
export function slipsBetween(one: string, other: string): number {
  let before: number[] = []
  let last = Array.from({ length: other.length + 1 }, (_, at) => at)
  for (let i = 1; i <= one.length; i++) {
    const row = [i]
    for (let j = 1; j <= other.length; j++) {
      const isSame = one[i - 1] === other[j - 1]
      const swapped = one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1] ? (before[j - 2] ?? MANY) + 1 : MANY
      row.push(
        Math.min((last[j] ?? MANY) + 1, (row[j - 1] ?? MANY) + 1, (last[j - 1] ?? MANY) + (isSame ? 0 : 1), swapped),
      )
    }
    if (Math.min(...row) >= MANY) return MANY
    before = last
    last = row
  }
  return Math.min(MANY, last[other.length] ?? MANY)
}

const MANY = 3
