import type { Clock } from '../../bff/infra/clock'

export interface TestClock extends Clock {
  set(instant: string): void
  advance(by: { readonly days?: number; readonly hours?: number; readonly minutes?: number }): void
}

/** A clock that stands still until it is told to move. 2026-03-02 is a Monday; 10:00 in the library. */
export function createTestClock(start = '2026-03-02T02:00:00.000Z'): TestClock {
  let now = new Date(start)
  return {
    now: () => new Date(now),
    set: (instant) => {
      now = new Date(instant)
    },
    advance: ({ days = 0, hours = 0, minutes = 0 }) => {
      now = new Date(now.getTime() + ((days * 24 + hours) * 60 + minutes) * 60_000)
    },
  }
}
