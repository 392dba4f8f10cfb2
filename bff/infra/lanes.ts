import mongoose from 'mongoose'
import { holdInThisProcess } from './transaction'

/**
 * One lane per bookable unit (a title, or one part of it). Every command that touches the unit's copies or its queue
 * enters the lane first, which raises its turn: two such commands can never commit from the same snapshot, so "no copy:
 * queue" and "no queue: make available" cannot both happen (B7). The turn is also the sequence of the queue (B8).
 */
const laneSchema = new mongoose.Schema<{ _id: string; turn: number }>({
  _id: { type: String },
  turn: { type: Number, required: true },
})
const Lane = mongoose.model('Lane', laneSchema, 'lanes')

export interface Unit {
  readonly titleId: string
  readonly part: string | null
}

export function laneOf(unit: Unit): string {
  return unit.part === null ? unit.titleId : `${unit.titleId}/${unit.part}`
}

/** Enters a lane until the end of the transaction. @returns the turn, greater than all before it. */
export async function enterLane(unit: Unit): Promise<number> {
  const key = laneOf(unit)
  await holdInThisProcess([key])
  const lane = await Lane.findOneAndUpdate(
    { _id: key },
    { $inc: { turn: 1 } },
    { upsert: true, returnDocument: 'after' },
  ).lean()
  return lane.turn
}

/** Enters several lanes, in one order for everybody. */
export async function enterLanes(units: readonly Unit[]): Promise<void> {
  await holdInThisProcess(units.map(laneOf))
  const distinct = new Map(units.map((unit) => [laneOf(unit), unit]))
  for (const key of [...distinct.keys()].sort()) {
    const unit = distinct.get(key)
    if (unit) await enterLane(unit)
  }
}

/**
 * Enters many lanes at once, each by as many turns as it has commands. @returns the last turn of each lane, by its key
 */
export async function advanceLanes(units: readonly Unit[]): Promise<ReadonlyMap<string, number>> {
  if (units.length === 0) return new Map()
  await holdInThisProcess(units.map(laneOf))
  const turns = new Map<string, number>()
  for (const unit of units) turns.set(laneOf(unit), (turns.get(laneOf(unit)) ?? 0) + 1)
  const updates = [...turns].map(([key, by]) => ({
    updateOne: { filter: { _id: key }, update: { $inc: { turn: by } }, upsert: true },
  }))
  await Lane.bulkWrite(updates, { ordered: false })
  const lanes = await Lane.find({ _id: { $in: [...turns.keys()] } }).lean()
  return new Map(lanes.map((lane) => [lane._id, lane.turn]))
}
