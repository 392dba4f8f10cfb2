import type { CirculationClock } from '../features/bookings/circulation-clock.service'
import type { OutboxService } from '../features/messages/outbox.service'
import type { Job } from './schedule'

interface Deps {
  readonly circulation: CirculationClock
  readonly outbox: OutboxService
}

const secondMs = 1000

/** What time alone brings about. */
export function circulationJobs({ circulation, outbox }: Deps): Job[] {
  return [
    { name: 'expire ready bookings', everyMs: 30 * secondMs, run: circulation.missDeadlines },
    { name: 'resume suspended bookings', everyMs: 60 * secondMs, run: circulation.resumeSuspended },
    { name: 'end quarantines', everyMs: 60 * secondMs, run: circulation.endQuarantines },
    { name: 'send the outbox', everyMs: 5 * secondMs, run: outbox.sendPending },
  ]
}
