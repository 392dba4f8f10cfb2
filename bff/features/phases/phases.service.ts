import { notFound } from '../../domain/app-error'
import type { Bilingual } from '../../domain/language'
import type { Clock } from '../../infra/clock'
import { createMemo } from '../../infra/memo'
import { afterCommit, transaction } from '../../infra/transaction'
import * as queries from './phases.queries'

export interface Phase {
  readonly id: string
  readonly name: Bilingual
  /** One sentence for the banner; null on ordinary days. */
  readonly banner: Bilingual | null
  readonly since: Date
}

export interface PhaseDraft {
  /** A slug that other things refer to. */
  readonly id: string
  readonly name: Bilingual
  readonly banner?: Bilingual | undefined
}

export type PhasesService = ReturnType<typeof createPhasesService>

/** What holds until a library has described its phases. */
const ordinaryDays: Phase = {
  id: 'ordinary',
  name: { zh: '日常', en: 'Ordinary days' },
  banner: null,
  since: new Date(0),
}

/** The phases of the library (F1), one of which is in force. Every request needs it: remembered for a second. */
export function createPhasesService(deps: { readonly clock: Clock }) {
  const memo = createMemo(deps.clock, 1000, async (): Promise<Phase> => {
    const found = await queries.findPhaseInForce()
    if (!found) return ordinaryDays
    return { id: found._id, name: found.name, banner: found.banner, since: found.since ?? ordinaryDays.since }
  })

  /** Writes the phases in their order; those that are there already keep being in force or not. */
  async function describe(phases: readonly PhaseDraft[]): Promise<void> {
    await transaction(async () => {
      for (const [order, { id, name, banner }] of phases.entries()) {
        await queries.putPhase({ _id: id, name, banner: banner ?? null, order })
      }
    })
    afterCommit(memo.forget)
  }

  /** Puts a phase in force, and the one before it out of force. */
  async function enter(id: string, since: Date = deps.clock.now()): Promise<void> {
    await transaction(async () => {
      await queries.endPhaseInForce()
      if (!(await queries.startPhase(id, since))) throw notFound()
    })
    afterCommit(memo.forget)
  }

  return { current: memo.get, describe, enter }
}
