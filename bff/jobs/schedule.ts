import type { Logger } from '../infra/logger'

export interface Job {
  readonly name: string
  readonly everyMs: number
  /** Safe to run twice and on several instances at once. */
  readonly run: () => Promise<unknown>
}

/** Runs each job again and again, never over itself. @returns a function that stops and waits for what runs */
export function startJobs(jobs: readonly Job[], logger: Logger): () => Promise<void> {
  let isStopping = false
  const running = new Set<Promise<void>>()
  const timers = new Map<string, NodeJS.Timeout>()

  async function runOnce(job: Job): Promise<void> {
    try {
      await job.run()
    } catch (error) {
      logger.error({ err: error, job: job.name }, 'a job failed; it will run again')
    }
  }

  function plan(job: Job, afterMs: number): void {
    if (isStopping) return
    const timer = setTimeout(() => {
      const run = runOnce(job).then(() => {
        running.delete(run)
        plan(job, job.everyMs)
      })
      running.add(run)
    }, afterMs)
    timers.set(job.name, timer)
  }

  for (const job of jobs) plan(job, Math.min(job.everyMs, 1000))

  return async () => {
    isStopping = true
    for (const timer of timers.values()) clearTimeout(timer)
    await Promise.all(running)
  }
}
