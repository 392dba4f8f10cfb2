import { AsyncLocalStorage } from 'node:async_hooks'
import mongoose from 'mongoose'
import { createKeyedLock, type Release } from './keyed-lock'

interface TransactionContext {
  /** Lanes held until the commit, so that work on one title queues up in this process instead of colliding. */
  readonly held: Map<string, Release>
  afterCommit: (() => void)[]
}

const current = new AsyncLocalStorage<TransactionContext>()
const locks = createKeyedLock()

/** Longer than any sound command; a client hears 503 and may repeat with its idempotency key. */
const timeoutMs = 10_000

const options = {
  readConcern: 'snapshot',
  writeConcern: { w: 'majority', journal: true },
  timeoutMS: timeoutMs,
} as const

/**
 * Runs `work` in one transaction; what it writes is there entirely or not at all. Inside another transaction it joins
 * that one. `work` runs again when the database reports a conflict, so it must have no effects beyond the database
 * (use `afterCommit` for those).
 */
export async function transaction<T>(work: () => Promise<T>): Promise<T> {
  if (current.getStore()) return work()
  const context: TransactionContext = { held: new Map(), afterCommit: [] }
  try {
    const result = await mongoose.connection.transaction(async () => {
      context.afterCommit = []
      return current.run(context, work)
    }, options)
    for (const effect of context.afterCommit) effect()
    return result
  } finally {
    for (const release of context.held.values()) release()
  }
}

/** Something to do once the effects are stored (wake a job, refresh a figure); lost if the process dies, so never a promise. */
export function afterCommit(effect: () => void): void {
  const context = current.getStore()
  if (context) context.afterCommit.push(effect)
  else effect()
}

/**
 * Waits until nobody else in this process works under one of `keys`, and keeps them until the transaction is over.
 * Several keys are taken in one order, so that two commands never wait for each other.
 */
export async function holdInThisProcess(keys: readonly string[]): Promise<void> {
  const context = current.getStore()
  if (!context) throw new Error('holdInThisProcess() needs a transaction')
  for (const key of [...new Set(keys)].sort()) {
    if (context.held.has(key)) continue
    context.held.set(key, await locks.acquire(key, timeoutMs))
  }
}
