import { connectedDatabase } from '../../infra/mongo'
import { TitleModel, type ListedTitle, type TitleRecord } from './titles.model'

export function findTitle(id: string): Promise<TitleRecord | null> {
  return TitleModel.findById(id).lean<TitleRecord>().exec()
}

export function findTitleByIsbn(isbn: string): Promise<TitleRecord | null> {
  return TitleModel.findOne({ isbns: isbn }).lean<TitleRecord>().exec()
}

export function listTitles(ids: readonly string[]): Promise<TitleRecord[]> {
  return TitleModel.find({ _id: { $in: ids } })
    .lean<TitleRecord[]>()
    .exec()
}

export function listNewTitles(limit: number): Promise<TitleRecord[]> {
  return TitleModel.find().sort({ addedAt: -1, _id: -1 }).limit(limit).lean<TitleRecord[]>().exec()
}

const listed = { summary: 0, contents: 0, electronic: 0, imported: 0 } as const

/** The most used titles of a class. */
export function listOfClass(notation: string, limit: number): Promise<ListedTitle[]> {
  return TitleModel.find({ class: notation })
    .sort({ popularity: -1 })
    .limit(limit)
    .select(listed)
    .lean<ListedTitle[]>()
    .exec()
}

/** Titles of a class and, behind them, of the narrower ones within it. */
export function listWithinClass(notation: string, limit: number): Promise<ListedTitle[]> {
  return TitleModel.find({ class: { $gte: notation, $lt: `${notation}\uffff` } })
    .sort({ class: 1, popularity: -1 })
    .limit(limit)
    .select(listed)
    .lean<ListedTitle[]>()
    .exec()
}

/** Titles that bear any of these keys, the newest first. */
export function listSharingKeys(workKeys: readonly string[], limit: number): Promise<ListedTitle[]> {
  return TitleModel.find({ workKeys: { $in: workKeys } })
    .sort({ year: -1, _id: 1 })
    .limit(limit)
    .select(listed)
    .lean<ListedTitle[]>()
    .exec()
}

/** The titles of a series, the most used first. */
export function listOfSeries(seriesKey: string, limit: number): Promise<ListedTitle[]> {
  return TitleModel.find({ seriesKey })
    .sort({ popularity: -1 })
    .limit(limit)
    .select(listed)
    .lean<ListedTitle[]>()
    .exec()
}

export type ImportState = Pick<TitleRecord, '_id' | 'parts' | 'imported'>

/** What an import needs to know of titles that may be here. */
export function listImportStates(ids: readonly string[]): Promise<ImportState[]> {
  return TitleModel.find({ _id: { $in: ids } })
    .select({ parts: 1, imported: 1 })
    .lean<ImportState[]>()
    .exec()
}

/** All of a title but what the library adds by itself. */
export type TitleAsImported = Omit<TitleRecord, 'popularity' | 'addedAt' | 'workKeys' | 'seriesKey'>

type KeyedTitle = TitleAsImported & Required<Pick<TitleRecord, 'workKeys' | 'seriesKey'>>

/**
 * Writes titles as an import has read them, in one go and by the driver: their shape is that of the model by type, and
 * Mongoose's casting of each one would cost more than all the rest of an import.
 */
export async function writeImported(titles: readonly KeyedTitle[]): Promise<void> {
  if (titles.length === 0) return
  const writes = titles.map(({ _id, ...title }) => ({
    updateOne: { filter: { _id }, update: { $set: title, $setOnInsert: brought(title) }, upsert: true },
  }))
  await titlesOfDriver().bulkWrite(writes, { ordered: false })
}

/** The same for titles that are not here: in half the time. @throws E11000 when one is by now; the others are in */
export async function insertImported(titles: readonly KeyedTitle[]): Promise<void> {
  if (titles.length === 0) return
  const records = titles.map((title) => ({ ...title, ...brought(title) }))
  await titlesOfDriver().insertMany(records, { ordered: false })
}

const titlesOfDriver = () => connectedDatabase().collection<TitleRecord>(TitleModel.collection.name)

/** What the library adds to a title by itself. */
const brought = ({ updatedAt }: Pick<TitleRecord, 'updatedAt'>) => ({ popularity: 0, addedAt: updatedAt })

export async function removeTitle(id: string): Promise<void> {
  await TitleModel.deleteOne({ _id: id })
}

/** All titles, in batches: for building the search index. */
export async function* readAllTitles(batchSize: number): AsyncGenerator<TitleRecord[]> {
  let batch: TitleRecord[] = []
  for await (const title of TitleModel.find().lean<TitleRecord[]>().cursor({ batchSize })) {
    batch.push(title)
    if (batch.length === batchSize) {
      yield batch
      batch = []
    }
  }
  if (batch.length > 0) yield batch
}

/** Of the collection: another one after every drop, and in every other database. */
export async function readIdentity(): Promise<string> {
  const [titles] = await connectedDatabase().listCollections({ name: 'titles' }).toArray()
  const uuid = titles !== undefined && 'info' in titles ? titles.info.uuid : undefined
  return uuid?.toString('hex') ?? ''
}
