import { AppError } from '../../domain/app-error'
import type { Problem } from '../../domain/import-problem'
import type { Clock } from '../../infra/clock'
import { isDuplicateKey } from '../../infra/mongo'
import type { CopiesService } from '../copies/copies.service'
import type { TitlesService } from '../titles/titles.service'
import { planRecord, titleIdOf, type Plan, type ReadRecord, type Result } from './import-plans.service'
import type { ImportShelf } from './import-shelf.service'

interface Deps {
  readonly clock: Clock
  readonly titles: TitlesService
  readonly copies: CopiesService
  readonly shelf: ImportShelf
}

export interface Outcome {
  readonly n: number
  readonly offset: number
  readonly controlNumber: string
  readonly result: Result
  readonly problems: readonly Problem[]
}

export interface StoreOptions {
  readonly source: string
  /** Fingerprint of the file; null for a harvest. */
  readonly file: string | null
  readonly isDryRun: boolean
}

export type ImportStore = ReturnType<typeof createImportStore>

/**
 * Writes what was read. A title is known by its source and control number, a copy by its barcode. All is compared before
 * it is written, so that importing a file twice writes nothing the second time, and a batch that was cut off by a power
 * failure is simply done again.
 */
export function createImportStore(deps: Deps) {
  /** @returns what became of each record, in their order */
  async function store(batch: readonly ReadRecord[], options: StoreOptions): Promise<Outcome[]> {
    const outcomes: Outcome[] = []
    for (const group of distinctGroups(batch)) outcomes.push(...(await storeGroup(group, options)))
    return outcomes
  }

  /** Again when a barcode has just been taken, or a copy moved on, between the comparing and the writing. */
  async function storeGroup(group: readonly ReadRecord[], options: StoreOptions, tries = 3): Promise<Outcome[]> {
    try {
      return await storeOnce(group, options)
    } catch (error) {
      const hasMovedOn = isDuplicateKey(error) || (error instanceof AppError && error.code === 'copy.state_conflict')
      if (!hasMovedOn || tries === 1) throw error
      return storeGroup(group, options, tries - 1)
    }
  }

  async function storeOnce(group: readonly ReadRecord[], options: StoreOptions): Promise<Outcome[]> {
    const plans = await planAll(group, options)
    if (!options.isDryRun) await write(plans)
    const outcomes: Outcome[] = []
    for (const plan of plans) outcomes.push({ ...placeOf(plan), ...(await conclude(plan, options)) })
    return outcomes
  }

  async function planAll(group: readonly ReadRecord[], { source, file }: StoreOptions): Promise<Plan[]> {
    const ids = group.map(({ record }) => titleIdOf(source, record.controlNumber))
    const barcodes = group.flatMap(({ record }) => record.copies.map(({ barcode }) => barcode))
    const states = await deps.titles.listImportStates(ids)
    const found = barcodes.length === 0 ? [] : await deps.copies.listByBarcode(barcodes)
    const stateOf = new Map(states.map((state) => [state._id, state]))
    const copies = new Map(found.map((copy) => [copy.barcode, copy]))
    const now = deps.clock.now()
    return group.map((read, index) => {
      const plan = planRecord(read, { state: stateOf.get(ids[index] ?? ''), copies, source, file, now })
      // what an earlier record of this batch takes is taken for the later ones
      for (const copy of plan.added) copies.set(copy.barcode, copy)
      return plan
    })
  }

  /** Copies before their titles: a title that can be found can be booked, and has its copies by then. */
  async function write(plans: readonly Plan[]): Promise<void> {
    const isUnseen = ({ isKnown, changes }: Plan) => !isKnown && changes.length === 0
    await deps.copies.insertUnseen(plans.filter(isUnseen).flatMap(({ added }) => added))
    await deps.shelf.settle(plans.filter((plan) => !isUnseen(plan)))
    await deps.titles.insertImported(plans.flatMap(({ title, isKnown }) => (title && !isKnown ? [title] : [])))
    await deps.titles.writeImported(plans.flatMap(({ title, isKnown }) => (title && isKnown ? [title] : [])))
  }

  async function conclude(plan: Plan, { isDryRun }: StoreOptions): Promise<Pick<Outcome, 'result' | 'problems'>> {
    const { result, problems } = plan
    if (result !== 'deleted') return { result, problems }
    const hindrance = await deps.shelf.removeTitle(plan.titleId, { isDryRun })
    return hindrance ? { result: 'failed', problems: [hindrance] } : { result, problems }
  }

  return { store }
}

function placeOf({ read }: Plan) {
  return { n: read.n, offset: read.offset, controlNumber: read.record.controlNumber }
}

/** Cut where a title comes a second time, because the second record must see what the first has made. */
function distinctGroups(batch: readonly ReadRecord[]): ReadRecord[][] {
  const groups: ReadRecord[][] = []
  let seen = new Set<string>()
  for (const read of batch) {
    const { controlNumber } = read.record
    if (groups.length === 0 || seen.has(controlNumber)) {
      groups.push([])
      seen = new Set()
    }
    seen.add(controlNumber)
    groups.at(-1)?.push(read)
  }
  return groups
}
