import type { Availability, LiveAvailability } from './engine'
import { grown } from './growable'
import type { Vocabulary } from './vocabulary'

/** Live availability by slot, beside the index: a loan changes four numbers in place and touches no segment. */
export interface AvailabilityTable {
  set(slot: number, change: LiveAvailability): void
  clear(slot: number): void
  get(slot: number): Availability
  /** For the loops of a search; the arrays grow at least with every slot that is claimed. */
  columns(): AvailabilityColumns
  /** Makes room for a slot: nothing available until something is set. */
  reserve(slot: number): void
}

export interface AvailabilityColumns {
  readonly available: Uint32Array
  /** Number of the set of branches where something is available. */
  readonly branches: Uint32Array
}

export function createAvailabilityTable(vocabulary: Vocabulary): AvailabilityTable {
  let copies = new Uint32Array(0)
  let available = new Uint32Array(0)
  let queues = new Uint32Array(0)
  let branches = new Uint32Array(0)

  const reserve = (slot: number) => {
    copies = grown(copies, slot + 1)
    available = grown(available, slot + 1)
    queues = grown(queues, slot + 1)
    branches = grown(branches, slot + 1)
  }
  const write = (slot: number, values: Availability, branchSet: number) => {
    reserve(slot)
    copies[slot] = values.copies
    available[slot] = values.available
    queues[slot] = values.queue
    branches[slot] = branchSet
  }

  return {
    reserve,
    set: (slot, change) => {
      write(slot, change, vocabulary.branches.number(change.availableBranches))
    },
    clear: (slot) => {
      write(slot, { copies: 0, available: 0, queue: 0 }, 0)
    },
    get: (slot) => ({ copies: copies[slot] ?? 0, available: available[slot] ?? 0, queue: queues[slot] ?? 0 }),
    columns: () => ({ available, branches }),
  }
}
