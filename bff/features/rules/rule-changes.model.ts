import mongoose from 'mongoose'

/** One change of the rules or of a calendar, for good. Rows are only ever added. */
export interface RuleChangeRecord {
  _id: string
  kind: 'circulation' | 'calendar'
  /** Whose calendar; null for the rules, which are the library's. */
  branchId: string | null
  /** The version that it made. */
  version: number
  action: 'applied' | 'undone'
  at: Date
  by: { account: string; name: string }
  /** Whole, as they were stored. */
  before: unknown
  after: unknown
}

const { Mixed } = mongoose.Schema.Types

const ruleChangeSchema = new mongoose.Schema<RuleChangeRecord>({
  _id: { type: String },
  kind: { type: String, enum: ['circulation', 'calendar'], required: true },
  branchId: { type: String, default: null },
  version: { type: Number, required: true },
  action: { type: String, enum: ['applied', 'undone'], required: true },
  at: { type: Date, required: true },
  by: { type: Mixed, required: true },
  before: { type: Mixed, required: true },
  after: { type: Mixed, required: true },
})
// a version is made once; also the way to the last change of one
ruleChangeSchema.index({ kind: 1, branchId: 1, version: -1 }, { unique: true, name: 'one_change_a_version' })
// the history, newest first
ruleChangeSchema.index({ at: -1, _id: -1 })

export const RuleChangeModel = mongoose.model('RuleChange', ruleChangeSchema, 'rule_changes')
