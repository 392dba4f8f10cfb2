import { PhaseModel, type PhaseRecord } from './phases.model'

export function findPhaseInForce(): Promise<PhaseRecord | null> {
  return PhaseModel.findOne({ isInForce: true }).lean<PhaseRecord>().exec()
}

/** Writes what a phase is called; whether it is in force stays as it is. */
export async function putPhase(phase: Pick<PhaseRecord, '_id' | 'name' | 'banner' | 'order'>): Promise<void> {
  const { _id, name, banner, order } = phase
  await PhaseModel.updateOne(
    { _id },
    { $set: { name, banner, order }, $setOnInsert: { isInForce: false, since: null } },
    { upsert: true },
  )
}

export async function endPhaseInForce(): Promise<void> {
  await PhaseModel.updateMany({ isInForce: true }, { $set: { isInForce: false } })
}

export function startPhase(id: string, since: Date): Promise<PhaseRecord | null> {
  return PhaseModel.findOneAndUpdate({ _id: id }, { $set: { isInForce: true, since } }, { returnDocument: 'after' })
    .lean<PhaseRecord>()
    .exec()
}
