import type { Problem } from '../../domain/import-problem'
import type { ImportTotals } from './catalogue-import.model'
import { presentProblem, type ReportLine } from './import-report.presenter'
import type { Outcome } from './import-store.service'

interface Reporting {
  /** What is read, for people. */
  readonly path: string
  readonly report: (line: ReportLine) => void
  readonly progress: (line: string) => void
}

interface Place {
  readonly n: number
  readonly offset: number
  readonly controlNumber?: string
}

export type ImportTally = ReturnType<typeof createImportTally>

/** Between two lines of progress. */
const quietMs = 2000

/** Counts what becomes of the records, reports what could not be done, and says how far it has come. */
export function createImportTally(
  { path, report, progress }: Reporting,
  { size, before }: { readonly size: number | null; readonly before: ImportTotals | null },
) {
  const totals: ImportTotals = before
    ? { ...before }
    : { read: 0, created: 0, updated: 0, unchanged: 0, deleted: 0, failed: 0 }
  const readBefore = totals.read
  const startedAt = performance.now()
  let toldAt = startedAt

  function refused(place: Place, reason: Problem): void {
    totals.read += 1
    totals.failed += 1
    write(place, [reason])
  }

  function stored(outcomes: readonly Outcome[]): void {
    for (const outcome of outcomes) {
      totals.read += 1
      totals[outcome.result] += 1
      write(outcome, outcome.problems)
    }
  }

  function write({ n, offset, controlNumber }: Place, problems: readonly Problem[]): void {
    for (const each of problems) {
      report(presentProblem({ file: path, record: n, offset, controlNumber: controlNumber ?? null }, each))
    }
  }

  /** @param offset how far the file has been read */
  function tell(offset: number): void {
    const now = performance.now()
    if (now - toldAt < quietMs) return
    toldAt = now
    const perSecond = Math.round(((totals.read - readBefore) * 1000) / (now - startedAt))
    const share = size ? `, ${String(Math.round((offset * 100) / size))} %` : ''
    progress(
      `${String(totals.read)} records${share}, ${String(perSecond)} a second, ${String(totals.failed)} not taken`,
    )
  }

  return { refused, stored, tell, totals: () => ({ ...totals }) }
}
