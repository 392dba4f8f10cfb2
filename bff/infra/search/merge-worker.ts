import { parentPort } from 'node:worker_threads'
import { mergeParts, NEVER_DUE } from './merge-parts'
import { arraysOf, derivedFrom, partsFrom, type DerivedParts } from './segment-parts'
import type { Numbers } from './shared-arrays'

/** The other end of merge-thread.ts. All arrays are seen by both threads; nothing is copied. */
export interface MergeOrder {
  readonly id: number
  readonly parts: readonly (readonly Numbers[])[]
  readonly newDocs: readonly Uint32Array[]
  readonly docCount: number
}

export interface MergeDone {
  readonly id: number
  readonly merged?: { readonly arrays: readonly Numbers[]; readonly derived: DerivedParts }
  readonly failure?: unknown
}

async function merge({ id, parts, newDocs, docCount }: MergeOrder): Promise<MergeDone> {
  try {
    const merged = await mergeParts({ parts: parts.map(partsFrom), newDocs, docCount, breather: NEVER_DUE })
    return { id, merged: { arrays: arraysOf(merged), derived: derivedFrom(merged) } }
  } catch (failure) {
    return { id, failure }
  }
}

parentPort?.on('message', (order: MergeOrder) => {
  void merge(order).then((done) => parentPort?.postMessage(done))
})
