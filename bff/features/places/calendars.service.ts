import { branchCalendar, type BranchCalendar } from '../../contract/calendars'
import type { Refusal } from '../../contract/common'
import { AppError, notFound, refused } from '../../domain/app-error'
import type { LibrarianPrincipal } from '../../domain/principal'
import type { Clock } from '../../infra/clock'
import { afterCommit, transaction } from '../../infra/transaction'
import type { BookingFigures } from '../bookings/booking-figures.service'
import type { LoanFigures } from '../loans/loan-figures.service'
import type { LoanView, ViewLoans } from '../loans/loan-views.service'
import type { LoansService } from '../loans/loans.service'
import type { BookingExample, BookingExamples } from '../rules/booking-examples.service'
import type { RuleChangeRecord } from '../rules/rule-changes.model'
import { calendarChangesBetween, type RuleChange } from '../rules/rule-changes.rules'
import type { RuleHistory } from '../rules/rule-history.service'
import { exampleCount, onClosedDays, type Tally } from '../rules/rules-preview.rules'
import { calendarProblemsOf } from './calendars.rules'
import type { BranchRecord } from './places.model'
import * as queries from './places.queries'
import type { PlacesService } from './places.service'

interface Deps {
  readonly clock: Clock
  readonly zone: string
  readonly places: PlacesService
  readonly history: RuleHistory
  readonly loans: Pick<LoansService, 'listById'>
  readonly viewLoans: ViewLoans
  readonly loanFigures: LoanFigures
  readonly bookingFigures: BookingFigures
  readonly bookingExamples: BookingExamples
}

export interface EditedCalendar {
  readonly branch: BranchRecord
  readonly version: number
  /** The change that made it; null: nobody's. */
  readonly lastChange: RuleChangeRecord | null
}

export type ReadyBookingView = BookingExample & { readonly pickupDeadline: Date }

export interface CalendarPreview {
  readonly refusals: readonly Refusal[]
  readonly changes: readonly RuleChange[]
  readonly touches: {
    readonly loans: { readonly count: number; readonly examples: readonly LoanView[] }
    readonly readyBookings: { readonly count: number; readonly examples: readonly ReadyBookingView[] }
  } | null
}

export type CalendarsService = ReturnType<typeof createCalendarsService>

/**
 * Librarians change the hours of a branch (L4): a whole calendar replaces the one that was on the screen. Dates that are
 * stored stay as they are; the preview tells which of them would fall on a closed day.
 */
export function createCalendarsService(deps: Deps) {
  async function read(branchId: string): Promise<EditedCalendar> {
    const branch = await queries.findBranch(branchId)
    if (!branch) throw notFound()
    const version = branch.calendarVersion ?? 0
    return { branch, version, lastChange: await deps.history.find({ kind: 'calendar', branchId, version }) }
  }

  async function preview(branchId: string, after: BranchCalendar): Promise<CalendarPreview> {
    const { branch } = await read(branchId)
    const refusals = calendarProblemsOf(after)
    const changes = calendarChangesBetween(branch.calendar, after)
    if (refusals.length > 0) return { refusals, changes, touches: null }
    const sets = { before: branch.calendar, after }
    const when = { from: deps.clock.now(), zone: deps.zone, examples: exampleCount }
    const due = await deps.loanFigures.heapByDueDay({ branchIds: [branchId], ...when })
    const points = (await deps.places.read()).pickupPoints.filter((point) => point.branchId === branchId)
    const pickupPointIds = points.map(({ _id }) => _id)
    const deadlines = await deps.bookingFigures.heapByDeadlineDay({ pickupPointIds, ...when })
    return {
      refusals,
      changes,
      touches: {
        loans: await withLoans(onClosedDays(due, sets)),
        readyBookings: await withBookings(onClosedDays(deadlines, sets)),
      },
    }
  }

  async function withLoans({ count, ids }: Tally) {
    const byId = new Map((await deps.loans.listById(ids)).map((loan) => [loan._id, loan]))
    return { count, examples: await deps.viewLoans(ids.flatMap((id) => byId.get(id) ?? [])) }
  }

  async function withBookings({ count, ids }: Tally) {
    const examples = (await deps.bookingExamples(ids)).flatMap((booking): ReadyBookingView[] => {
      const { pickupDeadline } = booking
      return pickupDeadline ? [{ ...booking, pickupDeadline }] : []
    })
    return { count, examples }
  }

  /** @throws `calendar.stale`, `calendar.refused` */
  function apply(
    librarian: LibrarianPrincipal,
    wish: { readonly branchId: string; readonly calendar: BranchCalendar; readonly version: number },
  ): Promise<EditedCalendar> {
    return transaction(async () => {
      const { branch } = await currentAt(wish.branchId, wish.version)
      const refusals = calendarProblemsOf(wish.calendar)
      if (refusals.length > 0) throw refused('calendar.refused', refusals)
      if (calendarChangesBetween(branch.calendar, wish.calendar).length > 0) {
        await put(librarian, branch, { calendar: wish.calendar, action: 'applied' })
      }
      return read(wish.branchId)
    })
  }

  /** @throws `calendar.stale`, `rules.nothing_to_undo` */
  function revert(librarian: LibrarianPrincipal, branchId: string, version: number): Promise<EditedCalendar> {
    return transaction(async () => {
      const { branch, lastChange } = await currentAt(branchId, version)
      if (!lastChange) throw new AppError('rules.nothing_to_undo')
      await put(librarian, branch, { calendar: branchCalendar.parse(lastChange.before), action: 'undone' })
      return read(branchId)
    })
  }

  async function currentAt(branchId: string, version: number): Promise<EditedCalendar> {
    const current = await read(branchId)
    if (current.version !== version) throw new AppError('calendar.stale', { version: current.version })
    return current
  }

  async function put(
    librarian: LibrarianPrincipal,
    branch: BranchRecord,
    next: { readonly calendar: BranchCalendar; readonly action: RuleChangeRecord['action'] },
  ): Promise<void> {
    const before = branch.calendarVersion ?? 0
    const stepped = await queries.replaceCalendar(branch._id, next.calendar, before)
    if (!stepped) throw new AppError('calendar.stale')
    await deps.history.record(librarian, {
      kind: 'calendar',
      branchId: branch._id,
      version: before + 1,
      action: next.action,
      before: branch.calendar,
      after: next.calendar,
    })
    afterCommit(deps.places.forget)
  }

  return { read, preview, apply, revert }
}
