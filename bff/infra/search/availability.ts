import type { Availability, LiveAvailability } from './engine'
import type { Vocabulary } from './vocabulary'

/** Live availability by doc, beside the index: a loan changes four numbers in place and touches nothing else. */
export interface LiveColumns {
  readonly copies: Uint16Array
  readonly available: Uint16Array
  readonly queue: Uint16Array
  /** Number of the set of branches where something is available. */
  readonly branches: Uint16Array
}

export function createLiveColumns(docCount: number): LiveColumns {
  return {
    copies: new Uint16Array(docCount),
    available: new Uint16Array(docCount),
    queue: new Uint16Array(docCount),
    branches: new Uint16Array(docCount),
  }
}

/** Nobody counts on: what is more than a column holds is shown as the most that it holds. */
const MOST = 0xffff

export function writeLive(
  live: LiveColumns,
  doc: number,
  { change, vocabulary }: { readonly change: LiveAvailability; readonly vocabulary: Vocabulary },
): void {
  live.copies[doc] = Math.min(change.copies, MOST)
  live.available[doc] = Math.min(change.available, MOST)
  live.queue[doc] = Math.min(change.queue, MOST)
  live.branches[doc] = vocabulary.branches.number(change.availableBranches)
}

export function readLive({ copies, available, queue }: LiveColumns, doc: number): Availability {
  return { copies: copies[doc] ?? 0, available: available[doc] ?? 0, queue: queue[doc] ?? 0 }
}

export interface LiveAt {
  readonly live: LiveColumns
  readonly doc: number
}

export function copyLive(from: LiveAt, to: LiveAt): void {
  for (const name of ['copies', 'available', 'queue', 'branches'] as const) {
    to.live[name][to.doc] = from.live[name][from.doc] ?? 0
  }
}
