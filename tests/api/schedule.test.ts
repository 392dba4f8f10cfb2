import { createLogger } from '../../bff/infra/logger'
import { startJobs, type Job } from '../../bff/jobs/schedule'
import { startTestApp, type TestApp } from '../support/app'
import { collection } from '../support/library'
import { until } from '../support/promises'

jest.setTimeout(60_000)

let test: TestApp
let stops: (() => Promise<void>)[] = []

beforeAll(async () => {
  test = await startTestApp()
})
afterEach(async () => {
  await Promise.all(stops.map((stop) => stop()))
  stops = []
  await collection('jobs').deleteMany({})
})
afterAll(() => test.stop())

async function startInstance(job: Job, lockLifetimeMs = 400): Promise<void> {
  stops.push(await startJobs([job], { logger: createLogger('silent'), lookEveryMs: 20, lockLifetimeMs }))
}

const atLeast = (count: number, runs: readonly unknown[]) =>
  until(() => runs.length >= count || undefined, { what: `${String(count)} runs`, instead: () => String(runs.length) })

/** As an instance leaves it that was killed in the middle: taken, and never given back. */
async function leaveTaken(name: string, lockedAt: Date): Promise<void> {
  await collection('jobs').insertOne({ name, type: 'single', nextRunAt: lockedAt, lockedAt, priority: 0, data: {} })
}

describe('the schedule of what time brings about', () => {
  it('runs a job again and again', async () => {
    const runs: number[] = []
    await startInstance({ name: 'again', everyMs: 50, run: () => Promise.resolve(runs.push(1)) })
    await atLeast(3, runs)
  })

  it('runs it on one of two instances at a time', async () => {
    const runs: string[] = []
    let running = 0
    let mostAtOnce = 0
    const jobOf = (instance: string): Job => ({
      name: 'alone',
      everyMs: 20,
      run: async () => {
        running += 1
        mostAtOnce = Math.max(mostAtOnce, running)
        await collection('jobs').countDocuments({})
        runs.push(instance)
        running -= 1
      },
    })
    // longer than a machine with much else to do holds its breath
    const lockLifetimeMs = 60_000
    await startInstance(jobOf('first'), lockLifetimeMs)
    await startInstance(jobOf('second'), lockLifetimeMs)
    await atLeast(20, runs)
    expect(mostAtOnce).toBe(1)
    expect(await collection('jobs').countDocuments({})).toBe(1)
  })

  it('goes on after a run that failed', async () => {
    const runs: number[] = []
    const run = () => {
      runs.push(1)
      return Promise.reject(new Error('the first shelf is empty'))
    }
    await startInstance({ name: 'failing', everyMs: 20, run })
    await atLeast(3, runs)
  })

  it('takes over from an instance that was killed in the middle', async () => {
    const runs: number[] = []
    await leaveTaken('orphaned', new Date(Date.now() - 1000))
    await startInstance({ name: 'orphaned', everyMs: 20, run: () => Promise.resolve(runs.push(1)) })
    await atLeast(2, runs)
    expect(await collection('jobs').countDocuments({})).toBe(1)
  })

  it('waits for what runs before it stops', async () => {
    const runs: string[] = []
    let finish: () => void = () => undefined
    const run = async () => {
      runs.push('begun')
      await new Promise<void>((resolve) => (finish = resolve))
      runs.push('done')
    }
    await startInstance({ name: 'slow', everyMs: 20, run })
    await atLeast(1, runs)
    const stopped = stops.pop()?.()
    finish()
    await stopped
    expect(runs).toEqual(['begun', 'done'])
  })
})
