import type { ReaderAccount } from '../../contract/reader-accounts'
import type { Language } from '../../domain/language'
import { presentBookingForStaff } from '../bookings/bookings.presenter'
import type { BookingView } from '../bookings/booking-views.service'
import { presentFee } from '../fees/fees.presenter'
import type { LoanView } from '../loans/loan-views.service'
import { presentLoanForStaff } from '../loans/loans.presenter'
import type { TitleRecord } from '../titles/titles.model'
import type { AccountOfReader } from './reader-accounts.service'

interface AccountView {
  readonly account: AccountOfReader
  readonly bookings: readonly BookingView[]
  readonly loans: readonly LoanView[]
  readonly titles: ReadonlyMap<string, TitleRecord>
}

export function presentReaderAccount(view: AccountView, language: Language): ReaderAccount {
  const { reader, blocks, limits, fees, openCents } = view.account
  return {
    reader: {
      number: reader.number,
      name: reader.name,
      category: reader.category,
      ...(reader.department === null ? {} : { department: reader.department }),
      cardExpiresOn: reader.cardExpiresOn,
    },
    blocks: [...blocks],
    limits: {
      bookings: { limit: limits.bookings, open: view.bookings.length },
      loans: { limit: limits.loans, open: view.loans.length },
    },
    bookings: view.bookings.map((booking) => presentBookingForStaff(booking, language)),
    loans: view.loans.map((loan) => presentLoanForStaff(loan, language)),
    fees: fees.map((fee) => presentFee(fee, view.titles.get(fee.titleId ?? ''))),
    openCents,
  }
}
