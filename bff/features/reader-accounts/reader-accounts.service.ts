import { notFound } from '../../domain/app-error'
import type { Clock } from '../../infra/clock'
import { cutPage, decodeDatePlace, encodeDatePlace } from '../../infra/cursor'
import { newId } from '../../infra/ids'
import type { Refusal } from '../../contract/common'
import type { BookingReads } from '../bookings/booking-reads.service'
import type { BookingRecord } from '../bookings/bookings.model'
import type { FeeRecord } from '../fees/fees.model'
import type { FeesService } from '../fees/fees.service'
import type { LoanRecord } from '../loans/loans.model'
import type { LoansService } from '../loans/loans.service'
import type { ReaderRecord } from '../readers/readers.model'
import type { ReadersService } from '../readers/readers.service'
import type { LibraryService } from '../rules/library.service'
import { limitsFor } from '../rules/rules.rules'
import type { RulesService } from '../rules/rules.service'
import * as queries from './reader-accounts.queries'

interface Deps {
  readonly clock: Clock
  readonly readers: ReadersService
  readonly loans: LoansService
  readonly fees: FeesService
  readonly bookings: BookingReads
  readonly rules: RulesService
  readonly library: LibraryService
}

export interface AccountOfReader {
  readonly reader: ReaderRecord
  readonly blocks: readonly Refusal[]
  readonly limits: { readonly bookings: number; readonly loans: number }
  readonly bookings: readonly BookingRecord[]
  readonly loans: readonly LoanRecord[]
  readonly fees: readonly FeeRecord[]
  readonly openCents: number
}

interface Why {
  /** The account of the librarian. */
  readonly by: string
  /** Why: the operation that needed it. */
  readonly operation: string
}

interface Look extends Why {
  readonly number: string
}

const dayMs = 24 * 3_600_000

export type ReaderAccountsService = ReturnType<typeof createReaderAccountsService>

/** What the desk sees of a reader. Nobody looks unseen: the record is written before the answer (X1). */
export function createReaderAccountsService(deps: Deps) {
  async function look({ number, by, operation }: Look): Promise<AccountOfReader> {
    const reader = await deps.readers.findByNumber(number)
    if (!reader) throw notFound()
    await recordSeen([reader._id], { by, operation })
    const [loans, bookings, fees, openCents, rules] = await Promise.all([
      deps.loans.listOpenOfReader(reader._id),
      deps.bookings.listOpenOfReader(reader._id),
      deps.fees.listUnsettled(reader._id),
      deps.fees.owes(reader._id),
      deps.rules.read(),
    ])
    const limits = limitsFor(rules, reader.category)
    return {
      reader,
      blocks: await deps.loans.readerBlocks(reader, loans),
      limits: { bookings: limits.openBookings, loans: limits.openLoans },
      bookings,
      loans,
      fees,
      openCents,
    }
  }

  /** X1: a librarian is about to see who these readers are. Each is recorded once, all of them in one write. */
  async function recordSeen(readerIds: readonly string[], { by, operation }: Why): Promise<void> {
    const at = deps.clock.now()
    const { staffAccessDays } = await deps.library.read()
    const expiresAt = new Date(at.getTime() + staffAccessDays * dayMs)
    const seen = [...new Set(readerIds)]
    await queries.insertAccesses(seen.map((readerId) => ({ _id: newId(), by, readerId, operation, at, expiresAt })))
  }

  /** X1: who of the staff looked at this reader, the last one first. */
  async function listViews(readerId: string, page: { readonly limit: number; readonly cursor?: string | undefined }) {
    const before = decodeDatePlace(page.cursor)
    const found = await queries.listAccesses(readerId, { limit: page.limit + 1, before })
    return cutPage(found, page.limit, ({ at, _id }) => encodeDatePlace({ at, id: _id }))
  }

  return { look, recordSeen, listViews }
}
