import path from 'node:path'
import { isProblem, type Problem } from '../../domain/import-problem'
import type { Clock } from '../../infra/clock'
import type { Encoding } from '../../infra/records/encodings'
import type { ImportTotals, OutputLengths } from './catalogue-import.model'
import * as queries from './catalogue-import.queries'
import { usualMapping, type HoldingsMapping } from './holdings-mapping.rules'
import type { BranchNames } from './holdings.rules'
import type { ReportLine } from './import-report.presenter'
import { openImportFile, type ImportFile } from './import-file.service'
import { createImportTally, type ImportTally } from './import-tally.service'
import type { ImportStore } from './import-store.service'
import type { ReadRecord } from './import-plans.service'
import type { ImportedRecord } from './imported-record.rules'
import { createRejects } from './import-rejects.service'
import { createRecordReader, type ImportFormat, type Place, type RecordReader } from './record-readers.service'

interface Deps {
  readonly clock: Clock
  readonly branchNames: () => Promise<BranchNames>
  readonly store: ImportStore
}

export interface ImportOrder {
  readonly path: string
  /** The system that the file comes from: control numbers are its own. */
  readonly source: string
  readonly format: ImportFormat | null
  readonly encoding: Encoding | null
  readonly mapping: HoldingsMapping | null
  readonly isDryRun: boolean
  /** From the beginning, also where an import was cut off. */
  readonly isRestart: boolean
  /**
   * Called once. An import that goes on where it was interrupted goes on in the same files: with how long they were when
   * its last finished batch was in, since the one that was under way is told again.
   */
  readonly openOutputs: (before: OutputLengths | null) => ImportOutputs
  readonly progress: (line: string) => void
}

/** What an import writes beside the catalogue. */
export interface ImportOutputs {
  readonly report: (line: ReportLine) => void
  /** Bytes of records that were not taken; null where nobody wants them. */
  readonly reject: ((bytes: Buffer) => void) | null
  readonly lengths: () => OutputLengths
}

/**
 * Imports catalogues of other systems. A file is read as a stream; while one batch is being written, the next is read.
 * What can be read goes in, what cannot is told with its place. How far it has come is stored after each batch: killed
 * at any moment, it goes on from there, and the batch that was under way is compared and found done.
 */
export function createCatalogueImport(deps: Deps) {
  /** @throws Error when the file cannot be read at all */
  async function importFile(order: ImportOrder): Promise<ImportTotals> {
    const file = await openImportFile(order)
    try {
      return await importOpened(order, file)
    } finally {
      await file.close()
    }
  }

  async function importOpened(order: ImportOrder, file: ImportFile): Promise<ImportTotals> {
    const known = order.isDryRun || order.isRestart ? null : await queries.findRun(file.fingerprint)
    const before = known?.finishedAt === null ? known : null
    if (before) order.progress(`goes on behind record ${before.totals.read}, where it was interrupted`)
    const outputs = order.openOutputs(before ? (before.outputs ?? null) : null)
    const tally = createImportTally({ ...order, ...outputs }, { size: file.size, before: before?.totals ?? null })
    if (file.size === 0) {
      order.progress('it is empty')
      return tally.totals()
    }
    const startedAt = before?.startedAt ?? deps.clock.now()
    const holdings = { mapping: order.mapping ?? usualMapping, branches: await deps.branchNames() }
    const reader = createRecordReader({ ...order, holdings, head: file.head })
    const { save, keep } = keeping({ order, file, reader, outputs, tally, startedAt })
    // before the first batch: whoever looks at the library meanwhile is to know that an import is under way
    await save(false)
    let n = 0
    let writing: Promise<void> = Promise.resolve()
    try {
      for await (const batch of file.batches(reader)) {
        const firstN = n + 1
        n += batch.length
        if (n <= (before?.totals.read ?? 0)) continue
        const parsed = batch.map((item, index): Parsed => ({ ...item, n: firstN + index, record: item.read() }))
        await writing
        writing = keep(parsed)
        // a failure is thrown where it is awaited; until then it is nobody's
        writing.catch(() => undefined)
      }
    } finally {
      // also where the file breaks off: what stands before that goes in
      await writing
    }
    await save(true)
    return tally.totals()
  }

  /** What becomes of each batch that was read, and how far it is noted to have come. */
  function keeping({ order, file, reader, outputs, tally, startedAt }: Keeping) {
    const rejects = createRejects({ file, reader, outputs })
    const options = { source: order.source, file: file.fingerprint, isDryRun: order.isDryRun }
    const save = async (isFinished: boolean) => {
      if (order.isDryRun) return
      const now = deps.clock.now()
      const run = { path: path.resolve(order.path), source: order.source, totals: tally.totals(), startedAt }
      const written = { outputs: outputs.lengths(), updatedAt: now, finishedAt: isFinished ? now : null }
      await queries.saveRun({ _id: file.fingerprint, ...run, ...written })
    }

    async function keep(batch: readonly Parsed[]): Promise<void> {
      const read: ReadRecord[] = []
      const failed = new Set<number>()
      for (const { n, offset, record } of batch) {
        if (!isProblem(record)) read.push({ n, offset, record })
        else {
          failed.add(n)
          tally.refused({ n, offset }, record)
        }
      }
      const outcomes = await deps.store.store(read, options)
      tally.stored(outcomes)
      for (const { n, result } of outcomes) if (result === 'failed') failed.add(n)
      await rejects.keep(batch.filter(({ n }) => failed.has(n)))
      await save(false)
      tally.tell(batch.at(-1)?.offset ?? 0)
    }

    return { save, keep }
  }

  return { importFile }
}

interface Keeping {
  readonly order: ImportOrder
  readonly file: ImportFile
  readonly reader: RecordReader
  readonly outputs: ImportOutputs
  readonly tally: ImportTally
  readonly startedAt: Date
}

interface Parsed extends Place {
  readonly n: number
  readonly record: ImportedRecord | Problem
}
