import type { Day } from '../domain/calendar'
import type { Moment } from './moment'

export interface PlannedLoan {
  readonly account: string
  readonly barcode: string
  readonly title: string
  readonly part?: string
  readonly lentAt: Moment
  readonly renewals: number
  /** When it was last renewed; the due date counts from here (L2). */
  readonly renewedAt?: Moment
  /** The end of this day. */
  readonly dueOn: Day
  readonly returnedAt?: Moment
  /** Somebody who waits has brought `dueOn` forward (L3). */
  readonly recall?: { readonly at: Moment; readonly dueBefore: Day; readonly guaranteedUntil: Day }
  /** The booking it was handed over for. */
  readonly bookingId?: string
}
