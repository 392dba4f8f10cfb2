import mongoose from 'mongoose'

export interface ImportTotals {
  read: number
  created: number
  updated: number
  unchanged: number
  deleted: number
  failed: number
}

/** How far the import of one file has come; written with each batch, so that a killed one goes on from there. */
export interface ImportRunRecord {
  /** Fingerprint of the file and of how it is read. */
  _id: string
  path: string
  source: string
  /** The totals of all batches that are in. */
  totals: ImportTotals
  startedAt: Date
  updatedAt: Date
  finishedAt: Date | null
}

const { Mixed } = mongoose.Schema.Types

const importRunSchema = new mongoose.Schema<ImportRunRecord>({
  _id: { type: String },
  path: { type: String, required: true },
  source: { type: String, required: true },
  totals: { type: Mixed, required: true },
  startedAt: { type: Date, required: true },
  updatedAt: { type: Date, required: true },
  finishedAt: { type: Date, default: null },
})

export const ImportRunModel = mongoose.model('ImportRun', importRunSchema, 'import_runs')
