import type { MessageTemplate } from '../../contract/messages'
import type { BookingStatus } from '../../contract/bookings'
import type { VisitStatus } from '../../contract/visits'
import type { Clock } from '../../infra/clock'
import type { OutboxRecord } from './messages.model'
import * as queries from './messages.queries'

/** A way out of the library: WeChat, mail. */
export interface Channel {
  /** `false`: this reader cannot be reached by it. Throws when it may work later, at the latest after a minute. */
  send(row: OutboxRecord): Promise<boolean>
}

interface Deps {
  readonly clock: Clock
  readonly channels: readonly Channel[]
  /** Where the booking or the visit stands now; null when it is gone. */
  readonly statusOf: (bookingId: string) => Promise<BookingStatus | null>
  readonly visitStatusOf: (visitId: string) => Promise<VisitStatus | null>
  /** Whether a loan is recalled now; null when it has ended. */
  readonly isRecalled: (loanId: string) => Promise<boolean | null>
}

const batchSize = 100
const maxAttempts = 8
const firstRetryMs = 30_000
/** Longer than an attempt can take. */
const leaseMs = 5 * 60_000

export type OutboxService = ReturnType<typeof createOutboxService>

/** A message is only worth sending while what it says is still so (B10). */
const stillTrue: Partial<Readonly<Record<MessageTemplate, readonly (BookingStatus | VisitStatus)[]>>> = {
  booking_ready: ['ready'],
  booking_missed: ['queued'],
  booking_put_back: ['queued', 'paging', 'in_transit'],
  booking_expired: ['expired'],
  booking_cancelled: ['cancelled'],
  booking_unfilled: ['unfilled'],
  pass_used: ['collected'],
  visit_reminder: ['booked', 'staged'],
  visit_missed: ['missed'],
}

/**
 * Carries messages out of the library. Taking a row is a conditional update that keeps it for a while, so two instances
 * never send one twice; one whose instance dies is taken up by another when that time is over.
 */
export function createOutboxService(deps: Deps) {
  const { clock } = deps

  async function sendPending(): Promise<number> {
    const pending = await queries.listPending(clock.now(), batchSize)
    for (const row of pending) {
      // the time of taking it: those before it in the list may have taken long
      const taken = await queries.takePending(row, after(leaseMs))
      if (taken) await send(taken)
    }
    return pending.length
  }

  async function send(row: OutboxRecord): Promise<void> {
    if (!(await isStillTrue(row))) {
      await end(row, 'outdated')
      return
    }
    const outcome = await attempt(row)
    if (outcome !== 'failed') await end(row, outcome)
    else if (row.attempts >= maxAttempts) await end(row, 'undeliverable')
    else await queries.retryLater(row, after(firstRetryMs * 2 ** (row.attempts - 1)))
  }

  async function isStillTrue(row: OutboxRecord): Promise<boolean> {
    if (row.loanId) return (await deps.isRecalled(row.loanId)) === (row.template === 'loan_recalled')
    if (row.bookingId === null && !row.visitId) return true
    const status = await statusNow(row)
    return status !== null && (stillTrue[row.template]?.includes(status) ?? true)
  }

  async function statusNow({ bookingId, visitId }: OutboxRecord): Promise<BookingStatus | VisitStatus | null> {
    if (visitId) return deps.visitStatusOf(visitId)
    return bookingId === null ? null : deps.statusOf(bookingId)
  }

  async function attempt(row: OutboxRecord): Promise<'sent' | 'undeliverable' | 'failed'> {
    try {
      for (const channel of deps.channels) if (await channel.send(row)) return 'sent'
      return 'undeliverable'
    } catch {
      return 'failed'
    }
  }

  function end(row: OutboxRecord, status: OutboxRecord['status']): Promise<void> {
    return queries.endOutbox(row, status, clock.now())
  }

  function after(ms: number): Date {
    return new Date(clock.now().getTime() + ms)
  }

  return { sendPending }
}
