import { setImmediate } from 'node:timers/promises'

/** Work of more than this at a stretch would be felt by the readers whose requests wait for the thread. */
const STRETCH_MS = 8

/** Lets long work step aside now and then: `if (breather.isDue()) await breather.pause()`. */
export interface Breather {
  isDue(): boolean
  pause(): Promise<void>
}

/** The clock is looked at every so many times it is asked: work goes in steps of microseconds. */
const STEPS = 32

export function createBreather(): Breather {
  let since = performance.now()
  let step = 0
  return {
    isDue: () => ++step % STEPS === 0 && performance.now() - since > STRETCH_MS,
    async pause() {
      await setImmediate()
      since = performance.now()
    },
  }
}
