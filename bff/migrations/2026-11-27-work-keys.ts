import { TitleModel, type TitleRecord } from '../features/titles/titles.model'
import { workKeysOf } from '../features/titles/work-keys.rules'
import { foldText } from '../infra/search/fold'

const batchSize = 1000

/**
 * Titles from before they bore the keys of their work and series are given them. An import that writes such a title
 * meanwhile writes its keys too, and is left alone. Nothing has to be rolled back: an earlier version does not read them.
 */
export async function fillInWorkKeys(): Promise<void> {
  const unkeyed = { workKeys: { $exists: false } }
  let batch: TitleRecord[] = []
  for await (const title of TitleModel.find(unkeyed).lean<TitleRecord>().cursor({ batchSize })) {
    batch.push(title)
    if (batch.length === batchSize) {
      await write(batch)
      batch = []
    }
  }
  await write(batch)

  async function write(titles: readonly TitleRecord[]): Promise<void> {
    if (titles.length === 0) return
    const updates = titles.map((title) => ({
      updateOne: { filter: { _id: title._id, ...unkeyed }, update: { $set: workKeysOf(title, foldText) } },
    }))
    await TitleModel.bulkWrite(updates, { ordered: false })
  }
}
