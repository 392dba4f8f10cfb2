import mongoose from 'mongoose'

interface SettingRecord {
  _id: string
  value: unknown
}

const settingSchema = new mongoose.Schema<SettingRecord>({
  _id: { type: String },
  value: { type: mongoose.Schema.Types.Mixed, required: true },
})

export const SettingModel = mongoose.model('Setting', settingSchema, 'settings')
