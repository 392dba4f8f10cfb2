import { SoundnessModel, type SoundnessRecord } from './soundness.model'

export function readSoundness(): Promise<SoundnessRecord | null> {
  return SoundnessModel.findById('last').lean<SoundnessRecord>().exec()
}

export async function writeSoundness({ checkedAt, violations }: Omit<SoundnessRecord, '_id'>): Promise<void> {
  await SoundnessModel.updateOne({ _id: 'last' }, { $set: { checkedAt, violations } }, { upsert: true })
}
