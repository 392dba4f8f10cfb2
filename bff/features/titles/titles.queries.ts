import { connectedDatabase } from '../../infra/mongo'
import { TitleModel, type TitleRecord } from './titles.model'

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

/** The most used titles of the same class, without the one itself. */
export function listRelated(title: TitleRecord, limit: number): Promise<TitleRecord[]> {
  return TitleModel.find({ class: title.class, _id: { $ne: title._id } })
    .sort({ popularity: -1 })
    .limit(limit)
    .lean<TitleRecord[]>()
    .exec()
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
