/**
 * The values that facets and filters speak of, numbered in the order in which they first came. All segments of an index
 * share the numbers, so a merge copies columns as they are.
 */
export interface ValueTable {
  readonly values: readonly string[]
  number(value: string): number
}

/** Sets of branches are few, however many titles there are: a title holds the number of its set. */
export interface SetTable {
  readonly sets: readonly (readonly string[])[]
  number(values: readonly string[]): number
}

export interface Vocabulary {
  readonly languages: ValueTable
  readonly forms: ValueTable
  /** Full notations in capitals; number 0 is "none". */
  readonly classes: ValueTable
  /** Number 0 is the empty set. */
  readonly branches: SetTable
}

export function createVocabulary(): Vocabulary {
  return {
    languages: createValueTable(),
    forms: createValueTable(),
    classes: createValueTable(['']),
    branches: createSetTable(),
  }
}

function createValueTable(initial: readonly string[] = []): ValueTable {
  const values = [...initial]
  const numbers = new Map(values.map((value, i) => [value, i]))
  return {
    values,
    number(value) {
      const known = numbers.get(value)
      if (known !== undefined) return known
      numbers.set(value, values.length)
      return values.push(value) - 1
    },
  }
}

function createSetTable(): SetTable {
  const sets: (readonly string[])[] = [[]]
  const keys = createValueTable(['[]'])
  return {
    sets,
    number(values) {
      const set = [...new Set(values)].sort()
      const number = keys.number(JSON.stringify(set))
      sets[number] ??= set
      return number
    },
  }
}
