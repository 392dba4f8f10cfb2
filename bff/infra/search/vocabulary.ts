/**
 * The values that facets and filters speak of, numbered in the order in which they first came. All segments of an index
 * share the numbers, so a merge copies columns as they are.
 */
export interface ValueTable {
  readonly values: readonly string[]
  number(value: string): number
}

/** Values that are asked for by their beginnings. */
export interface PrefixTable extends ValueTable {
  /** By number: 1 where the value begins with one of the prefixes. */
  beginningWith(prefixes: readonly string[]): Uint8Array
}

/** Sets of branches are few, however many titles there are: a title holds the number of its set. */
export interface SetTable {
  readonly sets: readonly (readonly string[])[]
  number(values: readonly string[]): number
}

/** What a title is by language, form and top letter of its class, each empty for "none". */
export interface Kind {
  readonly language: string
  readonly form: string
  readonly letter: string
}

/** A few hundred, however many titles there are. */
export interface KindTable {
  readonly kinds: readonly Kind[]
  number(kind: Kind): number
}

/** In every table number 0 means "none". */
export interface Vocabulary {
  readonly kinds: KindTable
  /** Full notations in capitals. */
  readonly classes: PrefixTable
  readonly years: ValueTable
  readonly branches: SetTable
}

export function createVocabulary(): Vocabulary {
  return {
    kinds: createKindTable(),
    classes: createPrefixTable(''),
    years: createValueTable(''),
    branches: createSetTable(),
  }
}

/** The values of every table in the order of their numbers, as JSON can keep them. */
export interface StoredVocabulary {
  readonly kinds: readonly Kind[]
  readonly classes: readonly string[]
  readonly years: readonly string[]
  readonly branches: readonly (readonly string[])[]
}

export function storedVocabulary({ kinds, classes, years, branches }: Vocabulary): StoredVocabulary {
  return { kinds: kinds.kinds, classes: classes.values, years: years.values, branches: branches.sets }
}

export function restoredVocabulary(stored: StoredVocabulary): Vocabulary {
  const vocabulary = createVocabulary()
  for (const kind of stored.kinds) vocabulary.kinds.number(kind)
  for (const name of ['classes', 'years'] as const) for (const value of stored[name]) vocabulary[name].number(value)
  for (const set of stored.branches) vocabulary.branches.number(set)
  return vocabulary
}

function createKindTable(): KindTable {
  const kinds: Kind[] = []
  const keys = createValueTable('||')
  const number = (kind: Kind) => {
    const known = keys.number(`${kind.language}|${kind.form}|${kind.letter}`)
    kinds[known] ??= kind
    return known
  }
  number({ language: '', form: '', letter: '' })
  return { kinds, number }
}

function createValueTable(none: string): ValueTable {
  const values = [none]
  const numbers = new Map([[none, 0]])
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

/** How many answers are kept: readers choose among the same few classes again and again. */
const KEPT_ANSWERS = 64

/** Notations go into the tens of thousands, so an answer is kept and later only completed. */
function createPrefixTable(none: string): PrefixTable {
  const table = createValueTable(none)
  const answers = new Map<string, Uint8Array>()
  return {
    ...table,
    beginningWith(prefixes) {
      const key = JSON.stringify(prefixes)
      const known = answers.get(key) ?? new Uint8Array(0)
      if (known.length === table.values.length) return known
      const answer = new Uint8Array(table.values.length)
      answer.set(known)
      for (let number = known.length; number < answer.length; number++) {
        const value = table.values[number] ?? ''
        answer[number] = prefixes.some((prefix) => value.startsWith(prefix)) ? 1 : 0
      }
      if (answers.size >= KEPT_ANSWERS) answers.clear()
      answers.set(key, answer)
      return answer
    },
  }
}

function createSetTable(): SetTable {
  const sets: (readonly string[])[] = [[]]
  const keys = createValueTable('[]')
  /** By their branches in whatever order they came. */
  const known = new Map<string, number>()
  return {
    sets,
    number(values) {
      const asWritten = values.join('\n')
      const before = known.get(asWritten)
      if (before !== undefined) return before
      const set = [...new Set(values)].sort()
      const number = keys.number(JSON.stringify(set))
      sets[number] ??= set
      known.set(asWritten, number)
      return number
    },
  }
}
