import type { Refusal } from '../../contract/common'
import { AppError, notFound, refused } from '../../domain/app-error'
import type { StaffWish } from '../../domain/override'
import type { Clock } from '../../infra/clock'
import { newId } from '../../infra/ids'
import { enterLane, enterLanes } from '../../infra/lanes'
import { transaction } from '../../infra/transaction'
import type { BookingRecord } from '../bookings/bookings.model'
import type { BookingReads } from '../bookings/booking-reads.service'
import { unitOf, type QueueService } from '../bookings/booking-queue.service'
import type { BookingsOnLending } from '../bookings/bookings-on-lending.service'
import type { BookingSteps } from '../bookings/booking-steps.service'
import type { CopiesService } from '../copies/copies.service'
import type { LoanRecord } from '../loans/loans.model'
import type { LoansService } from '../loans/loans.service'
import type { PassRecord } from '../passes/passes.model'
import { isSameScan } from '../passes/passes.rules'
import { usedUp, type PassesService } from '../passes/passes.service'
import type { PlacesService } from '../places/places.service'
import type { ReaderRecord } from '../readers/readers.model'
import type { ReadersService } from '../readers/readers.service'
import type { VisitEnds } from '../visits/visit-ends.service'
import { visitRequired } from '../visits/visits.rules'
import type { ReceiptItem, ReceiptRecord } from './desk.model'
import * as queries from './desk.queries'
import { isNothingNew } from './receipts.rules'

interface Deps {
  readonly clock: Clock
  readonly steps: BookingSteps
  readonly queue: QueueService
  readonly bookingsOnLending: BookingsOnLending
  readonly bookings: BookingReads
  readonly copies: CopiesService
  readonly loans: LoansService
  readonly passes: PassesService
  readonly readers: ReadersService
  readonly places: PlacesService
  readonly visits: Pick<VisitEnds, 'handedOver' | 'hasOpen'>
  /** P1: failed tries per desk. */
  readonly tries: {
    /** @throws `pass.too_many_tries` */
    readonly assertMayTry: (key: string, now: Date) => void
    readonly countFailure: (key: string, now: Date) => void
  }
}

interface Scan {
  readonly pass?: string | undefined
  readonly readerNumber?: string | undefined
  readonly pickupPointId: string
  readonly staff: StaffWish
}

/** Who is served by a scan. */
interface Holder {
  readonly reader: ReaderRecord
  /** `pass:<id>` or `reader:<id>`. */
  readonly scanned: string
  /** P3: somebody came for the reader with this pass. */
  readonly delegated: PassRecord | null
}

export interface HandedOver {
  readonly receipt: ReceiptRecord
  readonly reader: ReaderRecord
  readonly elsewhere: readonly BookingRecord[]
}

export type HandOverService = ReturnType<typeof createHandOverService>

/** How long a scan of a reader number at one desk counts as the same scan. */
const sameScanMs = 24 * 3_600_000

/**
 * Handing over at the desk: everything that is ready for the reader in one scan, with a result per book (V3, P2). A
 * delegated pass does the same for the bookings that it names, once (P3).
 */
export function createHandOverService(deps: Deps) {
  function handOver(scan: Scan): Promise<HandedOver> {
    return transaction(async () => {
      const holder = await identify(scan)
      await enterLanes((await readyFor(holder)).map(unitOf))
      const reader = await deps.readers.enter(holder.reader._id)
      const ready = await readyFor(holder)
      const here = ready.filter(({ pickupPointId }) => pickupPointId === scan.pickupPointId)
      const elsewhere = ready.filter(({ pickupPointId }) => pickupPointId !== scan.pickupPointId)
      const first = await firstReceipt(holder, scan, here)
      if (first) return { receipt: first, reader, elsewhere }
      const isUnannounced = await lacksVisit(reader._id, scan.pickupPointId)
      const items: ReceiptItem[] = []
      for (const booking of here) items.push(await handOverOne(booking, { holder, reader, scan, isUnannounced }))
      const receipt = await receiptFor(items, { scan, holder })
      if (holder.delegated) await useUp(holder.delegated, receipt, here)
      // a delegate goes through the named books only: the visit stays for what else is in it
      else await deps.visits.handedOver(reader._id, scan.pickupPointId)
      return { receipt, reader, elsewhere }
    })
  }

  async function identify(scan: Scan): Promise<Holder> {
    if (scan.readerNumber !== undefined) {
      const reader = await deps.readers.getByNumber(scan.readerNumber)
      return { reader, scanned: `reader:${reader._id}`, delegated: null }
    }
    const desk = `desk:${scan.pickupPointId}`
    deps.tries.assertMayTry(desk, deps.clock.now())
    try {
      const pass = await deps.passes.read(scan.pass ?? '')
      const reader = await deps.readers.get(pass.readerId)
      return { reader, scanned: `pass:${pass._id}`, delegated: pass.bookingIds === null ? null : pass }
    } catch (error) {
      if (error instanceof AppError) deps.tries.countFailure(desk, deps.clock.now())
      throw error
    }
  }

  async function readyFor({ reader, delegated }: Holder): Promise<BookingRecord[]> {
    const ready = await deps.bookings.listReadyOfReader(reader._id)
    return delegated ? ready.filter(({ _id }) => delegated.bookingIds?.includes(_id)) : ready
  }

  /** P3: a pass that has been used hands over nothing more; with nothing new, its receipt again. @throws `pass.used` */
  async function firstReceipt(
    { delegated }: Holder,
    { pickupPointId }: Scan,
    here: readonly BookingRecord[],
  ): Promise<ReceiptRecord | null> {
    if (!delegated?.usedAt) return null
    const receipt = await queries.findReceipt(delegated.receiptId ?? '')
    if (!receipt) throw usedUp(delegated.usedAt)
    const of = { pickupPointId: receipt.pickupPointId, bookingIds: receipt.items.map(({ bookingId }) => bookingId) }
    if (isSameScan({ receipt: of, pickupPointId, readyHere: here.map(({ _id }) => _id) })) return receipt
    throw usedUp(delegated.usedAt)
  }

  /** P3: used by the first scan that hands something over; another desk or a withdrawal may have been faster. */
  async function useUp(pass: PassRecord, receipt: ReceiptRecord, here: readonly BookingRecord[]): Promise<void> {
    const given = new Set(receipt.items.filter(({ result }) => result === 'handed_over').map((item) => item.bookingId))
    const [first] = here.filter(({ _id }) => given.has(_id))
    if (!first) return
    await deps.passes.use(pass, receipt)
    await deps.queue.tell(first, 'pass_used', { count: String(given.size) })
  }

  /** V1: the pickup point asks for a visit and the reader has none there. */
  async function lacksVisit(readerId: string, pickupPointId: string): Promise<boolean> {
    const point = (await deps.places.read()).pickupPoint(pickupPointId)
    return point.visits?.isRequired === true && !(await deps.visits.hasOpen(readerId, pickupPointId))
  }

  async function handOverOne(
    booking: BookingRecord,
    of: {
      readonly holder: Holder
      readonly reader: ReaderRecord
      readonly scan: Scan
      readonly isUnannounced: boolean
    },
  ): Promise<ReceiptItem> {
    const copy = await deps.copies.get(booking.copyId ?? '')
    const item = { bookingId: booking._id, titleId: booking.titleId, barcode: copy.barcode }
    const refuse = (refusals: readonly Refusal[]): ReceiptItem => ({
      ...item,
      result: 'refused',
      loanId: null,
      refusals: [...refusals],
    })
    const { staff } = of.scan
    const also = of.isUnannounced ? [visitRequired] : []
    const result = await deps.loans.tryLend({ reader: of.reader, copy, bookingId: booking._id, staff, also })
    if ('refusals' in result) return refuse(result.refusals)
    await deps.steps.take(booking, {
      action: 'collect',
      to: 'collected',
      actor: { by: 'staff', account: staff.account },
      byDelegate: of.holder.delegated !== null,
    })
    return { ...item, result: 'handed_over', loanId: result.loan._id, refusals: [] }
  }

  /** P2: nothing newly ready gives the first receipt again. */
  async function receiptFor(
    items: ReceiptItem[],
    { scan, holder }: { readonly scan: Scan; readonly holder: Holder },
  ): Promise<ReceiptRecord> {
    const now = deps.clock.now()
    const since = new Date(now.getTime() - sameScanMs)
    const last = await queries.findLastReceipt(holder.scanned, scan.pickupPointId, since)
    if (last && isNothingNew(items, last)) return last
    const receipt: ReceiptRecord = {
      _id: newId(),
      scanned: holder.scanned,
      pickupPointId: scan.pickupPointId,
      readerId: holder.reader._id,
      by: scan.staff.account,
      ...(holder.delegated ? { byDelegate: true as const } : {}),
      at: now,
      items,
    }
    await queries.insertReceipt(receipt)
    return receipt
  }

  /** Lends one copy that the reader has brought to the desk; the same scan again is the same loan (D2). @throws `loan.refused` */
  function checkOut(lending: {
    readonly readerNumber: string
    readonly barcode: string
    readonly staff: StaffWish
  }): Promise<LoanRecord> {
    return transaction(async () => {
      const reader = await deps.readers.getByNumber(lending.readerNumber)
      const seen = await deps.copies.getByBarcode(lending.barcode)
      const turn = await enterLane(unitOf(seen))
      const entered = await deps.readers.enter(reader._id)
      const copy = await deps.copies.getByBarcode(lending.barcode)
      const lent = (await deps.loans.listOpenOfReader(reader._id)).find(({ copyId }) => copyId === copy._id)
      if (lent) return lent
      const captured = await deps.bookings.findCapturedByCopy(copy._id)
      const own = captured?.readerId === reader._id && captured.status === 'ready' ? captured : null
      const result = await deps.loans.tryLend({
        reader: entered,
        copy,
        bookingId: own?._id ?? null,
        staff: lending.staff,
      })
      if ('refusals' in result) throw refused('loan.refused', result.refusals)
      const actor = { by: 'staff', account: lending.staff.account } as const
      await deps.bookingsOnLending({ copy, captured, readerId: reader._id, actor, turn })
      return result.loan
    })
  }

  /** B3 put back: to the front of its queue; the copy waits for a scan. */
  function putBack(bookingId: string, account: string): Promise<BookingRecord> {
    return transaction(async () => {
      const seen = await deps.bookings.find(bookingId)
      if (!seen) throw notFound()
      const turn = await enterLane(unitOf(seen))
      const booking = (await deps.bookings.find(bookingId)) ?? seen
      // D2: put back already, and perhaps given another copy since
      const last = booking.history.findLast(({ action }) => action !== 'assign')
      if (last?.action === 'put_back') return booking
      return deps.queue.putBack(booking, { by: 'staff', account }, turn)
    })
  }

  return { handOver, checkOut, putBack }
}
