import { Worker } from 'node:worker_threads'
import type { MergeDone, MergeOrder } from './merge-worker'
import { arraysOf, partsFrom, type DerivedParts, type SegmentParts } from './segment-parts'

export interface MergedParts {
  readonly parts: SegmentParts
  readonly derived: DerivedParts
}

interface ToMerge {
  readonly parts: readonly SegmentParts[]
  readonly newDocs: readonly Uint32Array[]
  readonly docCount: number
}

interface MergeThread {
  merge(order: ToMerge): Promise<MergedParts>
  stop(): Promise<unknown>
}

/** One for the process: merges come one at a time, and a thread costs some megabytes. */
let current: MergeThread | undefined

/**
 * What a thread has seen is held until its collector comes by, which memory of several threads does not hasten: so none lives on
 * after it has merged so many titles.
 */
const TITLES_OF_A_LIFE = 250_000

/**
 * Merges on another thread, so that searches and writes go on as if there were none.
 *
 * @throws Error when the thread ends, for lack of memory say; the next order starts another
 */
export function mergeOnThread(order: ToMerge): Promise<MergedParts> {
  const thread = (current ??= startThread(() => {
    if (current === thread) current = undefined
  }))
  return thread.merge(order)
}

/** Whoever waits for a merge hears that it will not come. */
export async function stopMergeThread(): Promise<void> {
  await current?.stop()
}

function startThread(onEnd: () => void): MergeThread {
  const worker = new Worker(new URL('./merge-thread-start.mjs', import.meta.url), { execArgv: [] })
  const waiting = new Map<
    number,
    { readonly resolve: (merged: MergedParts) => void; readonly reject: (failure: unknown) => void }
  >()
  let orders = 0
  let titlesSeen = 0
  const end = (failure: unknown) => {
    onEnd()
    for (const { reject } of waiting.values()) reject(failure)
    waiting.clear()
  }
  worker.on('message', ({ id, merged, failure }: MergeDone) => {
    const order = waiting.get(id)
    waiting.delete(id)
    if (waiting.size === 0) worker.unref()
    if (waiting.size === 0 && titlesSeen >= TITLES_OF_A_LIFE) {
      onEnd()
      void worker.terminate()
    }
    if (merged === undefined) order?.reject(failure)
    else order?.resolve({ parts: partsFrom(merged.arrays), derived: merged.derived })
  })
  worker.on('error', end)
  worker.on('exit', (code) => {
    end(new Error(`the thread that merges ended with ${code}`))
  })
  return {
    stop: () => worker.terminate(),
    merge: ({ parts, newDocs, docCount }) =>
      new Promise((resolve, reject) => {
        const id = orders++
        titlesSeen += docCount
        waiting.set(id, { resolve, reject })
        // somebody waits for it, until there is an answer
        worker.ref()
        const message: MergeOrder = { id, parts: parts.map(arraysOf), newDocs, docCount }
        worker.postMessage(message)
      }),
  }
}
