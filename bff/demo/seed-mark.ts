import mongoose from 'mongoose'
import { SettingModel } from '../features/rules/rules.model'

const name = 'demo'

/** Where the seeding of this database stands; null where none was ever begun. */
export async function readSeedMark(): Promise<'begun' | 'complete' | null> {
  const mark = await SettingModel.findById(name).lean().exec()
  if (!mark) return null
  // written by the two functions below and by nobody else
  const { isComplete } = mark.value as { isComplete: boolean }
  return isComplete ? 'complete' : 'begun'
}

export async function markSeedBegun(at: Date): Promise<void> {
  await writeMark({ at, isComplete: false })
}

/** The last write of a seeding: without it the next start throws away what there is and begins anew. */
export async function markSeedComplete(at: Date): Promise<void> {
  await writeMark({ at, isComplete: true })
}

/** Whether this database may be filled: nothing was ever put into it, or a seeding was cut short and nothing came since. */
export async function isSeedable(): Promise<boolean> {
  const mark = await readSeedMark()
  if (mark === 'complete') return false
  const records = ['titles', 'readers']
  if (mark === 'begun') return !(await isAnyIn(records, { source: { $ne: 'demo' } }))
  return !(await isAnyIn([...records, 'branches', 'librarians'], {}))
}

async function isAnyIn(collections: readonly string[], filter: object): Promise<boolean> {
  for (const collection of collections) {
    const found = await mongoose.connection.collection(collection).findOne(filter, { projection: { _id: 1 } })
    if (found) return true
  }
  return false
}

async function writeMark(value: { readonly at: Date; readonly isComplete: boolean }): Promise<void> {
  await SettingModel.updateOne({ _id: name }, { $set: { value } }, { upsert: true })
}
