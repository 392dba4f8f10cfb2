import { randomBytes } from 'node:crypto'
import { AppError, refused } from '../../domain/app-error'
import type { Principal } from '../../domain/principal'
import type { Campus } from '../../infra/campus'
import type { Clock } from '../../infra/clock'
import { isDuplicateKey } from '../../infra/mongo'
import { afterCommit } from '../../infra/transaction'
import type { WeChat } from '../../infra/wechat'
import type { ReadersService } from '../readers/readers.service'
import type { DemoAccountsService } from './demo-accounts.service'
import type { SessionRecord } from './session.model'
import * as queries from './session.queries'
import {
  accessTokenMs,
  createAccessTokens,
  hashOfRefreshToken,
  newRefreshToken,
  sessionMs,
} from './session-tokens.service'

interface Deps {
  readonly clock: Clock
  readonly secret: string
  readonly readers: ReadersService
  readonly demo: DemoAccountsService
  readonly wechat: WeChat | null
  readonly campus: Campus | null
}

export type SignInProof =
  | { readonly kind: 'demo'; readonly account: string }
  | { readonly kind: 'wechat'; readonly code: string }
  | { readonly kind: 'campus'; readonly ticket: string; readonly service: string }

export interface SignedIn {
  readonly token: string
  readonly expiresAt: Date
  readonly refreshToken: string
  readonly principal: Principal
}

/** How long this process trusts what it last read of a session; sign-outs of its own are seen at once. */
const trustMs = 2000

export type SessionService = ReturnType<typeof createSessionService>

/**
 * Sessions. A proof (demo account, WeChat code, campus ticket) opens one; its access token is signed and short-lived,
 * its refresh token works once. Ending a session ends both. Using an old refresh token ends the session, because then
 * somebody has copied it.
 */
export function createSessionService(deps: Deps) {
  const tokens = createAccessTokens(deps.secret)
  const resolved = new Map<string, { readonly at: number; readonly principal: Principal }>()

  async function signIn(proof: SignInProof): Promise<SignedIn> {
    if (proof.kind === 'demo') return open(await demoSubject(proof.account))
    if (proof.kind === 'campus') return open({ kind: 'reader', ...(await campusReader(proof)) })
    if (!deps.wechat) throw new AppError('auth.unavailable')
    const openid = await deps.wechat.openidOf(proof.code)
    const identity = await queries.findIdentity(openid)
    if (!identity) return open({ kind: 'visitor', account: visitorAccount(openid), subject: openid })
    const reader = await deps.readers.get(identity.readerId)
    return open({ kind: 'reader', account: reader.number, subject: reader._id })
  }

  /** X1: campus proof, never the number alone. */
  async function bind(principal: Principal, proof: Exclude<SignInProof, { kind: 'wechat' }>): Promise<SignedIn> {
    if (principal.kind !== 'visitor') throw refused('binding.refused', [{ code: 'binding.already_bound', details: {} }])
    const subject =
      proof.kind === 'demo'
        ? await demoSubject(proof.account)
        : { kind: 'reader' as const, ...(await campusReader(proof)) }
    if (subject.kind !== 'reader') throw invalidProof()
    try {
      await queries.insertIdentity({ _id: principal.openid, readerId: subject.subject, boundAt: deps.clock.now() })
    } catch (error) {
      if (!isDuplicateKey(error)) throw error
      throw refused('binding.refused', [{ code: 'binding.already_bound', details: {}, remedy: 'ask_the_desk' }])
    }
    await endAll(principal.account)
    return open(subject)
  }

  async function refresh(refreshToken: string): Promise<SignedIn> {
    const [sid = ''] = refreshToken.split('.')
    const now = deps.clock.now()
    const next = newRefreshToken(sid)
    const session = await queries.rotateRefresh(sid, {
      fromHash: hashOfRefreshToken(refreshToken),
      toHash: hashOfRefreshToken(next),
      now,
      expiresAt: new Date(now.getTime() + sessionMs),
    })
    if (!session) {
      await queries.deleteSession(sid)
      resolved.delete(sid)
      throw new AppError('auth.session_ended')
    }
    return answer(session, next, now)
  }

  async function endAll(account: string): Promise<void> {
    await queries.deleteSessionsOf(account)
    // not before they are gone: a call in between would believe in one again
    afterCommit(() => {
      for (const [sid, { principal }] of resolved) if (principal.account === account) resolved.delete(sid)
    })
  }

  /** Whose token this is. @throws `auth.required`, `auth.session_ended` */
  async function authenticate(token: string): Promise<Principal> {
    const now = deps.clock.now()
    const sid = await tokens.verify(token, now)
    const known = resolved.get(sid)
    if (known && Math.abs(now.getTime() - known.at) < trustMs) return known.principal
    const session = await queries.findSession(sid)
    if (!session || session.expiresAt < now) {
      resolved.delete(sid)
      throw new AppError('auth.session_ended')
    }
    const principal = await principalOf(session)
    if (resolved.size > 20_000) resolved.clear()
    resolved.set(sid, { at: now.getTime(), principal })
    return principal
  }

  async function open(subject: Pick<SessionRecord, 'kind' | 'account' | 'subject'>): Promise<SignedIn> {
    const now = deps.clock.now()
    // never to be guessed: a refresh token that does not work ends the session it names
    const sid = randomBytes(18).toString('base64url')
    const refreshToken = newRefreshToken(sid)
    const session: SessionRecord = {
      _id: sid,
      ...subject,
      refreshHash: hashOfRefreshToken(refreshToken),
      createdAt: now,
      expiresAt: new Date(now.getTime() + sessionMs),
    }
    await queries.insertSession(session)
    return answer(session, refreshToken, now)
  }

  async function answer(session: SessionRecord, refreshToken: string, now: Date): Promise<SignedIn> {
    return {
      token: await tokens.issue({ sid: session._id, account: session.account }, now),
      expiresAt: new Date(now.getTime() + accessTokenMs),
      refreshToken,
      principal: await principalOf(session),
    }
  }

  async function demoSubject(account: string): Promise<Pick<SessionRecord, 'kind' | 'account' | 'subject'>> {
    await deps.demo.assertAvailable()
    const librarian = await queries.findLibrarian(account)
    if (librarian) return { kind: 'librarian', account, subject: account }
    const reader = await deps.readers.findByNumber(account)
    if (!reader) throw new AppError('auth.invalid_credentials')
    return { kind: 'reader', account: reader.number, subject: reader._id }
  }

  async function campusReader(proof: { readonly ticket: string; readonly service: string }) {
    if (!deps.campus) throw new AppError('auth.unavailable')
    const number = await deps.campus.numberOf(proof.ticket, proof.service)
    const reader = number === null ? null : await deps.readers.findByNumber(number)
    if (!reader) throw invalidProof()
    return { account: reader.number, subject: reader._id }
  }

  /** What librarians are called; those that are gone are left out. */
  async function librarianNames(accounts: readonly string[]): Promise<ReadonlyMap<string, string>> {
    return new Map((await queries.listLibrarians(accounts)).map(({ _id, name }) => [_id, name]))
  }

  /** X1: everything that this reader has been called in accounts: the number, and the WeChat user before it was tied. */
  async function accountsOf({ _id, number }: { readonly _id: string; readonly number: string }): Promise<string[]> {
    const binding = await queries.findIdentityOf(_id)
    return [number, ...(binding ? [visitorAccount(binding._id)] : [])]
  }

  return {
    signIn,
    bind,
    refresh,
    endAll,
    authenticate,
    librarianNames,
    accountsOf,
    findBinding: queries.findIdentityOf,
    unbind: queries.deleteIdentityOf,
  }
}

async function principalOf(session: SessionRecord): Promise<Principal> {
  const { account, kind, subject } = session
  if (kind === 'reader') return { kind, account, readerId: subject }
  if (kind === 'visitor') return { kind, account, openid: subject }
  const librarian = await queries.findLibrarian(subject)
  if (!librarian) throw new AppError('auth.session_ended')
  return {
    kind,
    account,
    name: librarian.name,
    permissions: librarian.permissions,
    branchId: librarian.branchId ?? undefined,
    pickupPointId: librarian.pickupPointId ?? undefined,
  }
}

function visitorAccount(openid: string): string {
  return `wechat:${hashOfRefreshToken(openid).slice(0, 22)}`
}

function invalidProof(): AppError {
  return refused('binding.refused', [{ code: 'binding.proof_invalid', details: {}, remedy: 'sign_in_again' }])
}
