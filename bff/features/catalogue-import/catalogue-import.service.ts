import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { open } from 'node:fs/promises'
import path from 'node:path'
import { isProblem, type Problem } from '../../domain/import-problem'
import type { Clock } from '../../infra/clock'
import type { Encoding } from '../../infra/records/encodings'
import type { ImportTotals } from './catalogue-import.model'
import * as queries from './catalogue-import.queries'
import { usualMapping, type HoldingsMapping } from './holdings-mapping.rules'
import type { BranchNames } from './holdings.rules'
import type { ReportLine } from './import-report.presenter'
import { createImportTally } from './import-tally.service'
import type { ImportStore } from './import-store.service'
import type { ReadRecord } from './import-plans.service'
import type { ImportedRecord } from './imported-record.rules'
import { createRecordReader, type ImportFormat, type Item, type RecordReader } from './record-readers.service'

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
  /** Called once; an import that goes on where it was interrupted continues the report of before. */
  readonly openReport: (isContinued: boolean) => (line: ReportLine) => void
  readonly progress: (line: string) => void
}

/** Small enough for one go of the database, large enough that going there costs little. */
const batchSize = 1000
const chunkBytes = 1 << 20
const headBytes = 65_536

/**
 * Imports catalogues of other systems. A file is read as a stream; while one batch is being written, the next is read.
 * What can be read goes in, what cannot is told with its place. How far it has come is stored after each batch: killed
 * at any moment, it goes on from there, and the batch that was under way is compared and found done.
 */
export function createCatalogueImport(deps: Deps) {
  /** @throws Error when the file cannot be read at all */
  async function importFile(order: ImportOrder): Promise<ImportTotals> {
    const { head, size, fingerprint } = await look(order)
    const known = order.isDryRun || order.isRestart ? null : await queries.findRun(fingerprint)
    const before = known?.finishedAt === null ? known : null
    if (before) order.progress(`goes on behind record ${before.totals.read}, where it was interrupted`)
    const report = order.openReport(before !== null)
    const tally = createImportTally({ ...order, report }, { size, before: before?.totals ?? null })
    const startedAt = before?.startedAt ?? deps.clock.now()
    const holdings = { mapping: order.mapping ?? usualMapping, branches: await deps.branchNames() }
    const reader = createRecordReader({ ...order, holdings, head })
    const options = { source: order.source, file: fingerprint, isDryRun: order.isDryRun }
    const save = async (isFinished: boolean) => {
      if (order.isDryRun) return
      const now = deps.clock.now()
      const run = { path: path.resolve(order.path), source: order.source, totals: tally.totals(), startedAt }
      await queries.saveRun({ _id: fingerprint, ...run, updatedAt: now, finishedAt: isFinished ? now : null })
    }

    async function keep(batch: readonly Parsed[]): Promise<void> {
      const read: ReadRecord[] = []
      for (const { n, offset, record } of batch) {
        if (isProblem(record)) tally.refused({ n, offset }, record)
        else read.push({ n, offset, record })
      }
      tally.stored(await deps.store.store(read, options))
      await save(false)
      tally.tell(batch.at(-1)?.offset ?? size)
    }

    let n = 0
    let writing: Promise<void> = Promise.resolve()
    for await (const batch of batches(order.path, reader)) {
      const firstN = n + 1
      n += batch.length
      if (n <= (before?.totals.read ?? 0)) continue
      const parsed = batch.map((item, index) => ({ n: firstN + index, offset: item.offset, record: item.read() }))
      await writing
      writing = keep(parsed)
      // a failure is thrown where it is awaited; until then it is nobody's
      writing.catch(() => undefined)
    }
    await writing
    await save(true)
    return tally.totals()
  }

  return { importFile }
}

interface Parsed {
  readonly n: number
  readonly offset: number
  readonly record: ImportedRecord | Problem
}

async function* batches(file: string, reader: RecordReader): AsyncGenerator<Item[]> {
  let waiting: Item[] = []
  for await (const chunk of createReadStream(file, { highWaterMark: chunkBytes })) {
    // a stream without an encoding gives buffers
    waiting.push(...reader.push(chunk as Buffer))
    let from = 0
    for (; waiting.length - from >= batchSize; from += batchSize) yield waiting.slice(from, from + batchSize)
    waiting = waiting.slice(from)
  }
  waiting.push(...reader.end())
  for (let from = 0; from < waiting.length; from += batchSize) yield waiting.slice(from, from + batchSize)
}

/** The beginning of the file, and a fingerprint of it and of how it is to be read. */
async function look({ path: file, source, format, encoding, mapping }: ImportOrder) {
  const handle = await open(file, 'r')
  try {
    const { size } = await handle.stat()
    const head = await read(0)
    const tail = await read(Math.max(0, size - headBytes))
    const order = JSON.stringify([path.resolve(file), size, source, format, encoding, mapping])
    const fingerprint = createHash('sha256').update(order).update(head).update(tail).digest('hex').slice(0, 32)
    return { head, size, fingerprint }
  } finally {
    await handle.close()
  }

  async function read(position: number): Promise<Buffer> {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(headBytes), 0, headBytes, position)
    return buffer.subarray(0, bytesRead)
  }
}
