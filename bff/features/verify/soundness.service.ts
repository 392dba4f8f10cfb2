import type { Clock } from '../../infra/clock'
import * as queries from './soundness.queries'
import type { VerifyService } from './verify.service'

interface Deps {
  readonly clock: Clock
  readonly verify: VerifyService
}

/** The invariants as a figure that a monitor can watch: looked at from time to time, told at every scrape. */
export function createSoundnessService(deps: Deps) {
  async function check(): Promise<void> {
    const violations: Record<string, number> = {}
    for (const { rule, violations: found } of await deps.verify.verify({ isThorough: false })) {
      if (found.length > 0) violations[rule] = (violations[rule] ?? 0) + found.length
    }
    await queries.writeSoundness({ checkedAt: deps.clock.now(), violations })
  }

  return { check, last: queries.readSoundness }
}
