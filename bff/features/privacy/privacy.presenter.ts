import type { z } from 'zod'
import type * as contract from '../../contract/privacy'
import { inLanguage, type Language } from '../../domain/language'
import { presentBooking } from '../bookings/bookings.presenter'
import type { BookingView } from '../bookings/booking-views.service'
import type { GroupJoin } from '../consultation-groups/consultation-groups.service'
import type { ReceiptRecord } from '../desk/desk.model'
import { presentFee } from '../fees/fees.presenter'
import { presentLoan } from '../loans/loans.presenter'
import type { LoanView } from '../loans/loan-views.service'
import { presentMessage } from '../messages/messages.presenter'
import type { Places } from '../places/places.service'
import { presentSuggestion } from '../purchase-suggestions/purchase-suggestions.presenter'
import type { StaffAccessRecord } from '../reader-accounts/reader-accounts.model'
import type { ReaderRecord } from '../readers/readers.model'
import type { TitleRecord } from '../titles/titles.model'
import { presentTitleReferenceOrGone } from '../titles/titles.presenter'
import type { VisitView } from '../visits/visit-views.service'
import { presentVisit } from '../visits/visits.presenter'
import type { OwnData } from './own-data.service'
import type { Privacy } from './privacy.service'

type PrivacyAnswer = z.input<typeof contract.getPrivacy.response>
type AccountViewAnswer = z.input<typeof contract.listAccountViews.response>['items'][number]
type OwnDataAnswer = z.input<typeof contract.getOwnData.response>

export function presentPrivacy({ keepsHistory, changedAt, historyDays, lateLoanDays }: Privacy): PrivacyAnswer {
  return { ...presentConsents({ keepsHistory, changedAt }), historyDays, lateLoanDays }
}

function presentConsents({ keepsHistory, changedAt }: Pick<Privacy, 'keepsHistory' | 'changedAt'>) {
  return { keepsHistory, ...(changedAt === null ? {} : { changedAt: changedAt.toISOString() }) }
}

const reasonOf: Readonly<Record<string, AccountViewAnswer['reason']>> = {
  'GET /desk/readers/:number': 'reader_account',
  'GET /desk/titles/:id/queue': 'queue',
  'POST /desk/bookings/:id/priority': 'queue',
}

/** An operation that is not known any more was some other one. */
export function presentAccountView(
  { _id, at, by, operation }: StaffAccessRecord,
  names: ReadonlyMap<string, string>,
): AccountViewAnswer {
  return {
    id: _id,
    at: at.toISOString(),
    by: { account: by, name: names.get(by) ?? by },
    reason: reasonOf[operation] ?? 'other',
  }
}

interface OwnDataView {
  readonly data: OwnData
  readonly bookings: readonly BookingView[]
  readonly loans: readonly LoanView[]
  readonly visits: readonly VisitView[]
  /** Of receipts and fees. */
  readonly titles: ReadonlyMap<string, TitleRecord>
  readonly names: ReadonlyMap<string, string>
  readonly places: Places
  readonly madeAt: Date
}

export function presentOwnData(view: OwnDataView, language: Language): OwnDataAnswer {
  const { data, names, titles } = view
  const { binding } = data
  return {
    madeAt: view.madeAt.toISOString(),
    profile: presentProfile(data.reader),
    ...(binding ? { wechat: { openid: binding._id, boundAt: binding.boundAt.toISOString() } } : {}),
    consents: presentConsents(data.privacy),
    bookings: view.bookings.map((booking) => presentBooking(booking, language)),
    loans: view.loans.map((loan) => presentLoan(loan, language)),
    visits: view.visits.map((visit) => presentVisit(visit, language)),
    messages: data.messages.map((message) => presentMessage(message, language)),
    receipts: data.receipts.map((receipt) => presentReceipt(receipt, view, language)),
    fees: data.fees.map((fee) => presentFee(fee, titles.get(fee.titleId ?? ''))),
    purchaseSuggestions: data.purchaseSuggestions.map(presentSuggestion),
    consultationGroups: data.groupJoins.map((join) => presentJoin(join, language)),
    accountViews: data.accountViews.map((access) => presentAccountView(access, names)),
    incomplete: [...data.incomplete],
  }
}

function presentProfile(reader: ReaderRecord): OwnDataAnswer['profile'] {
  return {
    number: reader.number,
    name: reader.name,
    category: reader.category,
    ...(reader.department === null ? {} : { department: reader.department }),
    cardExpiresOn: reader.cardExpiresOn,
    ...(reader.blockedBecause === null ? {} : { blockedBecause: reader.blockedBecause }),
  }
}

function presentJoin({ group, at, isWaiting }: GroupJoin, language: Language) {
  return {
    group: { id: group._id, name: inLanguage(group.name, language) },
    outcome: isWaiting ? ('waiting' as const) : ('code' as const),
    at: at.toISOString(),
  }
}

function presentReceipt(
  receipt: ReceiptRecord,
  { places, titles }: Pick<OwnDataView, 'places' | 'titles'>,
  language: Language,
): OwnDataAnswer['receipts'][number] {
  const point = places.pickupPoint(receipt.pickupPointId)
  return {
    id: receipt._id,
    at: receipt.at.toISOString(),
    pickupPoint: { id: point._id, name: inLanguage(point.name, language) },
    collectedBy: receipt.byDelegate ? 'delegate' : 'reader',
    items: receipt.items.map(({ bookingId, titleId, barcode, result }) => ({
      bookingId,
      title: presentTitleReferenceOrGone(titles.get(titleId), titleId),
      barcode,
      result,
    })),
  }
}
