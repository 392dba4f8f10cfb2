import type { Segment } from './segment'

/** What the engine keeps of each title under one number for as long as the title is known. */
export interface SlotTable<Summary> {
  /** The slot of an id, a new one if it has none. */
  claim(id: string): number
  find(id: string): number | undefined
  readonly idOf: (slot: number) => string
  /** Of a title that has been put. */
  summaryOf(slot: number): Summary
  /** From now on the title is this doc of this segment; an older version of it elsewhere is dead. */
  settle(slot: number, home: { segment: Segment; doc: number }): void
  keep(slot: number, summary: Summary): void
  /** Forgets the title and marks it dead in its segment. */
  release(slot: number): void
}

export function createSlotTable<Summary>(): SlotTable<Summary> {
  const slotsById = new Map<string, number>()
  const ids: string[] = []
  const summaries: ({ readonly summary: Summary } | undefined)[] = []
  const homes: (Segment | undefined)[] = []
  const docs: number[] = []
  const free: number[] = []

  const bury = (slot: number) => {
    const segment = homes[slot]
    const doc = docs[slot] ?? 0
    if (segment?.dead[doc] !== 0) return
    segment.dead[doc] = 1
    segment.liveCount--
  }

  return {
    claim(id) {
      const known = slotsById.get(id)
      if (known !== undefined) return known
      const slot = free.pop() ?? ids.length
      slotsById.set(id, slot)
      ids[slot] = id
      return slot
    },
    find: (id) => slotsById.get(id),
    idOf: (slot) => ids[slot] ?? '',
    summaryOf(slot) {
      const kept = summaries[slot]
      if (kept === undefined) throw new Error(`no title in slot ${slot}`)
      return kept.summary
    },
    settle(slot, { segment, doc }) {
      bury(slot)
      homes[slot] = segment
      docs[slot] = doc
    },
    keep(slot, summary) {
      summaries[slot] = { summary }
    },
    release(slot) {
      bury(slot)
      slotsById.delete(ids[slot] ?? '')
      ids[slot] = ''
      summaries[slot] = undefined
      homes[slot] = undefined
      free.push(slot)
    },
  }
}
