import type { ownDataLists } from '../../contract/privacy'
import type { BookingRecord } from '../bookings/bookings.model'
import type { BookingReads } from '../bookings/booking-reads.service'
import type { ReceiptRecord } from '../desk/desk.model'
import type { ReceiptsService } from '../desk/receipts.service'
import type { ConsultationGroupsService, GroupJoin } from '../consultation-groups/consultation-groups.service'
import type { FeeRecord } from '../fees/fees.model'
import type { FeesService } from '../fees/fees.service'
import type { LoanRecord } from '../loans/loans.model'
import type { LoansService } from '../loans/loans.service'
import type { MessageRecord } from '../messages/messages.model'
import type { MessagesService } from '../messages/messages.service'
import type { PurchaseSuggestionRecord } from '../purchase-suggestions/purchase-suggestions.model'
import type { PurchaseSuggestionsService } from '../purchase-suggestions/purchase-suggestions.service'
import type { StaffAccessRecord } from '../reader-accounts/reader-accounts.model'
import type { ReaderAccountsService } from '../reader-accounts/reader-accounts.service'
import type { ReaderRecord } from '../readers/readers.model'
import type { ReadersService } from '../readers/readers.service'
import type { IdentityRecord } from '../session/session.model'
import type { SessionService } from '../session/session.service'
import type { VisitRecord } from '../visits/visits.model'
import type { VisitsService } from '../visits/visits.service'
import type { Privacy, PrivacyService } from './privacy.service'

interface Deps {
  readonly readers: Pick<ReadersService, 'get'>
  readonly privacy: Pick<PrivacyService, 'of'>
  readonly sessions: Pick<SessionService, 'findBinding' | 'accountsOf'>
  readonly bookings: Pick<BookingReads, 'listOfReader'>
  readonly loans: Pick<LoansService, 'listOfReader'>
  readonly visits: Pick<VisitsService, 'listOfReader'>
  readonly messages: Pick<MessagesService, 'listOfReader'>
  readonly receipts: Pick<ReceiptsService, 'listOfReader'>
  readonly fees: Pick<FeesService, 'listAllOfReader'>
  readonly purchaseSuggestions: Pick<PurchaseSuggestionsService, 'listAllOfReader'>
  readonly consultationGroups: Pick<ConsultationGroupsService, 'listJoinsOf'>
  readonly readerAccounts: Pick<ReaderAccountsService, 'listViews'>
}

type ListName = (typeof ownDataLists)[number]

export interface OwnData {
  readonly reader: ReaderRecord
  readonly binding: IdentityRecord | null
  readonly privacy: Privacy
  readonly bookings: readonly BookingRecord[]
  readonly loans: readonly LoanRecord[]
  readonly visits: readonly VisitRecord[]
  readonly messages: readonly MessageRecord[]
  readonly receipts: readonly ReceiptRecord[]
  readonly fees: readonly FeeRecord[]
  readonly purchaseSuggestions: readonly PurchaseSuggestionRecord[]
  readonly groupJoins: readonly GroupJoin[]
  readonly accountViews: readonly StaffAccessRecord[]
  readonly incomplete: readonly ListName[]
}

/** So much of each list at most: many years of a keen reader, and still one document that a phone can open. */
const listedAtMost = 1000

export type OwnDataService = ReturnType<typeof createOwnDataService>

/** Everything that the library keeps on a reader, for that reader (X1). */
export function createOwnDataService(deps: Deps) {
  return async function gather(readerId: string): Promise<OwnData> {
    const limit = listedAtMost + 1
    const open = { state: 'open', limit, before: null, after: null } as const
    const closed = { ...open, state: 'closed' } as const
    const incomplete: ListName[] = []
    const cut = <T>(name: ListName, found: readonly T[]): readonly T[] => {
      if (found.length > listedAtMost) incomplete.push(name)
      return found.slice(0, listedAtMost)
    }
    const { bookings, loans } = deps
    const views = await deps.readerAccounts.listViews(readerId, { limit })
    const reader = await deps.readers.get(readerId)
    return {
      reader,
      binding: await deps.sessions.findBinding(readerId),
      privacy: await deps.privacy.of(readerId),
      bookings: cut('bookings', [
        ...(await bookings.listOfReader(readerId, open)),
        ...(await bookings.listOfReader(readerId, closed)),
      ]),
      loans: cut('loans', [
        ...(await loans.listOfReader(readerId, open)),
        ...(await loans.listOfReader(readerId, closed)),
      ]),
      visits: cut('visits', await deps.visits.listOfReader(readerId, { ...open, state: null })),
      messages: cut('messages', await deps.messages.listOfReader(readerId, open)),
      receipts: cut('receipts', await deps.receipts.listOfReader(readerId, limit)),
      fees: cut('fees', await deps.fees.listAllOfReader(readerId, limit)),
      purchaseSuggestions: cut('purchaseSuggestions', await deps.purchaseSuggestions.listAllOfReader(readerId, limit)),
      groupJoins: await deps.consultationGroups.listJoinsOf(await deps.sessions.accountsOf(reader)),
      accountViews: cut('accountViews', views.items),
      incomplete,
    }
  }
}
