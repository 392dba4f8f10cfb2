import type { ListedTitle } from './titles.model'

type Compared = Pick<ListedTitle, 'contributors' | 'subjects' | 'popularity'>

/** The same author says more than a subject, which half of a class may share. */
const weights = { author: 3, subject: 2 } as const

/** First those with authors and subjects of the title itself, then the most used. */
export function mostSimilar<T extends Compared>(title: Compared, candidates: readonly T[]): T[] {
  const authors = new Set(title.contributors.map(({ name }) => name))
  const subjects = new Set(title.subjects)
  const nearness = (one: T) =>
    weights.author * Math.min(1, one.contributors.filter(({ name }) => authors.has(name)).length) +
    weights.subject * new Set(one.subjects.filter((subject) => subjects.has(subject))).size
  return candidates
    .map((one) => ({ one, near: nearness(one) }))
    .toSorted((a, b) => b.near - a.near || b.one.popularity - a.one.popularity)
    .map(({ one }) => one)
}

/** One step up in 中图法: `TP311.12` → `TP311.1`. Null where above it stands a whole field of knowledge. */
export function widerClass(notation: string): string | null {
  const wider = notation.slice(0, -1).replace(/[.\-=(]+$/, '')
  return /\d/.test(wider) ? wider : null
}
