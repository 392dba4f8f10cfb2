import { createHash, randomBytes, subtle } from 'node:crypto'
import { errors, jwtVerify, SignJWT } from 'jose'
import { z } from 'zod'
import { AppError } from '../../domain/app-error'

const issuer = 'rentu'
const audience = 'rentu-api'

/** Access tokens live an hour; sessions thirty days after the last refresh. */
export const accessTokenMs = 3_600_000
export const sessionMs = 30 * 24 * 3_600_000

const claims = z.object({ sid: z.string(), sub: z.string() })

/** Short-lived signed tokens that name a session; whether it still stands is asked of the database. */
export function createAccessTokens(secret: string) {
  const bytes = new TextEncoder().encode(secret)
  // made once: bytes would become a key anew with every request
  const ownKey = subtle.importKey('raw', bytes, { name: 'HMAC', hash: 'SHA-256' }, false, ['sign', 'verify'])

  async function issue(session: { readonly sid: string; readonly account: string }, now: Date): Promise<string> {
    return new SignJWT({ sid: session.sid })
      .setProtectedHeader({ alg: 'HS256' })
      .setSubject(session.account)
      .setIssuer(issuer)
      .setAudience(audience)
      .setIssuedAt(now)
      .setExpirationTime(new Date(now.getTime() + accessTokenMs))
      .sign(await ownKey)
  }

  /** @returns the session id. @throws `auth.required` for a forged token, `auth.session_ended` for an expired one */
  async function verify(token: string, now: Date): Promise<string> {
    try {
      const expected = { issuer, audience, algorithms: ['HS256'], currentDate: now }
      const { payload } = await jwtVerify(token, await ownKey, expected)
      return claims.parse(payload).sid
    } catch (error) {
      throw new AppError(error instanceof errors.JWTExpired ? 'auth.session_ended' : 'auth.required')
    }
  }

  return { issue, verify }
}

/** `<session id>.<random>`; only its hash is stored. */
export function newRefreshToken(sid: string): string {
  return `${sid}.${randomBytes(32).toString('base64url')}`
}

export function hashOfRefreshToken(token: string): string {
  return createHash('sha256').update(token).digest('base64url')
}
