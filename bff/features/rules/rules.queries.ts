import { SettingModel } from './rules.model'

export async function readSetting(name: string): Promise<unknown> {
  const setting = await SettingModel.findById(name).lean().exec()
  return setting?.value ?? null
}

export async function writeSetting(name: string, value: unknown): Promise<void> {
  await SettingModel.updateOne({ _id: name }, { $set: { value }, $inc: { version: 1 } }, { upsert: true })
}

export interface Versioned {
  readonly value: unknown
  readonly version: number
}

export async function readVersioned(name: string): Promise<Versioned | null> {
  const setting = await SettingModel.findById(name).lean().exec()
  return setting && { value: setting.value, version: setting.version ?? 0 }
}

/** Replaces a setting that still is at `version`; false when somebody else was faster. */
export async function replaceSetting(name: string, value: unknown, version: number): Promise<boolean> {
  const { modifiedCount } = await SettingModel.updateOne(
    { _id: name, version: version === 0 ? { $in: [0, null] } : version },
    { $set: { value, version: version + 1 } },
  )
  return modifiedCount === 1
}
