import type { z } from 'zod'
import type { Refusal } from '../../contract/common'
import type * as contract from '../../contract/desk'
import { readerOf } from '../../domain/of-reader'
import { inLanguage, type Language } from '../../domain/language'
import type { BookingRecord } from '../bookings/bookings.model'
import type { CopyRecord } from '../copies/copies.model'
import { presentBooking } from '../bookings/bookings.presenter'
import type { BookingView } from '../bookings/booking-views.service'
import { presentLoanForStaff } from '../loans/loans.presenter'
import type { LoanView } from '../loans/loan-views.service'
import type { Places } from '../places/places.service'
import type { ReaderRecord } from '../readers/readers.model'
import type { TitleRecord } from '../titles/titles.model'
import { presentTitleReferenceOrGone } from '../titles/titles.presenter'
import type { CheckedIn } from './check-in.service'
import type { HandedOver } from './hand-over.service'
import type { Shelf } from './shelf.service'

type CheckInAnswer = z.input<typeof contract.checkIn.response>
type ShelfAnswer = z.input<typeof contract.listShelf.response>
type HandOverAnswer = z.input<typeof contract.handOver.response>

interface CheckInView {
  readonly checkedIn: CheckedIn
  readonly title: TitleRecord | undefined
  readonly booking: BookingView | undefined
  readonly reader: ReaderRecord | undefined
  readonly loan: LoanView | undefined
  readonly places: Places
}

const lockerFull: Refusal = { code: 'locker.full', details: {}, remedy: 'scan_again_later' }

export function presentCheckIn(view: CheckInView, language: Language): CheckInAnswer {
  const { copy, fee, outcome, toPointId, toBranchId, clockAheadAt } = view.checkedIn
  const to =
    toPointId === null
      ? toBranchId === null
        ? null
        : view.places.branch(toBranchId)
      : view.places.pickupPoint(toPointId)
  return {
    outcome,
    title: presentTitleReferenceOrGone(view.title, copy.titleId),
    copy: { barcode: copy.barcode, callNumber: copy.callNumber, floor: copy.floor, area: copy.area },
    ...(view.booking && view.reader
      ? {
          booking: {
            ...presentBooking(view.booking, language),
            reader: { number: view.reader.number, name: view.reader.name },
          },
        }
      : {}),
    ...(view.loan ? { loan: presentLoanForStaff(view.loan, language) } : {}),
    ...(copy.compartment ? { compartment: copy.compartment } : {}),
    ...(outcome === 'keep_at_desk' ? { refusals: [lockerFull] } : {}),
    ...(fee ? { fee: { id: fee._id, amountCents: fee.amountCents, status: fee.status } } : {}),
    ...(clockAheadAt ? { clock: { code: 'scan.clock_ahead' as const, taken: clockAheadAt.toISOString() } } : {}),
    ...(to ? { to: { id: to._id, name: inLanguage(to.name, language) } } : {}),
  }
}

interface HandOverView {
  readonly handedOver: HandedOver
  readonly titles: ReadonlyMap<string, TitleRecord>
  readonly loans: ReadonlyMap<string, LoanView>
  readonly places: Places
}

export function presentHandOver(view: HandOverView, language: Language): HandOverAnswer {
  const { receipt, reader, elsewhere } = view.handedOver
  return {
    receiptId: receipt._id,
    reader: { number: reader.number, name: reader.name },
    collectedBy: receipt.byDelegate ? 'delegate' : 'reader',
    at: receipt.at.toISOString(),
    items: receipt.items.map((item) => {
      const loan = item.loanId === null ? undefined : view.loans.get(item.loanId)
      return {
        bookingId: item.bookingId,
        title: presentTitleReferenceOrGone(view.titles.get(item.titleId), item.titleId),
        barcode: item.barcode,
        result: item.result,
        ...(loan ? { loan: presentLoanForStaff(loan, language) } : {}),
        ...(item.refusals.length > 0 ? { refusals: item.refusals } : {}),
      }
    }),
    elsewhere: elsewhere.map((booking: BookingRecord) => {
      const point = view.places.pickupPoint(booking.pickupPointId)
      return {
        bookingId: booking._id,
        title: presentTitleReferenceOrGone(view.titles.get(booking.titleId), booking.titleId),
        pickupPoint: { id: point._id, name: inLanguage(point.name, language) },
      }
    }),
  }
}

export function presentShelf({ ready, toClear, copies, titles, readers, next }: Shelf): ShelfAnswer {
  return {
    ready: ready.map((booking) => {
      const { number = '', name = '' } = readers.get(readerOf(booking)) ?? {}
      return {
        bookingId: booking._id,
        title: presentTitleReferenceOrGone(titles.get(booking.titleId), booking.titleId),
        barcode: booking.shelf?.barcode ?? '',
        reader: { number, name },
        pickupDeadline: (booking.pickupDeadline ?? booking.placedAt).toISOString(),
        ...compartmentOf(copies.get(booking.copyId ?? '')),
      }
    }),
    toClear: toClear.map((copy) => ({
      title: presentTitleReferenceOrGone(titles.get(copy.titleId), copy.titleId),
      barcode: copy.barcode,
      callNumber: copy.callNumber,
      ...compartmentOf(copy),
    })),
    ...(next === undefined ? {} : { next }),
  }
}

function compartmentOf(copy: CopyRecord | undefined): { compartment?: string } {
  return copy?.compartment ? { compartment: copy.compartment } : {}
}
