import { circulationRules } from '../../bff/contract/circulation'
import { problemsOf, type CirculationRules } from '../../bff/features/rules/circulation.rules'
import { ruleChangesBetween } from '../../bff/features/rules/rule-changes.rules'
import {
  lowestNewLimit,
  newVacations,
  onClosedDays,
  weighLoans,
  weighReaders,
  type LoanHeap,
} from '../../bff/features/rules/rules-preview.rules'
import { dueDate, loanRuleFor } from '../../bff/features/rules/rules.rules'
import { alwaysOpen } from '../support/opening-hours'

const anywhere = {
  branchId: null,
  guaranteedDays: 14,
  renewableWhenWaitedFor: false,
  closedDayStrategy: 'next_open_day',
} as const

/** As 清华大学图书馆 publishes them: eight weeks, renewable to 224 days; short loans a week, to 28 days; one summer date. */
const tsinghua: CirculationRules = {
  loans: [
    { ...anywhere, category: null, loanType: null, loanDays: 56, renewals: 10, totalDays: 224 },
    { ...anywhere, category: null, loanType: 'short', loanDays: 7, renewals: 10, totalDays: 28, guaranteedDays: 7 },
  ],
  limits: [
    { category: null, openBookings: 10, openLoans: 20, overdueGraceDays: 0 },
    { category: 'postgraduate', openBookings: 10, openLoans: 40, overdueGraceDays: 0 },
  ],
  onShelf: [{ branchId: null, loanType: null, allowed: true }],
  vacations: [{ from: '2026-07-05', to: '2026-08-31', dueOn: '2026-09-15' }],
  transitDays: [],
  defaultTransitDays: 1,
  pagingRoundMinutes: 60,
  minimumWaitDays: 3,
}

const [general, short] = tsinghua.loans
const [everybody] = tsinghua.limits
if (!general || !short || !everybody) throw new Error('the rules above')

const branches = new Set(['main', 'law'])
const problems = (own: Partial<CirculationRules>) =>
  problemsOf({ ...tsinghua, ...own }, branches).map(({ code, details }) => [code, details['path']])

describe('a set of rules (L1, L2)', () => {
  it('is as good as the library published it', () => {
    expect(problems({})).toEqual([])
    expect(circulationRules.parse(tsinghua)).toEqual(tsinghua)
  })

  const vacation = { from: '2027-01-10', to: '2027-02-10', dueOn: '2027-03-01' }
  it.each<[string, Partial<CirculationRules>, [string, string][]]>([
    ['no loan rule for everybody', { loans: [short] }, [['rules.no_fallback', 'loans']]],
    ['no limit for everybody', { limits: [{ ...everybody, category: 'staff' }] }, [['rules.no_fallback', 'limits']]],
    ['no word on the shelf at all', { onShelf: [] }, [['rules.no_fallback', 'onShelf']]],
    ['two rules of one scope', { loans: [general, short, general] }, [['rules.scope_repeated', 'loans.2']]],
    ['two limits of one category', { limits: [everybody, everybody] }, [['rules.scope_repeated', 'limits.1']]],
    [
      'a branch that there is not',
      { loans: [general, { ...short, branchId: 'moon' }] },
      [['rules.unknown_branch', 'loans.1.branchId']],
    ],
    [
      'transport from nowhere',
      { transitDays: [{ from: 'moon', to: 'main', days: 1 }] },
      [['rules.unknown_branch', 'transitDays.0.from']],
    ],
    [
      'a longest loan shorter than one period',
      { loans: [{ ...general, totalDays: 55 }] },
      [['rules.total_below_period', 'loans.0.totalDays']],
    ],
    [
      'vacations that overlap',
      { vacations: [vacation, { ...vacation, from: '2027-02-10', to: '2027-02-20' }] },
      [['rules.vacations_overlap', 'vacations.1']],
    ],
    [
      'a vacation that ends before it starts',
      { vacations: [{ ...vacation, to: '2027-01-09' }] },
      [['rules.vacation_ends_before_it_starts', 'vacations.0.to']],
    ],
    [
      'books due before the vacation is over',
      { vacations: [{ ...vacation, dueOn: '2027-02-09' }] },
      [['rules.due_before_vacation_ends', 'vacations.0.dueOn']],
    ],
    [
      'several of them, all told at once',
      { loans: [{ ...short, branchId: 'moon' }], onShelf: [] },
      [
        ['rules.no_fallback', 'loans'],
        ['rules.no_fallback', 'onShelf'],
        ['rules.unknown_branch', 'loans.0.branchId'],
      ],
    ],
  ])('is refused with %s', (_what, own, expected) => {
    expect(problems(own)).toEqual(expected)
  })

  it.each([
    ['loanDays', -1],
    ['loanDays', 0],
    ['loanDays', 100_000],
    ['renewals', 1.5],
    ['totalDays', Number.NaN],
    ['category', 'wizard'],
    ['loanType', 'eternal'],
    ['closedDayStrategy', 'sometimes'],
  ])('is refused by its shape where %s is %s', (field, value) => {
    const result = circulationRules.safeParse({ ...tsinghua, loans: [{ ...general, [field]: value }] })
    expect(result.error?.issues.map(({ path }) => path.join('.'))).toEqual([`loans.0.${field}`])
  })
})

describe('the published rules of 清华 (L2)', () => {
  const zone = 'Asia/Shanghai'
  const at = (day: string) => new Date(`${day}T02:00:00Z`)
  const due = (loan: { now: string; startedAt?: string; loanType?: 'normal' | 'short' }) =>
    dueDate({
      now: at(loan.now),
      zone,
      rules: tsinghua,
      rule: loanRuleFor(tsinghua, { category: 'postgraduate', loanType: loan.loanType ?? 'normal', branchId: 'main' }),
      calendar: alwaysOpen,
      cardExpiresOn: '2030-07-15',
      startedAt: at(loan.startedAt ?? loan.now),
    }).toISOString()

  it('lend for eight weeks', () => {
    expect(due({ now: '2026-03-02' })).toBe('2026-04-27T15:59:59.000Z')
  })
  it('renew from today for eight weeks more', () => {
    expect(due({ now: '2026-04-01', startedAt: '2026-03-02' })).toBe('2026-05-27T15:59:59.000Z')
  })
  it('never lend longer than 224 days in all', () => {
    expect(due({ now: '2026-09-20', startedAt: '2026-03-02' })).toBe('2026-10-12T15:59:59.000Z')
  })
  it('lend short loans for a week, 28 days in all', () => {
    expect(due({ now: '2026-03-02', loanType: 'short' })).toBe('2026-03-09T15:59:59.000Z')
    expect(due({ now: '2026-03-27', startedAt: '2026-03-02', loanType: 'short' })).toBe('2026-03-30T15:59:59.000Z')
  })
  it('make loans of the summer due on one September day', () => {
    expect(due({ now: '2026-05-20' })).toBe('2026-09-15T15:59:59.000Z')
    expect(due({ now: '2026-07-01' })).toBe('2026-09-15T15:59:59.000Z')
  })
})

const heap = (own: Partial<LoanHeap> = {}): LoanHeap => ({
  category: 'undergraduate',
  loanType: 'normal',
  branchId: 'main',
  renewals: 2,
  heldDays: 112,
  count: 3,
  ids: ['a', 'b', 'c'],
  ...own,
})

describe('what a change touches', () => {
  const fewer = { ...tsinghua, loans: [{ ...general, renewals: 2 }, short] }

  it('is nothing where only the order of the rules differs', () => {
    expect(ruleChangesBetween(tsinghua, { ...tsinghua, loans: [short, general] })).toEqual([])
  })

  it('is told rule by rule, with what it said before', () => {
    const after = {
      ...fewer,
      limits: [everybody, { ...everybody, category: 'external' as const, openLoans: 5 }],
      vacations: [],
      minimumWaitDays: 4,
    }
    expect(ruleChangesBetween(tsinghua, after)).toEqual([
      { part: 'loans', kind: 'changed', scope: {}, fields: [{ name: 'renewals', before: 10, after: 2 }] },
      expect.objectContaining({ part: 'limits', kind: 'removed', scope: { category: 'postgraduate' } }),
      expect.objectContaining({ part: 'limits', kind: 'added', scope: { category: 'external' } }),
      expect.objectContaining({ part: 'vacations', kind: 'removed' }),
      { part: 'general', kind: 'changed', scope: {}, fields: [{ name: 'minimumWaitDays', before: 3, after: 4 }] },
    ])
  })

  it('counts the loans under another rule, and those that could not be renewed any more', () => {
    const heaps = [heap(), heap({ renewals: 1, count: 5, ids: ['d'] }), heap({ loanType: 'short', count: 7, ids: [] })]
    expect(weighLoans(heaps, { before: tsinghua, after: fewer })).toEqual({
      changed: { count: 8, ids: ['a', 'b', 'c', 'd'] },
      ended: { count: 3, ids: ['a', 'b', 'c'] },
    })
  })

  it('counts a loan as not renewable once it is as long as the longest', () => {
    const after = { ...tsinghua, loans: [{ ...general, totalDays: 112 }, short] }
    expect(weighLoans([heap(), heap({ heldDays: 111 })], { before: tsinghua, after }).ended.count).toBe(3)
  })

  it('counts the readers whom a lower limit overtakes, not those who were above it before', () => {
    const after = { ...tsinghua, limits: [{ ...everybody, openLoans: 10 }] }
    const sets = { before: tsinghua, after, limit: 'openLoans' } as const
    const reader = { category: 'undergraduate', ids: [] } as const
    const heaps = [
      { ...reader, open: 12, count: 4 },
      { ...reader, open: 21, count: 9 },
      { ...reader, open: 10, count: 2 },
    ]
    expect(weighReaders(heaps, sets)).toMatchObject({ count: 4, excess: 8 })
    expect(lowestNewLimit(sets, 'openLoans', ['undergraduate', 'postgraduate'])).toBe(10)
    expect(lowestNewLimit(sets, 'openBookings', ['undergraduate'])).toBeNull()
  })

  it('knows a vacation that is new or ends on another day', () => {
    const moved = { from: '2026-07-05', to: '2026-08-31', dueOn: '2026-09-20' }
    expect(newVacations({ before: tsinghua, after: { ...tsinghua, vacations: [moved] } })).toEqual([moved])
    expect(newVacations({ before: tsinghua, after: tsinghua })).toEqual([])
  })

  it('counts what falls on a day that was open and would be closed (L4)', () => {
    const closed = { from: '2026-03-05', to: '2026-03-06', windows: [] }
    const sets = { before: alwaysOpen, after: { ...alwaysOpen, exceptions: [closed] } }
    const days = ['2026-03-04', '2026-03-05', '2026-03-06'].map((day) => ({ day, count: 2, ids: [day] }))
    expect(onClosedDays(days, sets)).toEqual({ count: 4, ids: ['2026-03-05', '2026-03-06'] })
    expect(onClosedDays(days, { before: sets.after, after: sets.after }).count).toBe(0)
  })
})
