import type { Refusal } from '../../contract/common'
import { notFound, refused } from '../../domain/app-error'
import { cutPage, decodeDatePlace, encodeDatePlace } from '../../infra/cursor'
import { overrideRecord, weigh, type StaffWish } from '../../domain/override'
import type { Clock } from '../../infra/clock'
import { newId } from '../../infra/ids'
import { enterLane, enterLanes, type Unit } from '../../infra/lanes'
import { transaction } from '../../infra/transaction'
import type { CopyRecord } from '../copies/copies.model'
import type { CopiesService } from '../copies/copies.service'
import type { PlacesService } from '../places/places.service'
import type { ReaderRecord } from '../readers/readers.model'
import { blocksOf } from '../readers/readers.rules'
import type { ReadersService } from '../readers/readers.service'
import { dueDate, limitsFor, loanRuleFor, mayOweCents } from '../rules/rules.rules'
import type { RulesService } from '../rules/rules.service'
import type { LoanRecord } from './loans.model'
import * as queries from './loans.queries'
import { lendingRefusals, renewalRefusals } from './loans.rules'

interface Deps {
  readonly clock: Clock
  readonly zone: string
  readonly copies: CopiesService
  readonly readers: ReadersService
  readonly places: PlacesService
  readonly rules: RulesService
  /** Unsuspended bookings that wait for a unit. */
  readonly countWaiting: (unit: Unit) => Promise<number>
  /** What readers owe, in 分 (L5). */
  readonly owedBy: (readerIds: readonly string[]) => Promise<ReadonlyMap<string, number>>
}

interface Lending {
  readonly reader: ReaderRecord
  readonly copy: CopyRecord
  /** The booking that is collected with it. */
  readonly bookingId: string | null
  /** The librarian who lends; null when the reader does it alone. */
  readonly staff: StaffWish | null
  /** The room where the reader lends it alone (L6). */
  readonly selfCheckout?: LoanRecord['selfCheckout']
  /** What else says no. */
  readonly also?: readonly Refusal[]
}

interface StandingOfReader {
  readonly reader: ReaderRecord
  readonly openLoans: readonly LoanRecord[]
  readonly owedBy?: ReadonlyMap<string, number> | undefined
}

/** A card without an end, for a loan that is made although the card has expired. */
const endless = '9999-12-31'

type LendingResult = { readonly loan: LoanRecord } | { readonly refusals: readonly Refusal[] }
type RenewalResult = { readonly loan: LoanRecord; readonly refusals: readonly Refusal[] }

export type LoansService = ReturnType<typeof createLoansService>

/** Lending, renewing, taking back. Whoever lends or returns has entered the lane of the copy's unit. */
export function createLoansService(deps: Deps) {
  const { clock, zone } = deps

  /** What keeps this reader from booking or borrowing, given the open loans, and what many owe where it is known (L5). */
  function readerBlocks(
    reader: ReaderRecord,
    openLoans: readonly LoanRecord[],
    owedBy?: ReadonlyMap<string, number>,
  ): Promise<Refusal[]> {
    return blocksFor('borrow_or_book', { reader, openLoans, owedBy })
  }

  async function blocksFor(
    action: Parameters<typeof mayOweCents>[1],
    { reader, openLoans, owedBy }: StandingOfReader,
  ): Promise<Refusal[]> {
    const rules = await deps.rules.read()
    const limits = limitsFor(rules, reader.category)
    const owed = owedBy ?? (await deps.owedBy([reader._id]))
    return blocksOf({
      cardExpiresOn: reader.cardExpiresOn,
      blockedBecause: reader.blockedBecause,
      dueAt: openLoans.map((loan) => loan.dueAt),
      overdueGraceDays: limits.overdueGraceDays,
      owesCents: owed.get(reader._id) ?? 0,
      feeBlockCents: mayOweCents(limits, action),
      now: clock.now(),
      zone,
    })
  }

  /** Lends, or gives every reason why not; a refusal writes nothing, so that other books of the same scan go on (V3). */
  async function tryLend(lending: Lending): Promise<LendingResult> {
    const { reader, copy, bookingId, staff, selfCheckout = null, also = [] } = lending
    const rules = await deps.rules.read()
    const open = await queries.listOpenOfReader(reader._id)
    const refusals = lendingRefusals({
      readerBlocks: await readerBlocks(reader, open),
      openLoans: open.length,
      loanLimit: limitsFor(rules, reader.category).openLoans,
      copy,
      isForReader: bookingId !== null,
    })
    const weighed = weigh([...also, ...refusals], staff)
    if (weighed.standing.length > 0) return { refusals: weighed.standing }
    await deps.copies.move(copy, 'on_loan')
    const now = clock.now()
    const isCardIgnored = weighed.overridden.includes('reader.card_expired')
    const loan: LoanRecord = {
      _id: newId(),
      readerId: reader._id,
      titleId: copy.titleId,
      part: copy.part,
      copyId: copy._id,
      barcode: copy.barcode,
      branchId: copy.branchId,
      bookingId,
      status: 'open',
      lentAt: now,
      dueAt: await dueAtOf(isCardIgnored ? { ...reader, cardExpiresOn: endless } : reader, copy, now),
      returnedAt: null,
      lostAt: null,
      renewals: 0,
      recall: null,
      override: overrideRecord(staff, weighed, now),
      selfCheckout,
      chargedAt: null,
    }
    await queries.insertLoan(loan)
    return { loan }
  }

  async function dueAtOf(reader: ReaderRecord, copy: Pick<CopyRecord, 'loanType' | 'branchId'>, startedAt: Date) {
    const rules = await deps.rules.read()
    const places = await deps.places.read()
    return dueDate({
      now: clock.now(),
      zone,
      rule: loanRuleFor(rules, { category: reader.category, loanType: copy.loanType, branchId: copy.branchId }),
      rules,
      calendar: places.branch(copy.branchId).calendar,
      cardExpiresOn: reader.cardExpiresOn,
      startedAt,
    })
  }

  /** Ends the open loan of a copy, if there is one. `at`: when it was scanned, never in the future. */
  async function takeBack(copy: CopyRecord, at: Date): Promise<LoanRecord | null> {
    const loan = await queries.findOpenByCopy(copy._id)
    if (!loan) return null
    return queries.updateLoan(loan, { $set: { status: 'returned', returnedAt: at } })
  }

  /** L5: a loan of this reader that a fee is about to be recorded for, in the same transaction. @throws `resource.not_found` */
  async function enterForFee(loanId: string, readerId: string): Promise<LoanRecord> {
    const loan = await queries.markCharged(loanId, readerId, clock.now())
    if (!loan) throw notFound()
    return loan
  }

  /** L5. Null when it has moved on. */
  function endAsLost(loan: LoanRecord): Promise<LoanRecord | null> {
    return queries.updateLoan(loan, { $set: { status: 'lost', lostAt: clock.now() } })
  }

  /** The copy of a lost loan is here again: remembered on the loan, which stays ended. */
  async function noteFound(copyId: string, at: Date): Promise<LoanRecord | null> {
    const loan = await queries.findLostByCopy(copyId)
    return loan && queries.updateLoan(loan, { $set: { returnedAt: at } })
  }

  async function tryRenew(seen: LoanRecord, reader: ReaderRecord): Promise<RenewalResult> {
    const open = await queries.listOpenOfReader(reader._id)
    const loan = open.find(({ _id }) => _id === seen._id) ?? seen
    const copy = await deps.copies.get(loan.copyId)
    const rules = await deps.rules.read()
    const rule = loanRuleFor(rules, { category: reader.category, loanType: copy.loanType, branchId: copy.branchId })
    const newDueAt = await dueAtOf(reader, copy, loan.lentAt)
    const refusals = renewalRefusals({
      readerBlocks: await blocksFor('renew', { reader, openLoans: open }),
      isOpen: loan.status === 'open',
      dueAt: loan.dueAt,
      newDueAt,
      renewals: loan.renewals,
      renewalLimit: rule.renewals,
      waiting: await deps.countWaiting({ titleId: loan.titleId, part: loan.part }),
      renewableWhenWaitedFor: rule.renewableWhenWaitedFor,
      isRecalled: Boolean(loan.recall),
      now: clock.now(),
    })
    if (refusals.length > 0) return { loan, refusals }
    const renewed = await queries.updateLoan(loan, { $set: { dueAt: newDueAt }, $inc: { renewals: 1 } })
    return renewed ? { loan: renewed, refusals } : { loan, refusals: [{ code: 'loan.not_open', details: {} }] }
  }

  /** @throws `loan.refused` */
  function renew(readerId: string, loanId: string): Promise<LoanRecord> {
    return transaction(async () => {
      const loan = await getOwn(readerId, loanId)
      await enterLane(loan)
      const result = await tryRenew(loan, await deps.readers.enter(readerId))
      if (result.refusals.length > 0) throw refused('loan.refused', result.refusals)
      return result.loan
    })
  }

  /** Every open loan, with its own result. */
  function renewAll(readerId: string): Promise<RenewalResult[]> {
    return transaction(async () => {
      const loans = await queries.listOpenOfReader(readerId)
      await enterLanes(loans)
      const reader = await deps.readers.enter(readerId)
      const results: RenewalResult[] = []
      for (const loan of loans) results.push(await tryRenew(loan, reader))
      return results
    })
  }

  async function getOwn(readerId: string, loanId: string): Promise<LoanRecord> {
    const loan = await queries.findLoan(loanId)
    if (loan?.readerId !== readerId) throw notFound()
    return loan
  }

  async function list(
    readerId: string,
    page: { readonly state: 'open' | 'closed'; readonly limit: number; readonly cursor?: string | undefined },
  ) {
    const found = await queries.listOfReader(readerId, {
      state: page.state,
      limit: page.limit + 1,
      after: decodeDatePlace(page.cursor),
    })
    return cutPage(found, page.limit, ({ dueAt, _id }) => encodeDatePlace({ at: dueAt, id: _id }))
  }

  return {
    readerBlocks,
    tryLend,
    takeBack,
    enterForFee,
    endAsLost,
    noteFound,
    renew,
    renewAll,
    list,
    findOpenByCopy: queries.findOpenByCopy,
    listOpenOfReader: queries.listOpenOfReader,
    listOpenOfTitle: queries.listOpenOfTitle,
    listById: queries.listLoansById,
    listOpenOfReaders: queries.listOpenOfReaders,
    meanLoanDaysOf: queries.meanLoanDaysOf,
    listOfReader: queries.listOfReader,
    history: queries.history,
    lateHistory: queries.lateHistory,
    wholeHistory: queries.wholeHistory,
  }
}
