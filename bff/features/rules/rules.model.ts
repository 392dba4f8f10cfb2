import mongoose from 'mongoose'

interface SettingRecord {
  _id: string
  value: unknown
  /** Raised by each write, for those that people edit; absent in older records. */
  version?: number
}

const settingSchema = new mongoose.Schema<SettingRecord>({
  _id: { type: String },
  value: { type: mongoose.Schema.Types.Mixed, required: true },
  version: { type: Number, default: 0 },
})

export const SettingModel = mongoose.model('Setting', settingSchema, 'settings')
