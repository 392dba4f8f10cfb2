import * as queries from './fee-figures.queries'

export type FeeFigures = ReturnType<typeof createFeeFigures>

/** What readers owe, counted in heaps for previews of what a change of the rules would touch. */
export function createFeeFigures() {
  return { heapByReader: queries.heapByReader }
}
