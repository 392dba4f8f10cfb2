import { ImportRunModel, type ImportRunRecord } from './catalogue-import.model'

export function findRun(id: string): Promise<ImportRunRecord | null> {
  return ImportRunModel.findById(id).lean<ImportRunRecord>().exec()
}

export async function saveRun(run: ImportRunRecord): Promise<void> {
  const { _id, ...rest } = run
  await ImportRunModel.updateOne({ _id }, { $set: rest }, { upsert: true })
}
