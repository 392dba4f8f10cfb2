import type { createBookingReads } from './features/bookings/booking-reads.service'
import type { ConsultationGroupsService } from './features/consultation-groups/consultation-groups.service'
import { createReceiptsService } from './features/desk/receipts.service'
import type { FeesService } from './features/fees/fees.service'
import type { LoansService } from './features/loans/loans.service'
import type { MessagesService } from './features/messages/messages.service'
import type { PassesService } from './features/passes/passes.service'
import { createForgettingService } from './features/privacy/forgetting.service'
import { createOwnDataService } from './features/privacy/own-data.service'
import { createPrivacyService } from './features/privacy/privacy.service'
import type { PurchaseSuggestionsService } from './features/purchase-suggestions/purchase-suggestions.service'
import { createReaderAccountsService } from './features/reader-accounts/reader-accounts.service'
import type { ReadersService } from './features/readers/readers.service'
import type { LibraryService } from './features/rules/library.service'
import type { RulesService } from './features/rules/rules.service'
import type { SessionService } from './features/session/session.service'
import type { VisitsService } from './features/visits/visits.service'
import type { Clock } from './infra/clock'

interface Parts {
  readonly clock: Clock
  readonly library: LibraryService
  readonly rules: RulesService
  readonly readers: ReadersService
  readonly bookingReads: ReturnType<typeof createBookingReads>
  readonly loans: LoansService
  readonly fees: FeesService
  readonly messages: MessagesService
  readonly visits: VisitsService
  readonly purchaseSuggestions: PurchaseSuggestionsService
  readonly consultationGroups: ConsultationGroupsService
  readonly passes: PassesService
  readonly sessions: SessionService
}

/** What readers decide about, and may see of, what is kept on them (X1). */
export function createPrivacy({ bookingReads, ...parts }: Parts) {
  const receipts = createReceiptsService()
  const all = { ...parts, bookings: bookingReads, receipts }
  const readerAccounts = createReaderAccountsService(all)
  const forgetting = createForgettingService(all)
  const privacy = createPrivacyService({ ...all, forgetting })
  return {
    readerAccounts,
    forgetting,
    privacy,
    gatherOwnData: createOwnDataService({ ...all, privacy, readerAccounts }),
  }
}
