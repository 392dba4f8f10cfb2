import type { CirculationClock } from '../features/bookings/circulation-clock.service'
import type { OutboxService } from '../features/messages/outbox.service'
import type { VisitClock } from '../features/visits/visit-clock.service'
import type { ForgettingService } from '../features/privacy/forgetting.service'
import type { Job } from './schedule'

interface Deps {
  readonly circulation: CirculationClock
  readonly forgetting: ForgettingService
  readonly outbox: OutboxService
  readonly soundness: { readonly check: () => Promise<void> }
  readonly visitClock: VisitClock
}

const secondMs = 1000
const dayMs = 24 * 3600 * secondMs

/** Well below the time after which another instance takes a job over. */
const longestRunMs = 60 * secondMs

/** Batch after batch until nothing more is due; what is left after a minute waits for the next run. */
function untilNothingIsDue(doBatch: () => Promise<number>): () => Promise<void> {
  return async () => {
    const endsAt = performance.now() + longestRunMs
    while ((await doBatch()) > 0 && performance.now() < endsAt);
  }
}

/** What time alone brings about. */
export function circulationJobs({ circulation, forgetting, outbox, soundness, visitClock }: Deps): Job[] {
  return [
    { name: 'expire ready bookings', everyMs: 30 * secondMs, run: untilNothingIsDue(circulation.missDeadlines) },
    { name: 'resume suspended bookings', everyMs: 60 * secondMs, run: untilNothingIsDue(circulation.resumeSuspended) },
    { name: 'end quarantines', everyMs: 60 * secondMs, run: untilNothingIsDue(circulation.endQuarantines) },
    { name: 'remind of visits', everyMs: 30 * secondMs, run: visitClock.remind },
    { name: 'miss visits', everyMs: 60 * secondMs, run: visitClock.miss },
    { name: 'end forgotten arrivals', everyMs: 600 * secondMs, run: visitClock.endForgotten },
    { name: 'clear slots of days past', everyMs: 3600 * secondMs, run: untilNothingIsDue(visitClock.clearPastSlots) },
    {
      name: 'serve from the shelf by new rules',
      everyMs: 10 * secondMs,
      run: untilNothingIsDue(circulation.serveByNewRules),
    },
    { name: 'send the outbox', everyMs: 5 * secondMs, run: untilNothingIsDue(outbox.sendPending) },
    { name: 'forget what has ended', everyMs: dayMs, run: untilNothingIsDue(forgetting.forgetDue) },
    { name: 'check the invariants', everyMs: 600 * secondMs, run: soundness.check },
  ]
}
