import type { ImportOutputs } from '../../bff/features/catalogue-import/catalogue-import.service'
import type { ReportLine } from '../../bff/features/catalogue-import/import-report.presenter'

/** What an import would write beside the catalogue, kept in lists. */
export function outputsIn(problems: ReportLine[], rejects?: Buffer[]): () => ImportOutputs {
  return () => ({
    report: (line) => problems.push(line),
    reject: rejects ? (bytes) => rejects.push(Buffer.from(bytes)) : null,
    lengths: () => ({ report: problems.length, rejects: rejects?.length ?? 0 }),
  })
}
