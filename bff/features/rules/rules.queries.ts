import { SettingModel } from './rules.model'

export async function readSetting(name: string): Promise<unknown> {
  const setting = await SettingModel.findById(name).lean().exec()
  return setting?.value ?? null
}

export async function writeSetting(name: string, value: unknown): Promise<void> {
  await SettingModel.updateOne({ _id: name }, { $set: { value } }, { upsert: true })
}
