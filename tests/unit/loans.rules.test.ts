import { copyStatuses } from '../../bff/contract/copies'
import type { Refusal } from '../../bff/contract/common'
import { readerCategories } from '../../bff/contract/session'
import { circulationRulesAround } from '../../bff/demo/circulation-rules'
import { addDays, dayOf, daysBetween } from '../../bff/domain/calendar'
import { lendingRefusals, renewalRefusals } from '../../bff/features/loans/loans.rules'
import { dueDate, loanRuleFor } from '../../bff/features/rules/rules.rules'
import { alwaysOpen } from '../support/opening-hours'

const zone = 'Asia/Shanghai'
const blocked: Refusal = { code: 'reader.blocked', details: { reason: '证件挂失' }, remedy: 'ask_the_desk' }
const overdue: Refusal = { code: 'reader.overdue', details: { count: 1 }, remedy: 'return_overdue_books' }
const codes = (refusals: readonly Refusal[]) => refusals.map(({ code }) => code)

interface Borrowing {
  readonly loanType: 'normal' | 'short'
  readonly lentOn: string
  readonly hasVacations?: boolean
}

/** The lending rules of Tsinghua, as the demo library has them. */
function tsinghua({ loanType, lentOn, hasVacations = false }: Borrowing) {
  const told = circulationRulesAround(lentOn)
  const rules = hasVacations ? told : { ...told, vacations: [] }
  const rule = loanRuleFor(rules, { category: 'undergraduate', loanType, branchId: 'main' })
  const dueAsked = (today: string) =>
    dueDate({
      now: new Date(`${today}T02:00:00Z`),
      startedAt: new Date(`${lentOn}T02:00:00Z`),
      zone,
      rule,
      rules,
      calendar: alwaysOpen,
      cardExpiresOn: '2030-06-30',
    })
  return { rule, dueAsked }
}

/** Renews every so many days until the rules say no. */
function renewing(borrowing: Borrowing, everyDays: number) {
  const { rule, dueAsked } = tsinghua(borrowing)
  const { lentOn } = borrowing
  const dues = [dueAsked(lentOn)]
  for (;;) {
    const today = addDays(lentOn, everyDays * dues.length)
    const refusals = renewalRefusals({
      ...renewable,
      now: new Date(`${today}T02:00:00Z`),
      dueAt: dues.at(-1) ?? new Date(NaN),
      newDueAt: dueAsked(today),
      renewals: dues.length - 1,
      renewalLimit: rule.renewals,
    })
    if (refusals.length > 0) {
      return { days: dues.map((due) => daysBetween(lentOn, dayOf(due, zone))), refusals: codes(refusals) }
    }
    dues.push(dueAsked(today))
  }
}

const renewable = {
  readerBlocks: [],
  isOpen: true,
  now: new Date('2026-03-10T02:00:00Z'),
  dueAt: new Date('2026-04-01T15:59:59Z'),
  newDueAt: new Date('2026-04-09T15:59:59Z'),
  renewals: 0,
  renewalLimit: 3,
  waiting: 0,
  renewableWhenWaitedFor: false,
  isRecalled: false,
} as const

const lendable = {
  readerBlocks: [],
  openLoans: 0,
  loanLimit: 10,
  copy: { loanType: 'normal', status: 'available' },
  isForReader: false,
} as const

describe('the Tsinghua example (L1, L2)', () => {
  it.each([
    ['eight weeks, and eight more on each last day: 224 days in all', 'normal', 56, [56, 112, 168, 224]],
    ['eight more weeks from the day of renewal, not from the old date', 'normal', 40, [56, 96, 136, 176]],
    ['a short loan for a week, and one more on each last day: 28 days in all', 'short', 7, [7, 14, 21, 28]],
    ['a short loan renewed early gains only the days from then on', 'short', 3, [7, 10, 13, 16]],
  ] as const)('%s', (_promise, loanType, everyDays, days) => {
    expect(renewing({ loanType, lentOn: '2026-10-12' }, everyDays)).toEqual({ days, refusals: ['loan.cap_reached'] })
  })

  it('all loans of the summer are due on one day of September, whenever they were lent', () => {
    const summer = ['2026-07-05', '2026-07-10', '2026-07-31', '2026-08-15', '2026-08-31']
    const dues = summer.map((lentOn) => tsinghua({ loanType: 'normal', lentOn, hasVacations: true }).dueAsked(lentOn))
    expect(dues.map((due) => dayOf(due, zone))).toEqual(summer.map(() => '2026-09-15'))
  })

  it.each(readerCategories)('a short loan is a week for every reader: %s', (category) => {
    const rules = circulationRulesAround('2026-10-12')
    expect(loanRuleFor(rules, { category, loanType: 'short', branchId: 'main' }).loanDays).toBe(7)
  })
})

describe('why a loan cannot be renewed (L3)', () => {
  it.each<[why: string, change: Partial<Parameters<typeof renewalRefusals>[0]>, refusals: string[]]>([
    ['nothing is in the way', {}, []],
    ['it is due in this very second', { now: renewable.dueAt }, []],
    ['it is a second late', { now: new Date(renewable.dueAt.getTime() + 1000) }, ['loan.overdue']],
    ['somebody waits', { waiting: 1 }, ['loan.waited_for']],
    ['somebody waits, but the rule lets it be renewed', { waiting: 1, renewableWhenWaitedFor: true }, []],
    ['it is the last renewal that is allowed', { renewals: 2 }, []],
    ['it was renewed as often as is allowed', { renewals: 3 }, ['loan.cap_reached']],
    ['it would not gain a day', { newDueAt: renewable.dueAt }, ['loan.cap_reached']],
    ['it would lose days', { newDueAt: new Date('2026-03-20T15:59:59Z') }, ['loan.cap_reached']],
    ['the reader is blocked', { readerBlocks: [blocked] }, ['reader.blocked']],
    [
      'it is recalled, though a loan may be renewed while somebody waits',
      { isRecalled: true, renewableWhenWaitedFor: true },
      ['loan.waited_for'],
    ],
    ['another of the reader’s loans is overdue, which blocks bookings only', { readerBlocks: [overdue] }, []],
    ['it was brought back: nothing else matters then', { isOpen: false, waiting: 3, renewals: 9 }, ['loan.not_open']],
    [
      'everything at once',
      { readerBlocks: [blocked, overdue], now: new Date('2026-04-02T00:00:00Z'), waiting: 2, renewals: 3 },
      ['reader.blocked', 'loan.overdue', 'loan.waited_for', 'loan.cap_reached'],
    ],
  ])('%s', (_why, change, refusals) => {
    expect(codes(renewalRefusals({ ...renewable, ...change }))).toEqual(refusals)
  })
})

describe('why a copy cannot be lent (C1, L1)', () => {
  const isForOther = ['paged', 'ready', 'in_transit']
  const stranger = copyStatuses.map((status) => {
    const refusals = isForOther.includes(status) ? ['copy.waited_for'] : ['copy.not_available']
    return [status, status === 'available' ? [] : refusals] as const
  })

  it.each(stranger)('to somebody who has not booked it, when it is %s', (status, refusals) => {
    expect(codes(lendingRefusals({ ...lendable, copy: { loanType: 'normal', status } }))).toEqual(refusals)
  })

  it('to the reader for whom it lies ready: nothing is in the way', () => {
    const copy = { loanType: 'normal', status: 'ready' } as const
    expect(lendingRefusals({ ...lendable, copy, isForReader: true })).toEqual([])
  })

  it('up to the limit of loans, not beyond', () => {
    expect(lendingRefusals({ ...lendable, openLoans: 9 })).toEqual([])
    expect(lendingRefusals({ ...lendable, openLoans: 10 })).toEqual([
      { code: 'loan.limit_reached', details: { limit: 10, open: 10 }, remedy: 'see_your_loans' },
    ])
  })

  it('for every reason at once', () => {
    const copy = { loanType: 'reference_only', status: 'missing' } as const
    const refusals = lendingRefusals({ ...lendable, readerBlocks: [blocked, overdue], openLoans: 10, copy })
    expect(codes(refusals)).toEqual([
      'reader.blocked',
      'reader.overdue',
      'loan.limit_reached',
      'copy.reference_only',
      'copy.not_available',
    ])
  })
})
