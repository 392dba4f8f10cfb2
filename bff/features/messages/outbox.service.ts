import type { MessageTemplate } from '../../contract/messages'
import type { BookingStatus } from '../../contract/bookings'
import type { Clock } from '../../infra/clock'
import type { OutboxRecord } from './messages.model'
import * as queries from './messages.queries'

/** A way out of the library: WeChat, mail. */
export interface Channel {
  /** `false`: this reader cannot be reached by it. Throws when it may work later. */
  send(row: OutboxRecord): Promise<boolean>
}

interface Deps {
  readonly clock: Clock
  readonly channels: readonly Channel[]
  /** Where the booking stands now; null when it is gone. */
  readonly statusOf: (bookingId: string) => Promise<BookingStatus | null>
}

const batchSize = 100
const maxAttempts = 8
const firstRetryMs = 30_000

export type OutboxService = ReturnType<typeof createOutboxService>

/** A message is only worth sending while what it says is still so (B10). */
const stillTrue: Readonly<Record<MessageTemplate, readonly BookingStatus[]>> = {
  booking_ready: ['ready'],
  booking_missed: ['queued'],
  booking_expired: ['expired'],
  booking_cancelled: ['cancelled'],
  booking_unfilled: ['unfilled'],
}

/** Carries messages out of the library. Taking a row is a conditional update, so two instances never send one twice at once. */
export function createOutboxService(deps: Deps) {
  async function sendPending(): Promise<number> {
    const now = deps.clock.now()
    const pending = await queries.listPending(now, batchSize)
    for (const row of pending) {
      const taken = await queries.takePending(row, new Date(now.getTime() + firstRetryMs * 2 ** row.attempts))
      if (taken) await send(taken)
    }
    return pending.length
  }

  async function send(row: OutboxRecord): Promise<void> {
    const status = row.bookingId === null ? null : await deps.statusOf(row.bookingId)
    if (status !== null && !stillTrue[row.template].includes(status)) {
      await end(row, 'outdated')
      return
    }
    try {
      await end(row, (await isSent(row)) ? 'sent' : 'undeliverable')
    } catch {
      if (row.attempts >= maxAttempts) await end(row, 'undeliverable')
    }
  }

  async function isSent(row: OutboxRecord): Promise<boolean> {
    for (const channel of deps.channels) if (await channel.send(row)) return true
    return false
  }

  function end(row: OutboxRecord, status: OutboxRecord['status']): Promise<void> {
    return queries.endOutbox(row._id, status, deps.clock.now())
  }

  return { sendPending }
}
