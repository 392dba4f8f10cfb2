import type { Refusal } from '../../contract/common'

interface WhatIsOpen {
  readonly loans: number
  readonly bookings: number
  /** Money to be moved in either direction, in 分. */
  readonly unsettledCents: number
}

/** X1: every reason why a reader cannot be forgotten yet; empty when they can. */
export function refusalsOfErasure({ loans, bookings, unsettledCents }: WhatIsOpen): Refusal[] {
  const refusals: Refusal[] = []
  if (loans > 0) refusals.push({ code: 'erasure.open_loans', details: { open: loans }, remedy: 'see_your_loans' })
  if (bookings > 0)
    refusals.push({ code: 'erasure.open_bookings', details: { open: bookings }, remedy: 'see_your_bookings' })
  if (unsettledCents > 0)
    refusals.push({
      code: 'erasure.unsettled_fees',
      details: { amountCents: unsettledCents },
      remedy: 'ask_the_desk',
    })
  return refusals
}

const dayMs = 24 * 3_600_000

/** What has ended before this instant is forgotten, where the library keeps it for so many days. */
export function forgottenBefore(now: Date, days: number): Date {
  return new Date(now.getTime() - days * dayMs)
}
