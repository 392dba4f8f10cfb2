import { AppError } from '../../domain/app-error'
import { SlotModel, type SlotRecord } from './slots.model'

export function listSlotsById(ids: readonly string[]): Promise<SlotRecord[]> {
  return SlotModel.find({ _id: { $in: ids } })
    .lean<SlotRecord[]>()
    .exec()
}

export interface SlotTaking {
  readonly slotId: string
  readonly pickupPointId: string
  readonly startsAt: Date
  readonly capacity: number
  /** How many places at once. */
  readonly count: number
}

/**
 * B6: takes places while there are any. A slot that nobody has taken yet begins with them; one that is full makes the
 * filter miss, and the insertion then meets the key that is there.
 */
export async function takeSlots(takings: readonly SlotTaking[]): Promise<void> {
  if (takings.length === 0) return
  const result = await SlotModel.bulkWrite(
    takings.map(({ slotId, pickupPointId, startsAt, capacity, count }) => ({
      updateOne: {
        filter: { _id: slotId, taken: { $lte: capacity - count } },
        update: { $inc: { taken: count }, $set: { capacity }, $setOnInsert: { pickupPointId, startsAt } },
        upsert: true,
      },
    })),
  )
  if (result.matchedCount + result.upsertedCount !== takings.length) throw new AppError('service.busy')
}

export async function leaveSlot(slotId: string): Promise<void> {
  await SlotModel.updateOne({ _id: slotId, taken: { $gt: 0 } }, { $inc: { taken: -1 } })
}

/**
 * Deletes slots that began before an instant and that no open visit counts on; said again in the write, so a visit that is
 * still open keeps its place. @returns how many there were, at most `limit`
 */
export async function deletePastSlots(before: Date, limit: number): Promise<number> {
  const past = { startsAt: { $lt: before }, taken: 0 }
  const found = await SlotModel.find(past).select({ _id: 1 }).limit(limit).lean<Pick<SlotRecord, '_id'>[]>().exec()
  if (found.length > 0) await SlotModel.deleteMany({ _id: { $in: found.map(({ _id }) => _id) }, ...past })
  return found.length
}
