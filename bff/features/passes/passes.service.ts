import { randomInt } from 'node:crypto'
import { errors, jwtVerify, SignJWT } from 'jose'
import { AppError } from '../../domain/app-error'
import type { Clock } from '../../infra/clock'
import { newId } from '../../infra/ids'
import { isDuplicateKey } from '../../infra/mongo'
import type { PassRecord } from './passes.model'
import * as queries from './passes.queries'

const lifeMs = 24 * 3_600_000
const audience = 'rentu-pass'

interface Deps {
  readonly clock: Clock
  readonly secret: string
}

export interface IssuedPass {
  readonly pass: string
  readonly digits: string
  readonly expiresAt: Date
  readonly renewAt: Date
}

export type PassesService = ReturnType<typeof createPassesService>

/** Pickup passes (P1): signed, a day long, the same one until half of it is over, so that a phone always holds a valid one. */
export function createPassesService(deps: Deps) {
  const key = new TextEncoder().encode(deps.secret)

  async function passFor(readerId: string): Promise<IssuedPass> {
    const halfLifeAgo = new Date(deps.clock.now().getTime() - lifeMs / 2)
    return present((await queries.findNewestPass(readerId, halfLifeAgo)) ?? (await issue(readerId)))
  }

  async function issue(readerId: string): Promise<PassRecord> {
    const now = deps.clock.now()
    const issuedAt = new Date(Math.floor(now.getTime() / 1000) * 1000)
    for (let tries = 0; ; tries++) {
      const pass: PassRecord = {
        _id: newId(),
        readerId,
        digits: String(randomInt(100_000_000)).padStart(8, '0'),
        issuedAt,
        expiresAt: new Date(issuedAt.getTime() + lifeMs),
        revokedAt: null,
      }
      try {
        await queries.insertPass(pass)
        return pass
      } catch (error) {
        if (!isDuplicateKey(error) || tries > 10) throw error
      }
    }
  }

  /** Signing the same claims gives the same pass again. */
  async function present(pass: PassRecord): Promise<IssuedPass> {
    const signed = await new SignJWT({})
      .setProtectedHeader({ alg: 'HS256' })
      .setJti(pass._id)
      .setAudience(audience)
      .setIssuedAt(pass.issuedAt)
      .setExpirationTime(pass.expiresAt)
      .sign(key)
    return {
      pass: signed,
      digits: pass.digits,
      expiresAt: pass.expiresAt,
      renewAt: new Date(pass.issuedAt.getTime() + lifeMs / 2),
    }
  }

  /** The pass that was scanned or typed. @throws `pass.invalid`, `pass.expired`, `pass.revoked` */
  async function read(scanned: string): Promise<PassRecord> {
    const digits = scanned.replace(/[\s-]/g, '')
    const pass = /^\d{8}$/.test(digits)
      ? await queries.findPassByDigits(digits)
      : await queries.findPass(await idOf(scanned))
    if (!pass) throw new AppError('pass.invalid')
    if (pass.revokedAt) throw new AppError('pass.revoked')
    if (pass.expiresAt <= deps.clock.now())
      throw new AppError('pass.expired', { expiresAt: pass.expiresAt.toISOString() })
    return pass
  }

  async function idOf(signed: string): Promise<string> {
    try {
      const options = { audience, algorithms: ['HS256'], currentDate: deps.clock.now() }
      const { payload } = await jwtVerify(signed, key, options)
      return payload.jti ?? ''
    } catch (error) {
      throw new AppError(error instanceof errors.JWTExpired ? 'pass.expired' : 'pass.invalid')
    }
  }

  return { passFor, read }
}
