import { setTimeout as sleep } from 'node:timers/promises'
import { isProblem, problem, type Problem } from '../../domain/import-problem'
import type { Clock } from '../../infra/clock'
import { marcRecordOf } from '../../infra/marc/marcxml'
import { createOaiClient, type OaiPage, type OaiRecord } from '../../infra/oai-client'
import { childOf } from '../../infra/records/xml-tree'
import type { HarvestRecord, ImportTotals, OutputLengths } from './catalogue-import.model'
import * as queries from './catalogue-import.queries'
import { recordOfDublinCore } from './dublin-core.rules'
import { usualMapping, type HoldingsMapping } from './holdings-mapping.rules'
import type { BranchNames, Holdings } from './holdings.rules'
import type { ReadRecord } from './import-plans.service'
import type { ImportOutputs } from './catalogue-import.service'
import type { ImportStore } from './import-store.service'
import { createImportTally } from './import-tally.service'
import type { ImportedRecord } from './imported-record.rules'
import { recordOfMarc } from './marc-import.rules'

interface Deps {
  readonly clock: Clock
  readonly branchNames: () => Promise<BranchNames>
  readonly store: ImportStore
}

export interface HarvestOrder {
  /** Base address of the repository. */
  readonly url: string
  readonly prefix: string
  readonly set: string | null
  readonly source: string
  /** Null: since the last complete harvest. */
  readonly from: string | null
  readonly until: string | null
  readonly mapping: HoldingsMapping | null
  readonly isDryRun: boolean
  /** Everything anew. */
  readonly isRestart: boolean
  readonly openOutputs: (before: OutputLengths | null) => ImportOutputs
  readonly progress: (line: string) => void
  readonly wait?: (ms: number) => Promise<void>
}

/** Lists that a repository gave up while we read them, before we give up too. */
const restartsAllowed = 3

/**
 * Harvests another system by OAI-PMH: what has changed since the last complete harvest, by the clock over there. The
 * place is stored with each page, so that a killed harvest goes on, and the date only when the last page is in.
 */
export function createHarvest(deps: Deps) {
  /** @throws Error when the repository does not do what was asked */
  async function harvest(order: HarvestOrder): Promise<ImportTotals> {
    const client = createOaiClient({ ...order, wait: order.wait ?? sleep })
    const id = [order.url, order.prefix, order.set ?? ''].join(' ')
    const known = order.isRestart ? null : await queries.findHarvest(id)
    const isResumed = known?.resumptionToken !== null && known !== null && !order.isDryRun
    const outputs = order.openOutputs(isResumed ? (known.outputs ?? null) : null)
    const tally = createImportTally({ ...order, path: order.url, ...outputs }, { size: null, before: null })
    const holdings = { mapping: order.mapping ?? usualMapping, branches: await deps.branchNames() }
    const first = await firstQuery(order, known?.from ?? null, client)
    const save = async (change: Partial<HarvestRecord>) => {
      if (order.isDryRun) return
      const place = { from: known?.from ?? null, begunAt, resumptionToken: token, outputs: outputs.lengths() }
      await queries.saveHarvest({ _id: id, source: order.source, ...place, updatedAt: deps.clock.now(), ...change })
    }

    let token = isResumed ? known.resumptionToken : null
    let begunAt = isResumed ? known.begunAt : null
    let restarts = 0
    let n = 0
    for (;;) {
      const page = await client.listRecords(token === null ? first : { resumptionToken: token })
      if (page.error?.code === 'badResumptionToken' && token !== null && restarts < restartsAllowed) {
        order.progress('the repository has forgotten where we were: from the beginning of this list')
        restarts += 1
        token = null
        continue
      }
      if (page.error && page.error.code !== 'noRecordsMatch') {
        throw new Error(`${order.url} says ${page.error.code}: ${page.error.says}`)
      }
      begunAt ??= page.answeredAt
      await keep(page, { n, holdings, order, tally })
      n += page.records.length
      tally.tell(0)
      token = page.resumptionToken
      if (token === null) break
      await save({})
    }
    await save({ from: order.until === null ? begunAt : (known?.from ?? null), begunAt: null })
    return tally.totals()
  }

  interface Keeping {
    readonly n: number
    readonly holdings: Holdings
    readonly order: HarvestOrder
    readonly tally: ReturnType<typeof createImportTally>
  }

  async function keep(page: OaiPage, { n, holdings, order, tally }: Keeping): Promise<void> {
    const read: ReadRecord[] = []
    for (const [index, oai] of page.records.entries()) {
      const place = { n: n + index + 1, offset: 0 }
      const record = recordOf(oai, holdings)
      if (isProblem(record)) tally.refused({ ...place, controlNumber: oai.identifier }, record)
      else read.push({ ...place, record })
    }
    tally.stored(await deps.store.store(read, { source: order.source, file: null, isDryRun: order.isDryRun }))
  }

  return { harvest }
}

async function firstQuery(
  { prefix, set, from, until }: HarvestOrder,
  since: string | null,
  client: ReturnType<typeof createOaiClient>,
): Promise<Record<string, string>> {
  const start = from ?? since
  const isDay = start !== null && from === null && (await client.granularity()) === 'day'
  return {
    metadataPrefix: prefix,
    ...(set === null ? {} : { set }),
    ...(start === null ? {} : { from: isDay ? start.slice(0, 10) : start }),
    ...(until === null ? {} : { until }),
  }
}

/** A record is known by its identifier over there: a deleted one has nothing else. */
function recordOf({ identifier, isDeleted, metadata }: OaiRecord, holdings: Holdings): ImportedRecord | Problem {
  if (identifier === '') return problem('title.no_control_number')
  if (isDeleted) return { controlNumber: identifier, isDeleted, title: null, copies: [], problems: [] }
  const marc = metadata?.name === 'collection' ? childOf(metadata, 'record') : metadata
  if (marc?.name === 'record') {
    return recordOfMarc(marcRecordOf(marc), { dialect: null, holdings, controlNumber: identifier })
  }
  if (metadata?.name === 'dc') return recordOfDublinCore(identifier, metadata.children)
  return problem('title.no_title', { field: metadata?.name ?? 'metadata' })
}
