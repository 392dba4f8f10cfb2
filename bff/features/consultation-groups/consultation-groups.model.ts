import mongoose from 'mongoose'

interface Texts {
  zh: string
  en?: string | undefined
}

export interface ConsultationGroupRecord {
  _id: string
  /** What posters carry; never changes. */
  scene: string
  name: Texts
  description: Texts
  hours: Texts | null
  order: number
  /** Raised for everybody who has to wait: the order of the line. */
  waitingTurn: number
}

/** A real code of the WeChat group behind a group (G1). */
export interface GroupCodeRecord {
  /** Random: the address of the image is known to those only who were given a place. */
  _id: string
  groupId: string
  /** The uploaded file. */
  image: string
  contentType: string
  uploadedAt: Date
  expiresAt: Date
  capacity: number
  /** Members the group had already, and everybody who was shown this code since. */
  joined: number
  isWithdrawn: boolean
  /** The librarian's account. */
  uploadedBy: string
}

/** G1: somebody was counted on a code. `who` is a digest: the row says that it was one person, not which. */
export interface GroupPlaceRecord {
  /** `<code>/<who>`: counted once per identity and code. */
  _id: string
  groupId: string
  codeId: string
  who: string
  takenAt: Date
  /** When the code expires; the row means nothing after that. */
  expiresAt: Date
}

/** Somebody for whom no code had room. */
export interface WaitingRecord {
  /** `<group>/<who>`: one place in the line. */
  _id: string
  groupId: string
  turn: number
  since: Date
}

const { Mixed } = mongoose.Schema.Types

const groupSchema = new mongoose.Schema<ConsultationGroupRecord>({
  _id: { type: String },
  scene: { type: String, required: true },
  name: { type: Mixed, required: true },
  description: { type: Mixed, required: true },
  hours: { type: Mixed, default: null },
  order: { type: Number, required: true },
  waitingTurn: { type: Number, default: 0 },
})
// one group behind a stable code
groupSchema.index({ scene: 1 }, { unique: true })

const groupCodeSchema = new mongoose.Schema<GroupCodeRecord>({
  _id: { type: String },
  groupId: { type: String, required: true },
  image: { type: String, required: true },
  contentType: { type: String, required: true },
  uploadedAt: { type: Date, required: true },
  expiresAt: { type: Date, required: true },
  capacity: { type: Number, required: true },
  joined: { type: Number, required: true },
  isWithdrawn: { type: Boolean, required: true },
  uploadedBy: { type: String, required: true },
})
// the freshest code of a group; the codes a librarian sees
groupCodeSchema.index({ groupId: 1, uploadedAt: -1, _id: -1 })
// codes in use of all groups: who has room
groupCodeSchema.index({ expiresAt: 1 })

const groupPlaceSchema = new mongoose.Schema<GroupPlaceRecord>({
  _id: { type: String },
  groupId: { type: String, required: true },
  codeId: { type: String, required: true },
  who: { type: String, required: true },
  takenAt: { type: Date, required: true },
  expiresAt: { type: Date, required: true },
})
// a second tap: the codes this person was shown in this group, the last one first
groupPlaceSchema.index({ groupId: 1, who: 1, takenAt: -1 })
// forgetting who was counted on codes that have expired
groupPlaceSchema.index({ groupId: 1, expiresAt: 1 })

const waitingSchema = new mongoose.Schema<WaitingRecord>({
  _id: { type: String },
  groupId: { type: String, required: true },
  turn: { type: Number, required: true },
  since: { type: Date, required: true },
})
// the line of a group in its order, and how many stand before one
waitingSchema.index({ groupId: 1, turn: 1 })

export const ConsultationGroupModel = mongoose.model('ConsultationGroup', groupSchema, 'consultation_groups')
export const GroupCodeModel = mongoose.model('GroupCode', groupCodeSchema, 'group_codes')
export const GroupPlaceModel = mongoose.model('GroupPlace', groupPlaceSchema, 'group_places')
export const GroupWaitingModel = mongoose.model('GroupWaiting', waitingSchema, 'group_waiting')
