import type { MessageTemplate } from '../../contract/messages'
import { readerOf, readersOf } from '../../domain/of-reader'
import type { Clock } from '../../infra/clock'
import { laneOf, type Unit } from '../../infra/lanes'
import { isComing } from '../copies/copies.rules'
import type { CopiesService } from '../copies/copies.service'
import type { CopyRecord } from '../copies/copies.model'
import type { MessagesService } from '../messages/messages.service'
import type { PlacesService } from '../places/places.service'
import type { ReaderRecord } from '../readers/readers.model'
import type { ReadersService } from '../readers/readers.service'
import { loanRuleFor } from '../rules/rules.rules'
import type { RulesService } from '../rules/rules.service'
import type { TitleReferences } from '../titles/titles.service'
import type { LoanRecord } from './loans.model'
import * as queries from './loans.queries'
import { loansToRecall, recalledLoan, type ShorterLoan } from './recalls.rules'

interface Deps {
  readonly clock: Clock
  readonly zone: string
  readonly copies: CopiesService
  readonly readers: ReadersService
  readonly places: PlacesService
  readonly rules: RulesService
  readonly titles: TitleReferences
  readonly messages: MessagesService
  /** Unsuspended bookings that wait, by unit. */
  readonly countQueues: (titleIds: readonly string[]) => Promise<readonly (Unit & { readonly queue: number })[]>
}

/** A booking that begins to wait. */
interface Newcomer {
  readonly unit: Unit
  readonly requestedCopyId: string | null
}

export type RecallsService = ReturnType<typeof createRecallsService>

/**
 * Recalls (L3): a growing queue brings the due date of a loan forward, an empty one gives it back. The borrower is told
 * once of either, in the transaction of the booking. Whoever calls has entered the lanes of the units, so that a loan is
 * never recalled while it is being returned or renewed.
 */
export function createRecallsService(deps: Deps) {
  const { clock, zone } = deps

  /** For bookings that have just been stored in their queues; a handful of reads however many they are. */
  async function recallFor(newcomers: readonly Newcomer[]): Promise<void> {
    const { loans: loanRules } = await deps.rules.read()
    if (newcomers.length === 0 || !loanRules.some(({ recallable }) => recallable === true)) return
    const titleIds = [...new Set(newcomers.map(({ unit }) => unit.titleId))]
    const open = await queries.listOpenOfTitles(titleIds)
    if (open.length === 0) return
    const copies = await deps.copies.listOfTitles(titleIds)
    const readers = await deps.readers.byId(readersOf(open))
    const queues = new Map((await deps.countQueues(titleIds)).map((row) => [laneOf(row), row.queue]))
    for (const lane of new Set(newcomers.map(({ unit }) => laneOf(unit)))) {
      const isHere = (of: Unit) => laneOf(of) === lane
      const here = copies.filter(isHere)
      const chosen = loansToRecall({
        newcomers: newcomers.filter(({ unit }) => isHere(unit)).map(({ requestedCopyId }) => requestedCopyId),
        waiting: queues.get(lane) ?? 0,
        coming: here.filter(isComing).length,
        loans: await Promise.all(open.filter(isHere).map((loan) => candidate(loan, here, readers))),
      })
      for (const { loan, shorter } of chosen) if (shorter) await recall(loan, shorter)
    }
  }

  async function candidate(
    loan: LoanRecord,
    copies: readonly CopyRecord[],
    readers: ReadonlyMap<string, ReaderRecord>,
  ) {
    const copy = copies.find(({ _id }) => _id === loan.copyId)
    const reader = readers.get(readerOf(loan))
    const shorter = copy && reader ? await shorterLoan(loan, copy, reader) : null
    return { loan, copyId: loan.copyId, dueAt: loan.dueAt, isRecalled: Boolean(loan.recall), shorter }
  }

  async function shorterLoan(loan: LoanRecord, copy: CopyRecord, reader: ReaderRecord): Promise<ShorterLoan | null> {
    const rules = await deps.rules.read()
    const places = await deps.places.read()
    const rule = loanRuleFor(rules, { category: reader.category, loanType: copy.loanType, branchId: copy.branchId })
    if (rule.recallable !== true) return null
    return recalledLoan({
      now: clock.now(),
      zone,
      lentAt: loan.lentAt,
      dueAt: loan.dueAt,
      guaranteedDays: rule.guaranteedDays,
      noticeDays: rule.recallNoticeDays ?? 0,
      calendar: places.branch(copy.branchId).calendar,
      strategy: rule.closedDayStrategy,
    })
  }

  async function recall(loan: LoanRecord, { dueAt, guaranteedUntil }: ShorterLoan): Promise<void> {
    const change = { dueAt, recall: { at: clock.now(), dueBefore: loan.dueAt, guaranteedUntil } }
    const recalled = await queries.updateLoan(loan, { $set: change })
    if (recalled) await tell(recalled, 'loan_recalled')
  }

  /** Nobody waits any more: the date before the recall holds again where it still lies ahead. */
  async function liftUnwanted(unit: Unit): Promise<void> {
    const recalled = await queries.listRecalledOfUnit(unit)
    if (recalled.length === 0) return
    const queues = await deps.countQueues([unit.titleId])
    if (queues.some((row) => laneOf(row) === laneOf(unit) && row.queue > 0)) return
    for (const loan of recalled) {
      const dueBefore = loan.recall?.dueBefore
      if (!dueBefore || dueBefore <= clock.now()) continue
      const lifted = await queries.updateLoan(loan, { $set: { dueAt: dueBefore, recall: null } })
      if (lifted) await tell(lifted, 'loan_recall_lifted')
    }
  }

  async function tell(loan: LoanRecord, template: MessageTemplate): Promise<void> {
    const [title] = await deps.titles.references([loan.titleId])
    await deps.messages.tell({
      readerId: readerOf(loan),
      template,
      loanId: loan._id,
      details: {
        title: title?.title ?? '',
        ...(loan.part === null ? {} : { part: loan.part }),
        dueAt: loan.dueAt.toISOString(),
      },
    })
  }

  /** Null when the loan has ended. */
  async function isRecalled(loanId: string): Promise<boolean | null> {
    const loan = await queries.findLoan(loanId)
    return loan?.status === 'open' ? Boolean(loan.recall) : null
  }

  return { recallFor, liftUnwanted, isRecalled }
}
