import type { ResponseOf } from '../../bff/contract'

type Rules = ResponseOf<'GET /desk/rules'>['rules']

export const main = { id: 'main', name: '总馆' }
export const law = { id: 'law', name: '法律分馆' }
export const branches = [main, law]

export const forAll = {
  category: null,
  loanType: null,
  branchId: null,
  loanDays: 56,
  renewals: 3,
  totalDays: 224,
  guaranteedDays: 14,
  renewableWhenWaitedFor: false,
  closedDayStrategy: 'next_open_day',
} as const
export const forShort = { ...forAll, loanType: 'short', loanDays: 7, totalDays: 28 } as const
export const forExternal = { ...forAll, category: 'external', loanDays: 28, totalDays: 56 } as const

export const rules: Rules = {
  loans: [forAll, forShort, forExternal],
  limits: [{ category: null, openBookings: 10, openLoans: 20, overdueGraceDays: 3, feeBlockCents: 2000 }],
  onShelf: [{ branchId: null, loanType: null, allowed: true }],
  vacations: [{ from: '2026-07-05', to: '2026-08-31', dueOn: '2026-09-15', note: { zh: '暑假', en: 'Summer' } }],
  transitDays: [{ from: 'main', to: 'law', days: 2 }],
  defaultTransitDays: 1,
  pagingRoundMinutes: 60,
  minimumWaitDays: 3,
}
