import { MongoBackend } from '@agendajs/mongo-backend'
import { Agenda } from 'agenda'
import type { Logger } from '../infra/logger'
import { connectedDatabase } from '../infra/mongo'

export interface Job {
  readonly name: string
  readonly everyMs: number
  /**
   * Safe to run twice: the schedule keeps instances from doing the same work, but it is every item's own transaction that
   * makes it happen once.
   */
  readonly run: () => Promise<unknown>
}

interface Schedule {
  readonly logger: Logger
  /** How often an instance looks for what is due. */
  readonly lookEveryMs?: number
  /** After so long an instance that has taken a job counts as dead, and another one may take it. */
  readonly lockLifetimeMs?: number
}

/**
 * Runs each job again and again, on one instance at a time: what is due stands in the database, and whoever takes it
 * first runs it (agenda). @returns a function that takes nothing new and waits for what runs
 */
export async function startJobs(jobs: readonly Job[], schedule: Schedule): Promise<() => Promise<void>> {
  const { logger, lookEveryMs = 1000, lockLifetimeMs = 120_000 } = schedule
  const agenda = new Agenda({
    backend: new MongoBackend({ mongo: connectedDatabase(), collection: 'jobs' }),
    processEvery: lookEveryMs,
    defaultConcurrency: 1,
    defaultLockLimit: 1,
    defaultLockLifetime: lockLifetimeMs,
  })
  // the database is away, most likely: what is due stays due
  agenda.on('error', (error) => {
    logger.warn({ err: error }, 'the schedule could not go on; it will look again')
  })
  for (const job of jobs) {
    agenda.define(job.name, async () => {
      await runOnce(job, logger)
    })
  }
  // first the plan, then the work: a job that an earlier version left behind would be run once and forgotten
  await agenda.ready
  for (const job of jobs) await agenda.every(job.everyMs, job.name)
  await agenda.start()
  return async () => {
    await agenda.drain()
  }
}

async function runOnce(job: Job, logger: Logger): Promise<void> {
  try {
    await job.run()
  } catch (error) {
    logger.error({ err: error, job: job.name }, 'a job failed; it will run again')
  }
}
