import { createGroup } from '../../infra/group'
import {
  IdentityModel,
  LibrarianModel,
  SessionModel,
  type IdentityRecord,
  type LibrarianRecord,
  type SessionRecord,
} from './session.model'

export async function insertSession(session: SessionRecord): Promise<void> {
  await SessionModel.create(session)
}

/** Every request asks whether its session still stands: those that ask together share a read. */
const lookups = createGroup<string, SessionRecord | null>({ size: 100, run: listSessions })

export function findSession(id: string): Promise<SessionRecord | null> {
  return lookups.add(id)
}

async function listSessions(ids: readonly string[]): Promise<(SessionRecord | null)[]> {
  const sessions = await SessionModel.find({ _id: { $in: ids } })
    .lean<SessionRecord[]>()
    .exec()
  const known = new Map(sessions.map((session) => [session._id, session]))
  return ids.map((id) => known.get(id) ?? null)
}

/** Swaps the refresh token; null when `fromHash` is not the one that works, or the session is over. */
export function rotateRefresh(
  id: string,
  change: { readonly fromHash: string; readonly toHash: string; readonly now: Date; readonly expiresAt: Date },
): Promise<SessionRecord | null> {
  return SessionModel.findOneAndUpdate(
    { _id: id, refreshHash: change.fromHash, expiresAt: { $gt: change.now } },
    { $set: { refreshHash: change.toHash, expiresAt: change.expiresAt } },
    { returnDocument: 'after' },
  )
    .lean<SessionRecord>()
    .exec()
}

export async function deleteSession(id: string): Promise<void> {
  await SessionModel.deleteOne({ _id: id })
}

export async function deleteSessionsOf(account: string): Promise<void> {
  await SessionModel.deleteMany({ account })
}

export function findLibrarian(account: string): Promise<LibrarianRecord | null> {
  return LibrarianModel.findById(account).lean<LibrarianRecord>().exec()
}

export function listDemoLibrarians(): Promise<LibrarianRecord[]> {
  return LibrarianModel.find({ source: 'demo' }).sort({ order: 1 }).lean<LibrarianRecord[]>().exec()
}

export function findIdentity(openid: string): Promise<IdentityRecord | null> {
  return IdentityModel.findById(openid).lean<IdentityRecord>().exec()
}

export async function insertIdentity(identity: IdentityRecord): Promise<void> {
  await IdentityModel.create(identity)
}

export function findIdentityOf(readerId: string): Promise<IdentityRecord | null> {
  return IdentityModel.findOne({ readerId }).lean<IdentityRecord>().exec()
}

export async function deleteIdentityOf(readerId: string): Promise<void> {
  await IdentityModel.deleteOne({ readerId })
}

export function listLibrarians(accounts: readonly string[]): Promise<LibrarianRecord[]> {
  return LibrarianModel.find({ _id: { $in: accounts } })
    .lean<LibrarianRecord[]>()
    .exec()
}
