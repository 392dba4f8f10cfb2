import { ReaderModel, type ReaderRecord } from './readers.model'

export function findReader(id: string): Promise<ReaderRecord | null> {
  return ReaderModel.findById(id).lean<ReaderRecord>().exec()
}

export function findReaderByNumber(number: string): Promise<ReaderRecord | null> {
  return ReaderModel.findOne({ number }).lean<ReaderRecord>().exec()
}

export function raiseTurn(id: string): Promise<ReaderRecord | null> {
  return ReaderModel.findOneAndUpdate({ _id: id }, { $inc: { turn: 1 } }, { returnDocument: 'after' })
    .lean<ReaderRecord>()
    .exec()
}

export function listReadersById(ids: readonly string[]): Promise<ReaderRecord[]> {
  return ReaderModel.find({ _id: { $in: ids } })
    .lean<ReaderRecord[]>()
    .exec()
}

export function listFeaturedReaders(): Promise<ReaderRecord[]> {
  return ReaderModel.find({ source: 'demo', featured: { $ne: null } })
    .sort({ featured: 1 })
    .lean<ReaderRecord[]>()
    .exec()
}

export function listOrdinaryDemoReaders(limit: number, after: string): Promise<ReaderRecord[]> {
  return ReaderModel.find({ source: 'demo', featured: null, number: { $gt: after } })
    .sort({ number: 1 })
    .limit(limit)
    .lean<ReaderRecord[]>()
    .exec()
}

export async function hasImportedReaders(): Promise<boolean> {
  return (await ReaderModel.exists({ source: { $ne: 'demo' } })) !== null
}

export async function raiseTurns(ids: readonly string[]): Promise<void> {
  await ReaderModel.updateMany({ _id: { $in: ids } }, { $inc: { turn: 1 } })
}
