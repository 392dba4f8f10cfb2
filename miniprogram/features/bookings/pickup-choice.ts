import { readStored, store } from '../../lib/storage'
import type { PickupPoint } from './bookings.hooks'

const key = 'pickup-point'
const isId = (value: unknown): value is string => typeof value === 'string'

/** Readers have their place: the next sheet offers it first. */
export function rememberPickupPoint(id: string): void {
  store(key, id)
}

/** The reader's choice, else the place of last time, else where it is ready first; never one that refuses. */
export function firstChoice(points: readonly PickupPoint[], chosenId: string | undefined): PickupPoint | undefined {
  const possible = points.filter(({ refusals }) => refusals.length === 0)
  const byId = (id: string | undefined) => possible.find((point) => point.id === id)
  const soonest = [...possible].sort((a, b) => (a.readyBy ?? '').localeCompare(b.readyBy ?? ''))[0]
  return byId(chosenId) ?? byId(readStored(key, isId)) ?? soonest
}
