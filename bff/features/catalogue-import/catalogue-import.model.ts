import mongoose from 'mongoose'

export interface ImportTotals {
  read: number
  created: number
  updated: number
  unchanged: number
  deleted: number
  failed: number
}

/** How long the files are that an import writes beside the catalogue. */
export interface OutputLengths {
  readonly report: number
  readonly rejects: number
}

/** How far the import of one file has come; written with each batch, so that a killed one goes on from there. */
export interface ImportRunRecord {
  /** Fingerprint of the file and of how it is read. */
  _id: string
  path: string
  source: string
  /** The totals of all batches that are in. */
  totals: ImportTotals
  /** What they had to say of the batches that are in; absent in runs of before there was such a thing. */
  outputs?: OutputLengths
  startedAt: Date
  updatedAt: Date
  finishedAt: Date | null
}

/** How far the harvest of one repository has come. */
export interface HarvestRecord {
  /** Address, prefix and set. */
  _id: string
  source: string
  /** From when the next harvest asks for changes: when the last complete one began, by the clock over there. */
  from: string | null
  /** Of a harvest under way: when it began over there, and where it goes on. */
  begunAt: string | null
  resumptionToken: string | null
  outputs?: OutputLengths
  updatedAt: Date
}

const { Mixed } = mongoose.Schema.Types

const importRunSchema = new mongoose.Schema<ImportRunRecord>({
  _id: { type: String },
  path: { type: String, required: true },
  source: { type: String, required: true },
  totals: { type: Mixed, required: true },
  outputs: { type: Mixed },
  startedAt: { type: Date, required: true },
  updatedAt: { type: Date, required: true },
  finishedAt: { type: Date, default: null },
})

const harvestSchema = new mongoose.Schema<HarvestRecord>({
  _id: { type: String },
  source: { type: String, required: true },
  from: { type: String, default: null },
  begunAt: { type: String, default: null },
  resumptionToken: { type: String, default: null },
  outputs: { type: Mixed },
  updatedAt: { type: Date, required: true },
})

export const ImportRunModel = mongoose.model('ImportRun', importRunSchema, 'import_runs')
export const HarvestModel = mongoose.model('Harvest', harvestSchema, 'harvests')
