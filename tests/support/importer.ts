import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import type { ImportOrder } from '../../bff/features/catalogue-import/catalogue-import.service'
import type { ReportLine } from '../../bff/features/catalogue-import/import-report.presenter'
import type { TestApp } from './app'
import { outputsIn } from './import-outputs'

export type Importer = Awaited<ReturnType<typeof createImporter>>

/** Imports what a test has in its hands, from files of a directory of its own. */
export async function createImporter(test: TestApp) {
  const dir = await mkdtemp(path.join(os.tmpdir(), 'rentu-import-'))
  let files = 0
  let source = 'ils'

  async function importing(content: string | Buffer, own: Partial<ImportOrder> = {}) {
    files += 1
    await writeFile(lastFile(), content)
    return importAgain(lastFile(), own)
  }

  async function importAgain(file: string, own: Partial<ImportOrder> = {}) {
    const problems: ReportLine[] = []
    const rejects: Buffer[] = []
    const totals = await test.app.services.catalogueImport.importFile({
      path: file,
      source,
      format: null,
      encoding: null,
      mapping: null,
      isDryRun: false,
      isRestart: false,
      openOutputs: outputsIn(problems, file.endsWith('.gz') ? undefined : rejects),
      progress: () => undefined,
      ...own,
    })
    return { totals, problems, file, rejects: Buffer.concat(rejects) }
  }

  const lastFile = () => path.join(dir, `${String(files)}.bin`)

  return {
    dir,
    importing,
    importAgain,
    lastFile,
    /** What is imported from now on comes from another system. */
    from: (system: string) => {
      source = system
    },
    close: () => rm(dir, { recursive: true, force: true }),
  }
}
