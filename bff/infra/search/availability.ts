import type { Columns } from './columns'
import type { Availability, LiveAvailability } from './engine'
import { DROPPED } from './merge-order'
import type { Vocabulary } from './vocabulary'

/** Live availability by doc, beside the index: a loan changes four numbers in place and touches nothing else. */
export interface StoredLive {
  readonly copies: Uint16Array
  readonly available: Uint16Array
  readonly queue: Uint16Array
  /** Number of the set of branches where something is available. */
  readonly branches: Uint16Array
}

export interface LiveColumns extends StoredLive {
  /**
   * What facets count of a doc, in one stretch of memory, since a search meets its titles all over the index: kind and year
   * as in the column of that name; then the set of branches with a copy, and 16 bits further up that with one to be had.
   */
  readonly facets: Uint32Array
}

export const FACETS_OF_DOC = 2
export const AVAILABLE_SHIFT = 16

export function createLiveColumns(
  docCount: number,
  { kindAndYear, branches }: Pick<Columns, 'kindAndYear' | 'branches'>,
  stored: StoredLive = emptyLive(docCount),
): LiveColumns {
  const facets = new Uint32Array(FACETS_OF_DOC * docCount)
  for (let doc = 0; doc < docCount; doc++) {
    facets[FACETS_OF_DOC * doc] = kindAndYear[doc] ?? 0
    facets[FACETS_OF_DOC * doc + 1] = (branches[doc] ?? 0) | ((stored.branches[doc] ?? 0) << AVAILABLE_SHIFT)
  }
  return { ...stored, facets }
}

function emptyLive(docCount: number): StoredLive {
  return {
    copies: new Uint16Array(docCount),
    available: new Uint16Array(docCount),
    queue: new Uint16Array(docCount),
    branches: new Uint16Array(docCount),
  }
}

function setBranches({ branches, facets }: LiveColumns, doc: number, set: number): void {
  branches[doc] = set
  const at = FACETS_OF_DOC * doc + 1
  facets[at] = ((facets[at] ?? 0) & BRANCHES_MASK) | (set << AVAILABLE_SHIFT)
}

export const BRANCHES_MASK = 0xffff

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
  setBranches(live, doc, vocabulary.branches.number(change.availableBranches))
}

export function readLive({ copies, available, queue }: LiveColumns, doc: number): Availability {
  return { copies: copies[doc] ?? 0, available: available[doc] ?? 0, queue: queue[doc] ?? 0 }
}

export interface LiveAt {
  readonly live: LiveColumns
  readonly doc: number
}

export function copyLive(from: LiveAt, to: LiveAt): void {
  for (const name of ['copies', 'available', 'queue'] as const) to.live[name][to.doc] = from.live[name][from.doc] ?? 0
  setBranches(to.live, to.doc, from.live.branches[from.doc] ?? 0)
}

/** The availability of a whole segment, for docs that have new numbers in another one. */
export function copyAllLive(from: StoredLive, to: LiveColumns, newDocs: Uint32Array): void {
  for (const name of ['copies', 'available', 'queue'] as const) {
    const [old, own] = [from[name], to[name]]
    newDocs.forEach((doc, oldDoc) => {
      if (doc !== DROPPED) own[doc] = old[oldDoc] ?? 0
    })
  }
  newDocs.forEach((doc, oldDoc) => {
    if (doc !== DROPPED) setBranches(to, doc, from.branches[oldDoc] ?? 0)
  })
}
