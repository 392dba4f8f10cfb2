import type { Refusal } from '../../contract/common'
import { addDays, dayOf, type Day } from '../../domain/calendar'

interface Standing {
  readonly cardExpiresOn: Day
  readonly blockedBecause: string | null
  /** The due dates of open loans. */
  readonly dueAt: readonly Date[]
  readonly overdueGraceDays: number
  /** Open fees together, in 分. */
  readonly owesCents: number
  /** What may be owed; null: fees block nobody. */
  readonly feeBlockCents: number | null
  readonly now: Date
  readonly zone: string
}

/** What keeps a reader from booking, borrowing or, with another limit of fees, renewing, whatever the title (C1, L5). */
export function blocksOf(standing: Standing): Refusal[] {
  const refusals: Refusal[] = []
  const today = dayOf(standing.now, standing.zone)
  if (standing.cardExpiresOn < today) {
    refusals.push({
      code: 'reader.card_expired',
      details: { expiredOn: standing.cardExpiresOn },
      remedy: 'renew_your_card',
    })
  }
  if (standing.blockedBecause !== null) {
    refusals.push({ code: 'reader.blocked', details: { reason: standing.blockedBecause }, remedy: 'ask_the_desk' })
  }
  const overdue = standing.dueAt.filter((due) => addDays(dayOf(due, standing.zone), standing.overdueGraceDays) < today)
  if (overdue.length > 0) {
    refusals.push({ code: 'reader.overdue', details: { count: overdue.length }, remedy: 'return_overdue_books' })
  }
  if (standing.feeBlockCents !== null && standing.owesCents > standing.feeBlockCents) {
    refusals.push({ code: 'reader.owes_fees', details: { amountCents: standing.owesCents }, remedy: 'ask_the_desk' })
  }
  return refusals
}
