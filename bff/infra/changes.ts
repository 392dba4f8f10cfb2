import { setTimeout as sleep } from 'node:timers/promises'
import mongoose from 'mongoose'
import type { Logger } from './logger'

interface Change {
  readonly _id: Token
  readonly operationType: string
  readonly ns: { readonly coll: string }
  readonly documentKey: { readonly _id: string }
}

/** What the database calls a resume token. */
interface Token {
  readonly _data: string
}

interface Followed {
  readonly collections: readonly string[]
  /** Told of every document that was written or removed, in order. */
  readonly onChange: (collection: string, id: string) => void
  /** Changes may have been missed: everything must be read again. */
  readonly onGap: () => void
  readonly logger: Logger
  /** Where an earlier run has come to; absent: from now on. */
  readonly from?: string | null
}

export interface Following {
  /** How far the changes have been told; whoever has dealt with all of them may go on from here. */
  place(): string
  stop(): Promise<void>
}

const retryMs = 1000
const written = ['insert', 'update', 'replace', 'delete']
/** What was there is gone without a word for each document. */
const swept = ['drop', 'rename', 'dropDatabase', 'invalidate']
/** ChangeStreamHistoryLost, ChangeStreamFatalError, InvalidResumeToken. */
const lostCodes = new Set<unknown>([286, 280, 260])

/**
 * Follows the writes of all instances by a change stream, across interruptions: it resumes where it stopped, and says so
 * when that place is gone.
 */
export async function followChanges(following: Followed): Promise<Following> {
  let isStopping = false
  const goesOn = () => !isStopping
  let place = following.from ?? ''
  let stream = open(following.collections, place)
  await begin()

  /** An event before the place it begins at is seen by whoever reads the database after it. */
  async function begin(): Promise<void> {
    try {
      const first = await stream.tryNext()
      if (first) tell(first)
      else place = (stream.resumeToken as Token)._data // of this server, as in every change
    } catch (error) {
      if (place === '' || !isLost(error)) throw error
      place = ''
      following.onGap()
      stream = open(following.collections, place)
      await begin()
    }
  }

  function tell(change: Change): void {
    if (swept.includes(change.operationType)) following.onGap()
    else following.onChange(change.ns.coll, change.documentKey._id)
    place = change._id._data
  }

  async function run(): Promise<void> {
    while (goesOn()) {
      try {
        for await (const change of stream) tell(change)
        // a dropped database ends its stream
        place = ''
      } catch (error) {
        if (!goesOn()) return
        if (isLost(error)) place = ''
        following.logger.warn({ err: error }, 'the change stream was interrupted')
      }
      if (!goesOn()) return
      await stream.close().catch(() => undefined)
      await sleep(retryMs)
      await reopen()
    }
  }

  /** Where the place is gone, what happened until the new one is read by whoever is told of the gap now, not before. */
  async function reopen(): Promise<void> {
    const hasGap = place === ''
    stream = open(following.collections, place)
    if (!hasGap) return
    await begin().catch((error: unknown) => {
      following.logger.warn({ err: error }, 'the change stream could not begin again')
    })
    following.onGap()
  }

  const running = run()
  return {
    place: () => place,
    stop: async () => {
      isStopping = true
      await stream.close().catch(() => undefined)
      await running
    },
  }
}

function open(collections: readonly string[], place: string) {
  const { db } = mongoose.connection
  if (!db) throw new Error('not connected')
  const pipeline = [
    {
      $match: {
        $or: [
          { 'ns.coll': { $in: collections }, operationType: { $in: [...written, 'drop', 'rename'] } },
          { operationType: { $in: ['dropDatabase', 'invalidate'] } },
        ],
      },
    },
    { $project: { ns: 1, documentKey: 1, operationType: 1 } },
  ]
  return db.watch<Record<string, never>, Change>(pipeline, place === '' ? {} : { resumeAfter: { _data: place } })
}

function isLost(error: unknown): boolean {
  return error instanceof mongoose.mongo.MongoServerError && lostCodes.has(error.code)
}
