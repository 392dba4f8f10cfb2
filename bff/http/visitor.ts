import { createHmac, randomUUID, timingSafeEqual } from 'node:crypto'
import type { AppContext } from './context'

const cookieName = 'rentu_visitor'
const yearMs = 365 * 24 * 3600 * 1000

/**
 * An identity for somebody who is not signed in, so that things counted once per person (G1) are not counted twice: a
 * random id in a signed cookie, tied to nothing else.
 */
export function visitorIdOf(ctx: AppContext, secret: string): string {
  if (ctx.state.visitorId) return ctx.state.visitorId
  const known = verify(ctx.cookies.get(cookieName), secret)
  const visitorId = known ?? randomUUID()
  if (!known) {
    const value = `${visitorId}.${signatureOf(visitorId, secret)}`
    ctx.cookies.set(cookieName, value, { httpOnly: true, sameSite: 'lax', maxAge: yearMs })
  }
  ctx.state.visitorId = visitorId
  return visitorId
}

function verify(cookie: string | undefined, secret: string): string | null {
  const [visitorId, signature] = cookie?.split('.') ?? []
  if (!visitorId || !signature) return null
  const given = Buffer.from(signature)
  const expected = Buffer.from(signatureOf(visitorId, secret))
  return given.length === expected.length && timingSafeEqual(given, expected) ? visitorId : null
}

function signatureOf(visitorId: string, secret: string): string {
  return createHmac('sha256', secret).update(`visitor:${visitorId}`).digest('base64url')
}
