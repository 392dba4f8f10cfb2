import { notFound, refused } from '../../domain/app-error'
import type { Clock } from '../../infra/clock'
import { enterLane } from '../../infra/lanes'
import { shortCode } from '../../infra/short-code'
import { transaction } from '../../infra/transaction'
import type { BookingReads } from '../bookings/booking-reads.service'
import { unitOf, type QueueService } from '../bookings/booking-queue.service'
import type { BookingsOnLending } from '../bookings/bookings-on-lending.service'
import type { BookingRecord } from '../bookings/bookings.model'
import type { CopyRecord } from '../copies/copies.model'
import type { CopiesService } from '../copies/copies.service'
import type { LoanRecord } from '../loans/loans.model'
import type { LoansService } from '../loans/loans.service'
import type { PlacesService } from '../places/places.service'
import type { ReadersService } from '../readers/readers.service'
import type { PlaceCodes } from './place-codes.service'
import { foldCode, gateCodeLength, placeRefusals } from './self-checkout.rules'

interface Deps {
  readonly clock: Clock
  readonly secret: string
  readonly codes: PlaceCodes
  readonly bookings: BookingReads
  readonly bookingsOnLending: BookingsOnLending
  readonly queue: QueueService
  readonly copies: CopiesService
  readonly loans: LoansService
  readonly places: PlacesService
  readonly readers: ReadersService
  /** Wrong place codes per reader. */
  readonly tries: {
    /** @throws `rate.limited` */
    readonly assertMayTry: (key: string, now: Date) => void
    readonly countFailure: (key: string, now: Date) => void
  }
}

interface Scan {
  readonly readerId: string
  readonly barcode: string
  readonly placeCode: string
}

/** The receipt of a loan that a reader has made alone. */
export interface ForTheGate {
  readonly loan: LoanRecord
  readonly roomId: string
  readonly code: string
}

export type SelfCheckoutService = ReturnType<typeof createSelfCheckoutService>

/** Borrowing at the shelf without a librarian (L6): the place code proves that the book is in the reader's hand there. */
export function createSelfCheckoutService(deps: Deps) {
  const { clock, codes } = deps

  /** The same scan again is the same loan, though the code on the wall has changed. @throws `loan.refused` with every reason */
  function checkOut(scan: Scan): Promise<LoanRecord> {
    deps.tries.assertMayTry(scan.readerId, clock.now())
    return transaction(async () => {
      const turn = await enterLane(unitOf(await deps.copies.getByBarcode(scan.barcode)))
      const reader = await deps.readers.enter(scan.readerId)
      const copy = await deps.copies.getByBarcode(scan.barcode)
      const lent = (await deps.loans.listOpenOfReader(reader._id)).find(({ copyId }) => copyId === copy._id)
      if (lent) return lent
      const captured = await deps.bookings.findCapturedByCopy(copy._id)
      const isOwn = captured?.readerId === reader._id && captured.status === 'ready'
      const room = await codes.roomOf(scan.placeCode)
      if (!room) deps.tries.countFailure(scan.readerId, clock.now())
      const result = await deps.loans.tryLend({
        reader,
        copy,
        bookingId: isOwn ? captured._id : null,
        staff: null,
        selfCheckout: room && { roomId: room._id },
        also: placeRefusals({
          roomBranchId: room?.branchId ?? null,
          copyBranchId: await whereIs(copy),
          isWaitedFor: await isWaitedFor(copy, reader._id),
        }),
      })
      if ('refusals' in result) throw refused('loan.refused', result.refusals)
      await deps.bookingsOnLending({ copy, captured, readerId: reader._id, actor: { by: 'reader' }, turn })
      return result.loan
    })
  }

  async function whereIs(copy: CopyRecord): Promise<string> {
    if (copy.pickupPointId === null) return copy.branchId
    return (await deps.places.read()).pickupPoint(copy.pickupPointId).branchId
  }

  /** A copy that is not booked on the shelf can stand there while others wait for it (B7): they come first. */
  async function isWaitedFor(copy: CopyRecord, readerId: string): Promise<boolean> {
    if (copy.status !== 'available') return false
    const next: BookingRecord | null = await deps.queue.nextFor(copy)
    return next !== null && next.readerId !== readerId
  }

  function forTheGate(loan: LoanRecord): ForTheGate | null {
    if (!loan.selfCheckout || loan.status !== 'open') return null
    return { loan, roomId: loan.selfCheckout.roomId, code: gateCode(loan) }
  }

  async function receiptOf(readerId: string, loanId: string): Promise<ForTheGate> {
    const [loan] = await deps.loans.listById([loanId])
    const receipt = loan?.readerId === readerId ? forTheGate(loan) : null
    if (!receipt) throw notFound()
    return receipt
  }

  /** The loan that the code of a receipt stands for, if the book that is shown with it is that one. */
  async function checkAtGate(barcode: string, code: string): Promise<LoanRecord | null> {
    const copy = await deps.copies.getByBarcode(barcode)
    const loan = await deps.loans.findOpenByCopy(copy._id)
    return loan?.selfCheckout && gateCode(loan) === foldCode(code) ? loan : null
  }

  function gateCode(loan: LoanRecord): string {
    return shortCode(deps.secret, `gate ${loan._id}`, gateCodeLength)
  }

  return { checkOut, forTheGate, receiptOf, checkAtGate }
}
