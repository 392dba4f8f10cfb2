import mongoose from 'mongoose'
import { permissions, type Permission } from '../../contract/session'

export interface LibrarianRecord {
  /** The account. */
  _id: string
  name: string
  permissions: Permission[]
  branchId: string | null
  pickupPointId: string | null
  source: string
  order: number
}

/** X1: the WeChat identity and the reader number, tied by campus proof and kept apart from all activity. */
export interface IdentityRecord {
  /** The openid. */
  _id: string
  readerId: string
  boundAt: Date
}

export interface SessionRecord {
  _id: string
  account: string
  kind: 'reader' | 'librarian' | 'visitor'
  /** readerId, librarian account or openid. */
  subject: string
  /** SHA-256 of the only refresh token that still works. */
  refreshHash: string
  createdAt: Date
  expiresAt: Date
}

const librarianSchema = new mongoose.Schema<LibrarianRecord>({
  _id: { type: String },
  name: { type: String, required: true },
  permissions: { type: [{ type: String, enum: permissions }], required: true },
  branchId: { type: String, default: null },
  pickupPointId: { type: String, default: null },
  source: { type: String, required: true },
  order: { type: Number, default: 0 },
})

const identitySchema = new mongoose.Schema<IdentityRecord>({
  _id: { type: String },
  readerId: { type: String, required: true },
  boundAt: { type: Date, required: true },
})
// one reader, one WeChat user
identitySchema.index({ readerId: 1 }, { unique: true })

const sessionSchema = new mongoose.Schema<SessionRecord>({
  _id: { type: String },
  account: { type: String, required: true },
  kind: { type: String, required: true },
  subject: { type: String, required: true },
  refreshHash: { type: String, required: true },
  createdAt: { type: Date, required: true },
  expiresAt: { type: Date, required: true },
})
// sign out everywhere
sessionSchema.index({ account: 1 })
// ended by themselves
sessionSchema.index({ expiresAt: 1 }, { expireAfterSeconds: 0 })

export const LibrarianModel = mongoose.model('Librarian', librarianSchema, 'librarians')
export const IdentityModel = mongoose.model('Identity', identitySchema, 'identities')
export const SessionModel = mongoose.model('Session', sessionSchema, 'sessions')
