import type { CopyStatus } from '../../contract/copies'
import { AppError } from '../../domain/app-error'
import type { Clock } from '../../infra/clock'
import { enterLane } from '../../infra/lanes'
import { transaction } from '../../infra/transaction'
import type { BookingRecord } from '../bookings/bookings.model'
import type { BookingReads } from '../bookings/booking-reads.service'
import { unitOf, type QueueService } from '../bookings/booking-queue.service'
import type { CopyRecord } from '../copies/copies.model'
import type { CopiesService } from '../copies/copies.service'
import type { TransitsService } from '../copies/transits.service'
import type { FeeRecord } from '../fees/fees.model'
import type { LostBooksService } from '../fees/lost-books.service'
import type { LoanRecord } from '../loans/loans.model'
import type { LoansService } from '../loans/loans.service'
import type { PlacesService } from '../places/places.service'
import { isOvertaken, notBefore, scanTimeOf } from './scan-time.rules'

interface Deps {
  readonly clock: Clock
  readonly copies: CopiesService
  readonly transits: TransitsService
  readonly loans: LoansService
  readonly lostBooks: LostBooksService
  readonly queue: QueueService
  readonly places: PlacesService
  readonly bookings: BookingReads
}

interface Scan {
  readonly barcode: string
  readonly pickupPointId: string
  readonly account: string
  /** When the book was in hand, if the desk had no network then (D3). */
  readonly scannedAt: Date | null
}

/** Where a book goes next. `toPointId`, `toBranchId`: where to carry it. */
export interface CheckedIn {
  readonly outcome: 'shelve_for_pickup' | 'send' | 'reshelve' | 'quarantine' | 'keep_at_desk'
  readonly copy: CopyRecord
  readonly booking: BookingRecord | null
  readonly loan: LoanRecord | null
  /** The replacement of a lost book that has come back. */
  readonly fee: FeeRecord | null
  readonly toPointId: string | null
  readonly toBranchId: string | null
  /** The phone's clock is ahead: the time that was taken for the scan instead (D3). */
  readonly clockAheadAt: Date | null
}

/** A scan with the time that the library takes for it. */
type TimedScan = Scan & { readonly at: Date }

type Settled = Omit<CheckedIn, 'loan' | 'fee' | 'clockAheadAt'>

export type CheckInService = ReturnType<typeof createCheckInService>

/** Copies that no scan brings back. */
const gone = new Set<CopyStatus>(['withdrawn', 'on_order'])

/**
 * The one check-in table (D1): a return, a book fetched from the shelf, an arrival from another branch and a book to
 * clear are the same scan, and the same scan twice gives the same outcome (D2).
 */
export function createCheckInService(deps: Deps) {
  /** @throws `copy.state_conflict` for a scan that something has overtaken (D3), or a copy that no scan brings back */
  function checkIn(made: Scan): Promise<CheckedIn> {
    const { at, isClockAhead } = scanTimeOf({ scannedAt: made.scannedAt, now: deps.clock.now() })
    const scan = { ...made, at }
    return transaction(async () => {
      const seen = await deps.copies.getByBarcode(scan.barcode)
      await enterLane(unitOf(seen))
      const copy = await deps.copies.getByBarcode(scan.barcode)
      if (gone.has(copy.status) || (copy.scannedAt && isOvertaken(at, copy.scannedAt))) throw conflict(copy)
      const places = await deps.places.read()
      const here = places.pickupPoint(scan.pickupPointId)
      const about = { clockAheadAt: isClockAhead ? at : null }
      if (isInQuarantine(copy)) return { ...stayInQuarantine(copy), ...about }
      const ended = { ...(await endLoan(copy, at)), ...about }
      await deps.copies.noteScan(copy, at)
      const captured = await deps.bookings.findCapturedByCopy(copy._id)
      if (captured) return { ...(await arrive(captured, copy, scan)), ...ended }
      return { ...(await settle(copy, scan, here.branchId)), ...ended }
    })
  }

  async function endLoan(copy: CopyRecord, at: Date): Promise<Pick<CheckedIn, 'loan' | 'fee'>> {
    if (copy.status === 'on_loan') return { loan: await takeBack(copy, at), fee: null }
    return copy.status === 'lost' ? deps.lostBooks.found(copy, at) : { loan: null, fee: null }
  }

  /** The copy already belongs to a booking: it has been fetched, or it arrives. */
  async function arrive(booking: BookingRecord, copy: CopyRecord, scan: TimedScan): Promise<Settled> {
    const isHere = booking.pickupPointId === scan.pickupPointId
    const isSettled = booking.status === 'ready' || (booking.status === 'in_transit' && !isHere)
    const after = isSettled ? booking : await deps.queue.capture(booking, copy, captureOf(scan))
    return outcomeFor(after, await deps.copies.get(copy._id), isHere)
  }

  /** Nobody has this copy: the next in the queue gets it, else it goes home. */
  async function settle(copy: CopyRecord, scan: TimedScan, branchId: string): Promise<Settled> {
    const next = await deps.queue.nextFor(copy, branchId)
    if (next) {
      const booking = await deps.queue.capture(next, copy, captureOf(scan))
      return outcomeFor(booking, await deps.copies.get(copy._id), booking.pickupPointId === scan.pickupPointId)
    }
    const isHome = copy.branchId === branchId
    const road = { fromBranchId: branchId, to: { branchId: copy.branchId }, since: scan.at }
    const moved = isHome ? await deps.copies.move(copy, 'available') : await deps.transits.send(copy, road)
    return {
      outcome: isHome ? 'reshelve' : 'send',
      copy: moved,
      booking: null,
      toPointId: null,
      toBranchId: copy.branchId,
    }
  }

  /** D3: a scan that was made before the book was lent again no longer applies. */
  async function takeBack(copy: CopyRecord, at: Date): Promise<LoanRecord | null> {
    const loan = await deps.loans.findOpenByCopy(copy._id)
    if (!loan) return null
    if (isOvertaken(at, loan.lentAt)) throw conflict(copy)
    return deps.loans.takeBack(copy, notBefore(at, loan.lentAt))
  }

  function isInQuarantine({ status, quarantinedUntil }: CopyRecord): boolean {
    return status === 'quarantined' && quarantinedUntil !== null && quarantinedUntil > deps.clock.now()
  }

  return { checkIn }
}

function stayInQuarantine(copy: CopyRecord): Omit<CheckedIn, 'clockAheadAt'> {
  return {
    outcome: 'quarantine',
    copy,
    booking: null,
    loan: null,
    fee: null,
    toPointId: null,
    toBranchId: copy.branchId,
  }
}

function outcomeFor(booking: BookingRecord, copy: CopyRecord, isHere: boolean): Settled {
  return {
    // V4: captured here, but not in a compartment
    outcome: !isHere ? 'send' : booking.status === 'ready' ? 'shelve_for_pickup' : 'keep_at_desk',
    copy,
    booking,
    toPointId: booking.pickupPointId,
    toBranchId: null,
  }
}

function captureOf({ pickupPointId, account, at }: TimedScan) {
  return { pickupPointId, actor: { by: 'staff', account }, at } as const
}

function conflict({ barcode, status }: CopyRecord): AppError {
  return new AppError('copy.state_conflict', { barcode, status })
}
