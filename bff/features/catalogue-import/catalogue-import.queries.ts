import { HarvestModel, ImportRunModel, type HarvestRecord, type ImportRunRecord } from './catalogue-import.model'

export function findRun(id: string): Promise<ImportRunRecord | null> {
  return ImportRunModel.findById(id).lean<ImportRunRecord>().exec()
}

export async function saveRun(run: ImportRunRecord): Promise<void> {
  const { _id, ...rest } = run
  await ImportRunModel.updateOne({ _id }, { $set: rest }, { upsert: true })
}

export function findHarvest(id: string): Promise<HarvestRecord | null> {
  return HarvestModel.findById(id).lean<HarvestRecord>().exec()
}

export async function saveHarvest(harvest: HarvestRecord): Promise<void> {
  const { _id, ...rest } = harvest
  await HarvestModel.updateOne({ _id }, { $set: rest }, { upsert: true })
}
