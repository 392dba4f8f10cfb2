import type { Day } from '../domain/calendar'
import type { CirculationRules } from '../features/rules/circulation.rules'
import { branchIds, transitDays } from './places'
import { vacationsAround } from './term'

const anywhere = {
  branchId: null,
  guaranteedDays: 14,
  renewableWhenWaitedFor: false,
  closedDayStrategy: 'next_open_day',
} as const

const anybody = { category: null, ...anywhere } as const

/** The lending rules of the demo library (L1): eight weeks, short loans a week, and what each category may have. */
export function circulationRulesAround(today: Day): CirculationRules {
  return {
    loans: [
      { ...anybody, loanType: null, loanDays: 56, renewals: 3, totalDays: 224, recallable: true, recallNoticeDays: 7 },
      { ...anybody, loanType: 'short', loanDays: 7, renewals: 3, totalDays: 28, guaranteedDays: 7 },
      { ...anywhere, category: 'external', loanType: null, loanDays: 28, renewals: 1, totalDays: 56 },
      // the reader counts more than the loan type: without this one a short loan would be theirs for four weeks
      {
        ...anywhere,
        category: 'external',
        loanType: 'short',
        loanDays: 7,
        renewals: 1,
        totalDays: 14,
        guaranteedDays: 7,
      },
    ],
    limits: [
      { category: null, openBookings: 10, openLoans: 20, overdueGraceDays: 3, feeBlockCents: 2000 },
      { category: 'postgraduate', openBookings: 15, openLoans: 40, overdueGraceDays: 3, feeBlockCents: 2000 },
      {
        category: 'teacher',
        openBookings: 20,
        openLoans: 60,
        overdueGraceDays: 7,
        feeBlockCents: 5000,
        renewalFeeBlockCents: 20_000,
      },
      { category: 'external', openBookings: 2, openLoans: 5, overdueGraceDays: 0, feeBlockCents: 0 },
    ],
    onShelf: [{ branchId: null, loanType: null, allowed: true }],
    vacations: vacationsAround(today).map(({ name, from, to, dueOn }) => ({ from, to, dueOn, note: { ...name } })),
    transitDays: branchIds.flatMap((from) =>
      branchIds.filter((to) => to !== from).map((to) => ({ from, to, days: transitDays(from, to) })),
    ),
    defaultTransitDays: 1,
    pagingRoundMinutes: 60,
    minimumWaitDays: 3,
  }
}
