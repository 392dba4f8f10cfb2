import type { Availability, LiveAvailability } from './engine'
import { grown } from './growable'
import type { Vocabulary } from './vocabulary'

/** Live availability by slot, beside the index: a loan changes four numbers in place and touches no segment. */
export interface AvailabilityTable {
  set(slot: number, change: LiveAvailability): void
  clear(slot: number): void
  get(slot: number): Availability
  /** What can be taken now; the hot loop of a search reads these. */
  availableOf(slot: number): number
  /** Number of the set of branches where something is available. */
  branchSetOf(slot: number): number
}

export function createAvailabilityTable(vocabulary: Vocabulary): AvailabilityTable {
  let copies = new Uint32Array(0)
  let available = new Uint32Array(0)
  let queues = new Uint32Array(0)
  let branchSets = new Uint32Array(0)

  const write = (slot: number, values: Availability, branchSet: number) => {
    copies = grown(copies, slot + 1)
    available = grown(available, slot + 1)
    queues = grown(queues, slot + 1)
    branchSets = grown(branchSets, slot + 1)
    copies[slot] = values.copies
    available[slot] = values.available
    queues[slot] = values.queue
    branchSets[slot] = branchSet
  }

  return {
    set: (slot, change) => {
      write(slot, change, vocabulary.branches.number(change.availableBranches))
    },
    clear: (slot) => {
      write(slot, { copies: 0, available: 0, queue: 0 }, 0)
    },
    get: (slot) => ({ copies: copies[slot] ?? 0, available: available[slot] ?? 0, queue: queues[slot] ?? 0 }),
    availableOf: (slot) => available[slot] ?? 0,
    branchSetOf: (slot) => branchSets[slot] ?? 0,
  }
}
