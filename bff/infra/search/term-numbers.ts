/** Numbers the terms of a segment as they come. */
export interface TermNumbers {
  readonly size: () => number
  number(term: string): number
  /** All terms in code unit order, and the number of each. */
  sorted(): { readonly terms: readonly string[]; readonly numbers: Uint32Array }
}

/** From here on code units are of characters that are written without spaces, up to what stands for half of one. */
const FIRST_IN_PAIRS = 0x2e80
const FIRST_SURROGATE = 0xd800

/**
 * Most terms are pairs of characters, and two code units are a number: kept in a table of numbers and sorted as numbers they
 * take a third of the time that they take as strings.
 */
export function createTermNumbers(): TermNumbers {
  const pairs = createPairTable()
  const words = new Map<string, number>()
  let size = 0
  return {
    size: () => size,
    number(term) {
      if (isPair(term)) {
        const known = pairs.get(term.charCodeAt(0) * 0x10000 + term.charCodeAt(1), size)
        if (known === size) size++
        return known
      }
      const known = words.get(term)
      if (known !== undefined) return known
      words.set(term, size)
      return size++
    },
    sorted() {
      const ownWords = [...words.keys()].sort()
      const keys = pairs.keys().sort()
      const terms: string[] = []
      const numbers = new Uint32Array(size)
      let word = 0
      const takeWord = (term: string) => {
        numbers[terms.length] = words.get(term) ?? 0
        terms.push(term)
        word++
      }
      for (const key of keys) {
        const pair = String.fromCharCode(key >>> 16, key & 0xffff)
        for (let next = ownWords[word]; next !== undefined && next < pair; next = ownWords[word]) takeWord(next)
        numbers[terms.length] = pairs.get(key, 0)
        terms.push(pair)
      }
      for (const left of ownWords.slice(word)) takeWord(left)
      return { terms, numbers }
    },
  }
}

function isPair(term: string): boolean {
  return term.length === 2 && isInPairs(term.charCodeAt(0)) && isInPairs(term.charCodeAt(1))
}

function isInPairs(code: number): boolean {
  return code >= FIRST_IN_PAIRS && code < FIRST_SURROGATE
}

/** Open addressing, half full at most; key 0 is no pair. */
function createPairTable() {
  let keys = new Uint32Array(1024)
  let numbers = new Uint32Array(1024)
  let count = 0

  function placeOf(key: number): number {
    const mask = keys.length - 1
    let place = (Math.imul(key, 0x9e3779b1) >>> 7) & mask
    while (keys[place] !== 0 && keys[place] !== key) place = (place + 1) & mask
    return place
  }

  function grow(): void {
    const [oldKeys, oldNumbers] = [keys, numbers]
    keys = new Uint32Array(2 * oldKeys.length)
    numbers = new Uint32Array(2 * oldKeys.length)
    for (const [i, key] of oldKeys.entries()) {
      if (key === 0) continue
      const place = placeOf(key)
      keys[place] = key
      numbers[place] = oldNumbers[i] ?? 0
    }
  }

  return {
    /** Its number; a new one gets the number given. */
    get(key: number, next: number): number {
      const place = placeOf(key)
      if (keys[place] === key) return numbers[place] ?? 0
      keys[place] = key
      numbers[place] = next
      if (++count * 2 > keys.length) grow()
      return next
    },
    keys: () => keys.filter((key) => key !== 0),
  }
}
