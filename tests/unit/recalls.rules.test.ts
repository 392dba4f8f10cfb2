import { loansToRecall, recalledLoan } from '../../bff/features/loans/recalls.rules'
import { isComing } from '../../bff/features/copies/copies.rules'
import { alwaysOpen } from '../support/opening-hours'
import type { Calendar } from '../../bff/domain/calendar'

const zone = 'Asia/Shanghai'
const at = (day: string) => new Date(`${day}T02:00:00.000Z`)
const endOf = (day: string) => new Date(`${day}T15:59:59.000Z`)

const recalled = (own: Partial<Parameters<typeof recalledLoan>[0]> = {}) =>
  recalledLoan({
    now: at('2026-03-02'),
    zone,
    lentAt: at('2026-02-01'),
    dueAt: endOf('2026-04-30'),
    guaranteedDays: 14,
    noticeDays: 7,
    calendar: alwaysOpen,
    strategy: 'next_open_day',
    ...own,
  })

const closedOn = (...days: string[]): Calendar => ({
  ...alwaysOpen,
  exceptions: days.map((day) => ({ from: day, to: day, windows: [] })),
})

describe('the date that a recall gives (L3)', () => {
  it('is today and the minimum notice when the guaranteed days are over', () => {
    expect(recalled()?.dueAt).toEqual(endOf('2026-03-09'))
  })

  it('is never below the guaranteed period', () => {
    expect(recalled({ lentAt: at('2026-03-01') })).toEqual({
      dueAt: endOf('2026-03-15'),
      guaranteedUntil: endOf('2026-03-15'),
    })
  })

  it.each(['next_open_day', 'previous_open_day'] as const)('takes no promised day away for %s', (strategy) => {
    expect(recalled({ strategy, calendar: closedOn('2026-03-09', '2026-03-10') })?.dueAt).toEqual(endOf('2026-03-11'))
  })

  it('stays on a closed day where the rule keeps it', () => {
    expect(recalled({ strategy: 'keep', calendar: closedOn('2026-03-09') })?.dueAt).toEqual(endOf('2026-03-09'))
  })

  it.each(['2026-03-09', '2026-03-05', '2026-02-27'])('changes nothing for a loan that is due on %s anyway', (due) => {
    expect(recalled({ dueAt: endOf(due) })).toBeNull()
  })
})

describe('whom a growing queue calls back (L3)', () => {
  const shorter = { dueAt: endOf('2026-03-09'), guaranteedUntil: endOf('2026-03-01') }
  const loan = (copyId: string, due: string, own: { isRecalled?: boolean; shorter?: typeof shorter | null } = {}) => ({
    copyId,
    dueAt: endOf(due),
    isRecalled: false,
    shorter,
    ...own,
  })
  const loans = [loan('early', '2026-04-01'), loan('late', '2026-04-30'), loan('middle', '2026-04-15')]
  const chosen = (demand: Partial<Parameters<typeof loansToRecall>[0]>) =>
    loansToRecall({ newcomers: [null], waiting: 1, coming: 0, loans, ...demand }).map(({ copyId }) => copyId)

  it('is the loan that is due last', () => {
    expect(chosen({})).toEqual(['late'])
  })

  it('is the next one for the next who waits, and nobody when all are called', () => {
    const one = loans.map((each) => ({ ...each, isRecalled: each.copyId === 'late' }))
    expect(chosen({ loans: one, waiting: 2 })).toEqual(['middle'])
    expect(chosen({ loans: loans.map((each) => ({ ...each, isRecalled: true })), waiting: 4 })).toEqual([])
  })

  it('is one loan for each of several who join at once', () => {
    expect(chosen({ newcomers: [null, null], waiting: 2 })).toEqual(['late', 'middle'])
    expect(chosen({ newcomers: [null, null, null, null], waiting: 4 })).toEqual(['late', 'middle', 'early'])
  })

  it('is nobody while a copy is coming for everybody who waits', () => {
    expect(chosen({ coming: 1 })).toEqual([])
    expect(chosen({ coming: 1, waiting: 2 })).toEqual(['late'])
  })

  it('is the loan of the very copy that is asked for', () => {
    expect(chosen({ newcomers: ['early'], coming: 1 })).toEqual(['early'])
    expect(chosen({ newcomers: ['elsewhere'] })).toEqual([])
  })

  it('passes over loans that the rule or the dates protect', () => {
    expect(chosen({ loans: [loan('late', '2026-04-30', { shorter: null }), loan('early', '2026-04-01')] })).toEqual([
      'early',
    ])
  })
})

describe('a copy that comes without being returned (L3)', () => {
  it.each([
    ['to_clear', 'desk', true],
    ['quarantined', null, true],
    ['in_transit', null, true],
    ['in_transit', 'desk', false],
    ['on_loan', null, false],
    ['ready', 'desk', false],
    ['missing', null, false],
  ] as const)('%s at %s: %s', (status, pickupPointId, is) => {
    expect(isComing({ status, pickupPointId, loanType: 'normal' })).toBe(is)
    expect(isComing({ status, pickupPointId, loanType: 'reference_only' })).toBe(false)
  })
})
