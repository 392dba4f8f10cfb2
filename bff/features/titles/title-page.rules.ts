import { expectedWaitDays } from '../bookings/booking-promise.rules'

/** What of one unit matters to somebody who comes for it now (B1). */
interface UnitNow {
  /** Copies that can serve, now or later (B2). */
  readonly serving: number
  readonly available: number
  /** How many wait already. */
  readonly queue: number
}

/** From so many days on one is better off asking the library to buy than waiting. */
const longWaitDays = 30

/**
 * Whether the library should be asked to buy a title (荐购): of one of its units no copy can serve, or none is there and
 * whoever begins to wait now waits long (B17). Without data on loans: when every copy has somebody waiting already.
 */
export function isWorthSuggesting(units: readonly UnitNow[], meanLoanDays: number | null): boolean {
  return units.some(({ serving, available, queue }) => {
    if (serving === 0) return true
    if (available > 0) return false
    const wait = expectedWaitDays({ position: queue + 1, meanLoanDays, copies: serving, minimumWaitDays: 0 })
    return wait === null ? queue >= serving : wait >= longWaitDays
  })
}
