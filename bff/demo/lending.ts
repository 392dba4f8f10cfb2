import { addDays, dayOf, endOfDay } from '../domain/calendar'
import type { Day } from '../domain/calendar'
import { recalledLoan } from '../features/loans/recalls.rules'
import { dueDate, loanRuleFor } from '../features/rules/rules.rules'
import type { PlannedCopy } from './copies'
import type { PlannedLoan } from './loans'
import { branchOf, openDayAgo } from './pages'
import type { Stage } from './pages'
import { instantOf, someTime, timeZone } from './moment'
import type { Moment } from './moment'

/** Days: what was lent then came back before any loan that is out now began. */
export const longAgo = 150

interface Lending {
  readonly account: string
  readonly copy: PlannedCopy
  /** When it was lent; a short loan counts at most its own period. */
  readonly daysAgo: number
  /** Exactly when, for a book handed over for a booking. */
  readonly lentAt?: Moment
  readonly bookingId?: string
  /** When somebody began to wait for it. */
  readonly recalledAt?: Moment
}

/** Lends a copy from the shelf; whoever has had it longer than the period has renewed it once. */
export function lendCopy(stage: Stage, lending: Lending): void {
  const { account, copy } = lending
  const { loanDays, daysAgo } = periodOf(stage, lending)
  const lentAt = lending.lentAt ?? openMoment(stage, copy.branchId, daysAgo)
  const isRenewed = daysAgo > loanDays
  const renewedAt = isRenewed ? { day: addDays(lentAt.day, loanDays - 2), time: '20:15' } : undefined
  stage.ledger.lend({
    account,
    barcode: copy.barcode,
    lentAt,
    renewals: isRenewed ? 1 : 0,
    ...(renewedAt === undefined ? {} : { renewedAt }),
    ...recalledBy(stage, lending, {
      lentAt,
      dueOn: dueOf(stage, { account, copy, lentAt, from: renewedAt ?? lentAt }),
    }),
    ...(lending.bookingId === undefined ? {} : { bookingId: lending.bookingId }),
  })
}

/** What a recall makes of the due date (L3). */
function recalledBy(
  stage: Stage,
  { account, copy, recalledAt }: Lending,
  { lentAt, dueOn }: { readonly lentAt: Moment; readonly dueOn: Day },
): Pick<PlannedLoan, 'dueOn' | 'recall'> {
  if (recalledAt === undefined) return { dueOn }
  const { guaranteedDays, recallNoticeDays = 0, closedDayStrategy } = ruleOf(stage, account, copy)
  const shorter = recalledLoan({
    now: instantOf(recalledAt),
    zone: timeZone,
    lentAt: instantOf(lentAt),
    dueAt: endOfDay(dueOn, timeZone),
    guaranteedDays,
    noticeDays: recallNoticeDays,
    calendar: branchOf(stage, copy.branchId).calendar,
    strategy: closedDayStrategy,
  })
  if (shorter === null) return { dueOn }
  const guaranteedUntil = dayOf(shorter.guaranteedUntil, timeZone)
  return { dueOn: dayOf(shorter.dueAt, timeZone), recall: { at: recalledAt, dueBefore: dueOn, guaranteedUntil } }
}

/** A loan that was due at least some days ago and is still out. */
export function lendOverdue(stage: Stage, lending: Omit<Lending, 'daysAgo'>, daysOverdue: number): void {
  const { account, copy } = lending
  const { loanDays } = ruleOf(stage, account, copy)
  // loans of a vacation are due late: go back until one is due in time
  for (let daysAgo = loanDays + daysOverdue; ; daysAgo++) {
    const lentAt = openMoment(stage, copy.branchId, daysAgo)
    const dueOn = dueOf(stage, { account, copy, lentAt, from: lentAt })
    if (dueOn > addDays(stage.today, -daysOverdue)) continue
    stage.ledger.lend({ account, barcode: copy.barcode, lentAt, renewals: 0, dueOn })
    return
  }
}

/** A loan that has come back; only of readers who keep their history (X1). */
export function lendReturned(stage: Stage, lending: Lending): void {
  const { account, copy, daysAgo } = lending
  const { loanDays } = ruleOf(stage, account, copy)
  const lentAt = openMoment(stage, copy.branchId, daysAgo)
  const kept = stage.random.between(1, Math.min(loanDays, daysAgo) - 1)
  stage.ledger.lend({
    account,
    barcode: copy.barcode,
    lentAt,
    renewals: 0,
    dueOn: dueOf(stage, { account, copy, lentAt, from: lentAt }),
    returnedAt: { day: addDays(lentAt.day, kept), time: someTime(stage.random, 9, 21) },
  })
}

function periodOf(stage: Stage, { account, copy, daysAgo }: Lending) {
  const { loanDays } = ruleOf(stage, account, copy)
  const longest = copy.loanType === 'short' ? loanDays - 1 : loanDays + Math.floor(loanDays / 2)
  return { loanDays, daysAgo: Math.min(daysAgo, longest) }
}

function openMoment(stage: Stage, branchId: string, daysAgo: number): Moment {
  return { day: openDayAgo(stage, branchId, Math.max(1, daysAgo)), time: someTime(stage.random, 10, 17) }
}

function ruleOf(stage: Stage, account: string, copy: PlannedCopy) {
  const { category } = stage.ledger.reader(account)
  return loanRuleFor(stage.rules, { category, loanType: copy.loanType, branchId: copy.branchId })
}

function dueOf(
  stage: Stage,
  loan: { readonly account: string; readonly copy: PlannedCopy; readonly lentAt: Moment; readonly from: Moment },
): Day {
  const due = dueDate({
    now: instantOf(loan.from),
    startedAt: instantOf(loan.lentAt),
    zone: timeZone,
    rule: ruleOf(stage, loan.account, loan.copy),
    rules: stage.rules,
    calendar: branchOf(stage, loan.copy.branchId).calendar,
    cardExpiresOn: stage.ledger.reader(loan.account).cardExpiresOn,
  })
  return dayOf(due, timeZone)
}
