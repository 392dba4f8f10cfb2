import { setTimeout as sleep } from 'node:timers/promises'
import mongoose from 'mongoose'
import type { Logger } from './logger'

interface Change {
  readonly _id: unknown
  readonly ns: { readonly coll: string }
  readonly documentKey: { readonly _id: string }
}

interface Following {
  readonly collections: readonly string[]
  /** Told of every document that was written or removed, in order. */
  readonly onChange: (collection: string, id: string) => void
  /** Changes may have been missed: everything must be read again. */
  readonly onGap: () => void
  readonly logger: Logger
}

const retryMs = 1000
/** ChangeStreamHistoryLost, ChangeStreamFatalError, InvalidResumeToken. */
const lostCodes = new Set<unknown>([286, 280, 260])

/**
 * Follows the writes of all instances by a change stream, across interruptions: it resumes where it stopped, and says so
 * when that place is gone. @returns a function that stops it
 */
export async function followChanges(following: Following): Promise<() => Promise<void>> {
  let isStopping = false
  const goesOn = () => !isStopping
  let resumeAfter: unknown = null
  let stream = open(following.collections, null)
  // an event before this point is seen by whoever reads after it
  await stream.tryNext()

  async function run(): Promise<void> {
    while (goesOn()) {
      try {
        for await (const change of stream) {
          resumeAfter = change._id
          following.onChange(change.ns.coll, change.documentKey._id)
        }
      } catch (error) {
        if (!goesOn()) return
        if (isLost(error)) {
          resumeAfter = null
          following.onGap()
        }
        following.logger.warn({ err: error }, 'the change stream was interrupted')
      }
      if (!goesOn()) return
      await stream.close().catch(() => undefined)
      await sleep(retryMs)
      stream = open(following.collections, resumeAfter)
    }
  }

  const running = run()
  return async () => {
    isStopping = true
    await stream.close().catch(() => undefined)
    await running
  }
}

function open(collections: readonly string[], resumeAfter: unknown) {
  const { db } = mongoose.connection
  if (!db) throw new Error('not connected')
  const pipeline = [
    { $match: { 'ns.coll': { $in: collections }, operationType: { $in: ['insert', 'update', 'replace', 'delete'] } } },
    { $project: { ns: 1, documentKey: 1 } },
  ]
  return db.watch<Record<string, never>, Change>(pipeline, resumeAfter === null ? {} : { resumeAfter })
}

function isLost(error: unknown): boolean {
  return error instanceof mongoose.mongo.MongoServerError && lostCodes.has(error.code)
}
