import { copyAllLive } from './availability'
import { createBreather } from './breather'
import { DROPPED } from './merge-order'
import { mergeParts } from './merge-parts'
import { mergeOnThread } from './merge-thread'
import { bury, segmentOf, type Segment } from './segment'
import { derivedFrom } from './segment-parts'

/** Fewer titles are merged sooner than another thread has heard of them. */
const WORTH_A_THREAD = 20_000

/**
 * One segment with what is alive in several; nothing is analysed anew. What dies or is lent meanwhile is taken over at the very
 * end, at once with `replace`, so that nothing falls in between.
 */
export async function mergeSegments(segments: readonly Segment[], replace: (merged: Segment) => void): Promise<void> {
  let docCount = 0
  const newDocs = segments.map(({ dead }) => Uint32Array.from(dead, (isDead) => (isDead === 1 ? DROPPED : docCount++)))
  const merging = { parts: segments, newDocs, docCount }
  const { parts, derived } = await (docCount < WORTH_A_THREAD ? mergeHere(merging) : mergeOnThread(merging))
  const merged = segmentOf(parts, { derived })
  for (const [part, { dead, live }] of segments.entries()) {
    const docs = newDocs[part] ?? new Uint32Array(0)
    copyAllLive(live, merged.live, docs)
    docs.forEach((doc, oldDoc) => {
      if (doc !== DROPPED && dead[oldDoc] === 1) bury(merged, doc)
    })
  }
  replace(merged)
}

/** It steps aside for searches and writes. */
async function mergeHere(merging: {
  readonly parts: readonly Segment[]
  readonly newDocs: readonly Uint32Array[]
  readonly docCount: number
}) {
  const parts = await mergeParts({ ...merging, breather: createBreather() })
  return { parts, derived: derivedFrom(parts) }
}
