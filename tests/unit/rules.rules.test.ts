import type { LoanType } from '../../bff/contract/copies'
import type { ReaderCategory } from '../../bff/contract/session'
import type { Calendar, ClosedDayStrategy } from '../../bff/domain/calendar'
import { problemsOf, type CirculationRules, type LoanRule } from '../../bff/features/rules/circulation.rules'
import {
  dueDate,
  isOnShelfBookable,
  limitsFor,
  loanRuleFor,
  transitDaysBetween,
} from '../../bff/features/rules/rules.rules'
import { plainRules } from '../support/library'
import { alwaysOpen } from '../support/opening-hours'

const shanghai = 'Asia/Shanghai'

function aLoanRule(own: Partial<LoanRule>): LoanRule {
  const [plain] = plainRules.loans
  if (!plain) throw new Error('one rule')
  return { ...plain, ...own }
}

describe('the rule that fits most closely counts (L1)', () => {
  /** Each rule is told by its own number of days. */
  const rules: CirculationRules = {
    ...plainRules,
    loans: [
      aLoanRule({ loanDays: 1 }),
      aLoanRule({ branchId: 'science', loanDays: 2 }),
      aLoanRule({ loanType: 'short', loanDays: 3 }),
      aLoanRule({ loanType: 'short', branchId: 'science', loanDays: 4 }),
      aLoanRule({ category: 'teacher', loanDays: 5 }),
      aLoanRule({ category: 'teacher', branchId: 'science', loanDays: 6 }),
      aLoanRule({ category: 'teacher', loanType: 'short', loanDays: 7 }),
      aLoanRule({ category: 'teacher', loanType: 'short', branchId: 'science', loanDays: 8 }),
    ],
  }
  const cases: readonly [ReaderCategory, LoanType, branch: string, days: number][] = [
    ['undergraduate', 'normal', 'main', 1],
    ['undergraduate', 'normal', 'science', 2],
    ['undergraduate', 'short', 'main', 3],
    ['undergraduate', 'short', 'science', 4],
    ['teacher', 'normal', 'main', 5],
    ['teacher', 'normal', 'science', 6],
    ['teacher', 'short', 'main', 7],
    ['teacher', 'short', 'science', 8],
  ]

  it.each(cases)('a loan to a reader %s, of type %s, in branch %s: rule %i', (category, loanType, branchId, days) => {
    const scope = { category, loanType, branchId }
    expect(loanRuleFor(rules, scope).loanDays).toBe(days)
    // the order in which somebody wrote them down decides nothing
    expect(loanRuleFor({ ...rules, loans: rules.loans.toReversed() }, scope).loanDays).toBe(days)
  })

  it('between rules that name different things, the reader counts more than the loan type, that more than the branch', () => {
    const scope = { category: 'teacher', loanType: 'short', branchId: 'science' } as const
    const without = (days: readonly number[]) => ({
      ...rules,
      loans: rules.loans.filter(({ loanDays }) => days.includes(loanDays)),
    })
    expect(loanRuleFor(without([1, 4, 5]), scope).loanDays).toBe(5)
    expect(loanRuleFor(without([1, 6, 7]), scope).loanDays).toBe(7)
    expect(loanRuleFor(without([1, 2, 3]), scope).loanDays).toBe(3)
  })

  it('limits go by the reader category, with one for everybody else', () => {
    const [everybody] = plainRules.limits
    if (!everybody) throw new Error('one limit')
    const limits = [everybody, { ...everybody, category: 'teacher' as const, openBookings: 20 }]
    for (const order of [limits, limits.toReversed()]) {
      const of = (category: ReaderCategory) => limitsFor({ ...plainRules, limits: order }, category).openBookings
      expect([of('teacher'), of('external')]).toEqual([20, 5])
    }
  })

  it.each([
    ['main', 'normal', true],
    ['main', 'short', false],
    ['science', 'normal', false],
    ['science', 'short', true],
    ['science', 'reference_only', false],
  ] as const)('a book on the shelf of %s, of type %s, may be booked: %s', (branchId, loanType, isAllowed) => {
    const onShelf = [
      { branchId: null, loanType: null, allowed: true },
      { branchId: null, loanType: 'short' as const, allowed: false },
      { branchId: 'science', loanType: null, allowed: false },
      { branchId: 'science', loanType: 'short' as const, allowed: true },
      { branchId: 'science', loanType: 'reference_only' as const, allowed: true },
    ]
    for (const order of [onShelf, onShelf.toReversed()]) {
      expect(isOnShelfBookable({ ...plainRules, onShelf: order }, branchId, loanType)).toBe(isAllowed)
    }
  })

  it.each(['loans', 'limits', 'onShelf'] as const)(
    'a set of rules without one for everybody is refused: %s',
    (part) => {
      const specific = {
        loans: [aLoanRule({ category: 'teacher' }), aLoanRule({ loanType: 'short' }), aLoanRule({ branchId: 'main' })],
        limits: [{ category: 'teacher', openBookings: 1, openLoans: 1, overdueGraceDays: 0 }],
        onShelf: [{ branchId: 'main', loanType: null, allowed: true }],
      }
      expect(problemsOf(plainRules, null)).toEqual([])
      expect(problemsOf({ ...plainRules, [part]: specific[part] }, null)).toHaveLength(1)
      expect(problemsOf({ ...plainRules, [part]: [] }, null)).toHaveLength(1)
    },
  )

  it('transport takes what is written for the two branches, else what is usual, and nothing within one', () => {
    const rules = { ...plainRules, transitDays: [{ from: 'main', to: 'science', days: 3 }], defaultTransitDays: 2 }
    const days = (from: string, to: string) => transitDaysBetween(rules, from, to)
    expect([days('main', 'science'), days('science', 'main'), days('main', 'main')]).toEqual([3, 2, 0])
  })
})

/** Closed on Sundays and from 1 to 7 October. */
const weekdaysOnly: Calendar = {
  weekly: { ...alwaysOpen.weekly, sun: [] },
  exceptions: [{ from: '2026-10-01', to: '2026-10-07', windows: [] }],
}
const closedAlways: Calendar = {
  weekly: { mon: [], tue: [], wed: [], thu: [], fri: [], sat: [], sun: [] },
  exceptions: [],
}
const summer = { from: '2026-07-05', to: '2026-08-31', dueOn: '2026-09-15' }

interface Lending {
  readonly at: string
  readonly days: number
  readonly strategy?: ClosedDayStrategy
  readonly calendar?: Calendar
  readonly zone?: string
  readonly card?: string
  readonly total?: number
  readonly startedAt?: string
}

/** The due date of a loan as the library's clock would show it. */
function due({ at, days, strategy = 'next_open_day', calendar = alwaysOpen, zone = shanghai, ...more }: Lending) {
  const now = new Date(at)
  return dueDate({
    now,
    zone,
    calendar,
    rule: aLoanRule({ loanDays: days, totalDays: more.total ?? 1000, closedDayStrategy: strategy }),
    rules: { ...plainRules, vacations: [summer] },
    cardExpiresOn: more.card ?? '2030-06-30',
    startedAt: more.startedAt === undefined ? now : new Date(more.startedAt),
  }).toISOString()
}

/** The last second of a day in Shanghai. */
const endOf = (day: string) => `${day}T15:59:59.000Z`

describe('when a loan is due (L2)', () => {
  const morning = '2026-03-02T02:00:00.000Z'

  it.each<[promise: string, lending: Lending, expected: string]>([
    ['at the end of the day, so many days from today', { at: morning, days: 30 }, endOf('2026-04-01')],
    [
      'a second before midnight still counts from this day',
      { at: '2026-03-02T15:59:59Z', days: 1 },
      endOf('2026-03-03'),
    ],
    ['at midnight of the library the next day begins', { at: '2026-03-02T16:00:00Z', days: 1 }, endOf('2026-03-04')],
    ['on 29 February of a leap year', { at: '2028-02-01T02:00:00Z', days: 28 }, endOf('2028-02-29')],
    ['on 1 March where there is no 29 February', { at: '2027-02-01T02:00:00Z', days: 28 }, endOf('2027-03-01')],
    ['over the leap day', { at: '2028-02-28T02:00:00Z', days: 2 }, endOf('2028-03-01')],
    [
      'in a zone whose clocks go forward, at the end of the short day',
      { at: '2026-03-28T10:00:00Z', days: 1, zone: 'Europe/Berlin' },
      '2026-03-29T21:59:59.000Z',
    ],
    [
      'in a zone whose clocks go back, at the end of the long day',
      { at: '2026-10-24T10:00:00Z', days: 1, zone: 'Europe/Berlin' },
      '2026-10-25T22:59:59.000Z',
    ],
    [
      'on a closed day, where that is kept',
      { at: morning, days: 6, calendar: weekdaysOnly, strategy: 'keep' },
      endOf('2026-03-08'),
    ],
    ['on the next open day instead', { at: morning, days: 6, calendar: weekdaysOnly }, endOf('2026-03-09')],
    [
      'on the open day before instead',
      { at: morning, days: 6, calendar: weekdaysOnly, strategy: 'previous_open_day' },
      endOf('2026-03-07'),
    ],
    ['after a whole closed week', { at: '2026-09-28T02:00:00Z', days: 4, calendar: weekdaysOnly }, endOf('2026-10-08')],
    [
      'on the day itself where the library never opens',
      { at: morning, days: 6, calendar: closedAlways },
      endOf('2026-03-08'),
    ],
    [
      'never before it is lent: on the next open day, when there is none before that',
      { at: '2026-10-02T02:00:00Z', days: 1, calendar: weekdaysOnly, strategy: 'previous_open_day' },
      endOf('2026-10-08'),
    ],
    ['not after the card', { at: morning, days: 30, card: '2026-03-20' }, endOf('2026-03-20')],
    ['on the very day the card ends', { at: morning, days: 30, card: '2026-04-01' }, endOf('2026-04-01')],
    [
      'a card that ends on a closed day: on the open day before',
      { at: morning, days: 30, card: '2026-03-15', calendar: weekdaysOnly },
      endOf('2026-03-14'),
    ],
    [
      'the next open day, when it is beyond the card: on the open day before that',
      { at: morning, days: 6, card: '2026-03-08', calendar: weekdaysOnly },
      endOf('2026-03-07'),
    ],
    [
      'a card that ends while the library is closed already: with the card',
      { at: '2026-10-02T02:00:00Z', days: 30, card: '2026-10-04', calendar: weekdaysOnly },
      endOf('2026-10-04'),
    ],
    [
      'not more days in all than the rule allows, from the day it was lent',
      { at: '2026-03-25T02:00:00Z', startedAt: morning, days: 30, total: 40 },
      endOf('2026-04-11'),
    ],
    [
      'the days in all end on a closed day: on the open day before',
      { at: '2026-03-10T02:00:00Z', startedAt: morning, days: 30, total: 13, calendar: weekdaysOnly },
      endOf('2026-03-14'),
    ],
    [
      'the earlier of card and days in all',
      { at: morning, days: 30, total: 20, card: '2026-03-25' },
      endOf('2026-03-22'),
    ],
  ])('%s', (_promise, lending, expected) => {
    expect(due(lending)).toBe(expected)
  })

  it.each<[promise: string, lending: Lending, expected: string]>([
    ['lent on its first day', { at: '2026-07-05T02:00:00Z', days: 56 }, endOf('2026-09-15')],
    ['lent in its midst, with a week', { at: '2026-07-20T02:00:00Z', days: 7 }, endOf('2026-09-15')],
    ['lent on its last day', { at: '2026-08-31T15:59:59Z', days: 56 }, endOf('2026-09-15')],
    ['lent before it, to end in it', { at: '2026-06-01T02:00:00Z', days: 56 }, endOf('2026-09-15')],
    ['lent before it, to end on the eve of it', { at: '2026-05-09T02:00:00Z', days: 56 }, endOf('2026-07-04')],
    ['lent the day after it', { at: '2026-08-31T16:00:00Z', days: 7 }, endOf('2026-09-08')],
    ['with a card that ends in it', { at: '2026-07-20T02:00:00Z', days: 7, card: '2026-07-31' }, endOf('2026-07-31')],
    ['with fewer days in all', { at: '2026-07-20T02:00:00Z', days: 7, total: 28 }, endOf('2026-08-17')],
    [
      'and its fixed day is closed',
      {
        at: '2026-07-20T02:00:00Z',
        days: 7,
        calendar: { ...alwaysOpen, exceptions: [{ from: '2026-09-15', to: '2026-09-16', windows: [] }] },
      },
      endOf('2026-09-17'),
    ],
  ])('with the vacation: a loan %s', (_promise, lending, expected) => {
    expect(due(lending)).toBe(expected)
  })

  it('a vacation whose books are due before it is over is refused', () => {
    for (const vacation of [
      { ...summer, dueOn: '2026-08-30' },
      { ...summer, to: '2026-07-04' },
    ]) {
      expect(problemsOf({ ...plainRules, vacations: [vacation] }, null)).toHaveLength(1)
    }
    expect(problemsOf({ ...plainRules, vacations: [summer] }, null)).toEqual([])
  })
})
