import { SOUND_COUNT, soundsOf, type Sounds } from './pinyin'
import type { Postings } from './postings'
import type { SortedTexts } from './texts'

/** The pairs of characters of one segment by how they sound. */
export interface PairSounds {
  /** The numbers of the terms whose characters may sound so. */
  find(first: Sounds, second: Sounds): readonly number[]
}

const kept = new WeakMap<Postings, PairSounds>()

/** Made when somebody asks for the first time. */
export function pairSoundsOf(postings: Postings): PairSounds {
  const known = kept.get(postings) ?? createPairSounds(postings.terms)
  kept.set(postings, known)
  return known
}

/** Two characters of two bytes each. */
const PAIR_BYTES = 4

function createPairSounds(terms: SortedTexts): PairSounds {
  const codes: number[] = []
  const numbers: number[] = []
  for (let term = 0; term < terms.length; term++) {
    if ((terms.starts[term + 1] ?? 0) - (terms.starts[term] ?? 0) !== PAIR_BYTES) continue
    const [first = '', second = ''] = terms.at(term)
    const seconds = soundsOf(second)
    for (const one of soundsOf(first)) {
      for (const other of seconds) {
        codes.push(one * SOUND_COUNT + other)
        numbers.push(term)
      }
    }
  }
  const { starts, sorted } = groupByCode(codes, numbers)
  return {
    find(first, second) {
      const found = new Set<number>()
      for (let sound = first.from; sound < first.to; sound++) {
        const from = starts[sound * SOUND_COUNT + second.from] ?? 0
        const to = starts[sound * SOUND_COUNT + second.to] ?? 0
        for (let i = from; i < to; i++) found.add(sorted[i] ?? 0)
      }
      return [...found]
    },
  }
}

/** A counting sort: the terms of code `c` are those from `starts[c]` to `starts[c + 1]`. */
function groupByCode(codes: readonly number[], numbers: readonly number[]) {
  const starts = new Uint32Array(SOUND_COUNT * SOUND_COUNT + 1)
  for (const code of codes) starts[code + 1] = (starts[code + 1] ?? 0) + 1
  for (let code = 1; code < starts.length; code++) starts[code] = (starts[code] ?? 0) + (starts[code - 1] ?? 0)
  const cursors = starts.slice()
  const sorted = new Uint32Array(codes.length)
  for (const [i, code] of codes.entries()) {
    const at = cursors[code] ?? 0
    cursors[code] = at + 1
    sorted[at] = numbers[i] ?? 0
  }
  return { starts, sorted }
}
