import { PrivacyChoiceModel, type PrivacyChoiceRecord } from './privacy.model'

export function findChoice(readerId: string): Promise<PrivacyChoiceRecord | null> {
  return PrivacyChoiceModel.findById(readerId).lean<PrivacyChoiceRecord>().exec()
}

/** Null when the reader had already said so. */
export function changeChoice({ _id, ...said }: PrivacyChoiceRecord): Promise<PrivacyChoiceRecord | null> {
  return PrivacyChoiceModel.findOneAndUpdate(
    { _id, keepsHistory: !said.keepsHistory },
    { $set: said },
    { returnDocument: 'after' },
  )
    .lean<PrivacyChoiceRecord>()
    .exec()
}

export async function insertChoice(choice: PrivacyChoiceRecord): Promise<void> {
  await PrivacyChoiceModel.create([choice])
}

export async function deleteChoice(readerId: string): Promise<void> {
  await PrivacyChoiceModel.deleteOne({ _id: readerId })
}

/** Those of these readers who have agreed to a history. */
export async function listKeeping(readerIds: readonly string[]): Promise<ReadonlySet<string>> {
  const choices = await PrivacyChoiceModel.find({ _id: { $in: readerIds }, keepsHistory: true })
    .select({ _id: 1 })
    .lean<Pick<PrivacyChoiceRecord, '_id'>[]>()
    .exec()
  return new Set(choices.map(({ _id }) => _id))
}
