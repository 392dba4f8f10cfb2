import * as queries from './loan-figures.queries'

export type LoanFigures = ReturnType<typeof createLoanFigures>

/** Open loans counted in heaps, for previews of what a change would touch; never one by one. */
export function createLoanFigures() {
  return {
    heapByRule: queries.heapByRule,
    heapByReader: queries.heapByReader,
    heapByOverdue: queries.heapByOverdue,
    heapByDueDay: queries.heapByDueDay,
  }
}
