import { expectedWaitDays, readyByOf } from '../../bff/features/bookings/booking-promise.rules'
import type { Calendar } from '../../bff/domain/calendar'
import { alwaysOpen } from '../support/opening-hours'

const zone = 'Asia/Shanghai'
const at = (time: string) => new Date(`2026-03-02T${time}:00+08:00`)

const closedOn = (...days: string[]): Calendar => ({
  ...alwaysOpen,
  exceptions: days.map((day) => ({ from: day, to: day, windows: [] })),
})

interface Own {
  readonly now?: Date
  readonly owner?: Calendar
  readonly pickup?: Calendar
  readonly transitDays?: number
  readonly waves?: string[]
}

/** In the library's own time, as a reader sees it. */
function promise({ now = at('10:00'), owner = alwaysOpen, pickup = alwaysOpen, transitDays = 0, waves }: Own = {}) {
  const readyBy = readyByOf({
    now,
    zone,
    owner: { calendar: owner, pagingWaves: waves ?? ['09:30', '14:00'] },
    pickupCalendar: pickup,
    transitDays,
    pagingRoundMinutes: 60,
  })
  return readyBy && new Date(readyBy.getTime() + 8 * 3_600_000).toISOString().slice(0, 16)
}

describe('when a fetched book will be ready (B17)', () => {
  it('waits for the next round, and for the time it takes', () => {
    expect(promise({ now: at('09:29') })).toBe('2026-03-02T10:30')
    expect(promise({ now: at('09:30') })).toBe('2026-03-02T15:00')
    expect(promise({ now: at('13:59') })).toBe('2026-03-02T15:00')
    expect(promise({ now: at('14:00') })).toBe('2026-03-03T10:30')
  })

  it('takes the rounds of a day in the order of the clock, however they were entered', () => {
    expect(promise({ now: at('09:00'), waves: ['14:00', '09:30'] })).toBe('2026-03-02T10:30')
  })

  it('fetches nothing while the branch is closed, and only within its hours', () => {
    expect(promise({ owner: closedOn('2026-03-02', '2026-03-03') })).toBe('2026-03-04T10:30')
    const morning = [{ opens: '08:00', closes: '12:00' }]
    const mornings = { ...alwaysOpen, exceptions: [{ from: '2026-03-02', to: '2026-03-31', windows: morning }] }
    expect(promise({ owner: mornings })).toBe('2026-03-03T10:30')
  })

  it('is ready at the next opening when the desk closes before the round is over', () => {
    const short = [{ opens: '09:00', closes: '14:30' }]
    const pickup = { ...alwaysOpen, exceptions: [{ from: '2026-03-02', to: '2026-03-02', windows: short }] }
    expect(promise({ pickup })).toBe('2026-03-03T08:00')
    expect(promise({ pickup: closedOn('2026-03-02', '2026-03-03') })).toBe('2026-03-04T08:00')
  })

  it('travels whole days and is shelved after the desk has opened', () => {
    expect(promise({ transitDays: 1 })).toBe('2026-03-03T09:00')
    expect(promise({ transitDays: 2, pickup: closedOn('2026-03-04', '2026-03-05') })).toBe('2026-03-06T09:00')
  })

  it('is not promised by a branch that never opens or has no rounds', () => {
    const never = { ...alwaysOpen, exceptions: [{ from: '2026-01-01', to: '2030-01-01', windows: [] }] }
    expect(promise({ owner: never })).toBeNull()
    expect(promise({ pickup: never })).toBeNull()
    expect(promise({ pickup: never, transitDays: 1 })).toBeNull()
    expect(promise({ waves: [] })).toBeNull()
  })
})

describe('how long a hold waits (B17)', () => {
  const wait = (own: Partial<Parameters<typeof expectedWaitDays>[0]>) =>
    expectedWaitDays({ position: 1, meanLoanDays: 20, copies: 1, minimumWaitDays: 1, ...own })

  it('is position times the mean loan, shared among the copies, in whole days', () => {
    expect(wait({})).toBe(20)
    expect(wait({ position: 3, copies: 2 })).toBe(30)
    expect(wait({ position: 1, copies: 3 })).toBe(7)
  })

  it('has a floor, and is unknown without data', () => {
    expect(wait({ meanLoanDays: 0.2 })).toBe(1)
    expect(wait({ meanLoanDays: 0.2, minimumWaitDays: 3 })).toBe(3)
    expect(wait({ meanLoanDays: null })).toBeNull()
    expect(wait({ copies: 0 })).toBeNull()
  })
})
