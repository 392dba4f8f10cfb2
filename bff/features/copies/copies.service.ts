import { AppError, notFound } from '../../domain/app-error'
import type { CopyStatus } from '../../contract/copies'
import { afterCommit, holdInThisProcess } from '../../infra/transaction'
import type { CopyRecord, TransitRecord } from './copies.model'
import * as queries from './copies.queries'

export type CopiesService = ReturnType<typeof createCopiesService>

interface Deps {
  /** Told when a title's availability may have changed, so that this process shows it without waiting for the change stream. */
  readonly onChange: (titleId: string) => void
}

/** Copies and their one status. Whoever moves a copy has entered the lane of its title. */
export function createCopiesService(deps: Deps) {
  async function get(id: string): Promise<CopyRecord> {
    const copy = await queries.findCopy(id)
    if (!copy) throw notFound()
    return copy
  }

  /** @throws `copy.unknown_barcode` */
  async function getByBarcode(barcode: string): Promise<CopyRecord> {
    const copy = await queries.findCopyByBarcode(barcode)
    if (!copy) throw new AppError('copy.unknown_barcode', { barcode })
    return copy
  }

  /**
   * Changes the status of a copy that is still as the caller saw it.
   * @param at the pickup point where it lies or goes to; null for its own shelf, a reader's hands or nowhere
   * @param compartment of the locker at that pickup point (V4); wherever it goes without one, the compartment is free again
   * @throws `copy.state_conflict` when it has moved on
   */
  async function move(
    copy: CopyRecord,
    status: CopyStatus,
    to: {
      readonly at?: string | null
      readonly until?: Date
      readonly compartment?: string | null
      readonly transit?: TransitRecord
    } = {},
  ): Promise<CopyRecord> {
    const moved = await queries.moveCopy(copy._id, copy.status, {
      status,
      pickupPointId: to.at ?? null,
      quarantinedUntil: to.until ?? null,
      compartment: to.compartment ?? null,
      transit: to.transit ?? null,
    })
    if (!moved) throw new AppError('copy.state_conflict', { barcode: copy.barcode })
    afterCommit(() => {
      deps.onChange(copy.titleId)
    })
    return moved
  }

  /**
   * V4: the compartment for the next book. Held until the commit, so that two scans do not reach for the same one.
   * @returns `any` where nobody counts compartments; null when all are occupied
   */
  async function findCompartment(
    point: { readonly _id: string; readonly compartments?: readonly string[] },
    copy: CopyRecord,
  ) {
    if (!point.compartments) return 'any' as const
    // cleared for one reader and wanted by the next one here: it stays where it lies
    if (copy.compartment && copy.pickupPointId === point._id) return { label: copy.compartment }
    await holdInThisProcess([`compartments ${point._id}`])
    const occupied = new Set(await queries.listOccupiedCompartments(point._id))
    const label = point.compartments.find((candidate) => !occupied.has(candidate))
    return label === undefined ? null : { label }
  }

  /** Takes copies that stand on the shelf for the bookings they are assigned to. @throws `copy.state_conflict` */
  async function page(available: readonly CopyRecord[]): Promise<void> {
    if (available.length === 0) return
    const paged = await queries.pageCopies(available.map(({ _id }) => _id))
    if (paged !== available.length) throw new AppError('copy.state_conflict')
    afterCommit(() => {
      for (const { titleId } of available) deps.onChange(titleId)
    })
  }

  /** B16: books that lay ready lie there for nobody now, until the desk scans them. @throws `copy.state_conflict` */
  async function markToClear(ready: readonly CopyRecord[]): Promise<void> {
    if (ready.length === 0) return
    const marked = await queries.markToClear(ready.map(({ _id }) => _id))
    if (marked !== ready.length) throw new AppError('copy.state_conflict')
    afterCommit(() => {
      for (const { titleId } of ready) deps.onChange(titleId)
    })
  }

  async function byId(ids: readonly string[]): Promise<ReadonlyMap<string, CopyRecord>> {
    const copies = await queries.listCopiesById([...new Set(ids)])
    return new Map(copies.map((copy) => [copy._id, copy]))
  }

  /**
   * Describes copies anew, as a catalogue has them. Whoever does has entered the lanes of their titles.
   * @throws `copy.state_conflict` when one has moved on
   */
  async function describe(descriptions: readonly queries.CopyDescription[]): Promise<void> {
    const described = await queries.describeCopies(descriptions)
    if (described !== descriptions.length) throw new AppError('copy.state_conflict')
  }

  /** A desk has it in hand. */
  function noteScan(copy: CopyRecord, at: Date): Promise<void> {
    return queries.noteScan(copy._id, at)
  }

  return {
    get,
    noteScan,
    getByBarcode,
    move,
    page,
    markToClear,
    findCompartment,
    listOfTitles: queries.listCopiesOfTitles,
    byId,
    describe,
    insert: queries.insertCopies,
    insertUnseen: queries.insertUnseenCopies,
    listByBarcode: queries.listCopiesByBarcode,
    listOfUnit: queries.listCopiesOfUnit,
    listOfTitle: queries.listCopiesOfTitle,
    listAlongShelf: queries.listAlongShelf,
    countByTitle: queries.countCopies,
    listToClear: queries.listToClear,
    listEndedQuarantines: queries.listEndedQuarantines,
  }
}
