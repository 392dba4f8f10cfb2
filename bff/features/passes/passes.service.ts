import { randomInt } from 'node:crypto'
import { errors, jwtVerify, SignJWT } from 'jose'
import type { Refusal } from '../../contract/common'
import { AppError, notFound, refused } from '../../domain/app-error'
import type { Clock } from '../../infra/clock'
import { newId } from '../../infra/ids'
import { isDuplicateKey } from '../../infra/mongo'
import { transaction } from '../../infra/transaction'
import type { BookingReads } from '../bookings/booking-reads.service'
import type { BookingRecord } from '../bookings/bookings.model'
import type { ReadersService } from '../readers/readers.service'
import type { PassRecord } from './passes.model'
import * as queries from './passes.queries'
import { delegatedPassLimit, refusalsOfDelegating } from './passes.rules'

const lifeMs = 24 * 3_600_000
const audience = 'rentu-pass'

interface Deps {
  readonly clock: Clock
  readonly secret: string
  readonly bookings: Pick<BookingReads, 'listById'>
  readonly readers: Pick<ReadersService, 'enter'>
}

export interface IssuedPass {
  readonly id: string
  readonly pass: string
  readonly digits: string
  readonly expiresAt: Date
  readonly renewAt: Date
}

/** A pass that is out, with the bookings that it names, in the order in which they were chosen (P3). */
export interface DelegatedPass extends IssuedPass {
  readonly bookings: readonly BookingRecord[]
}

export type PassesService = ReturnType<typeof createPassesService>

/**
 * Pickup passes. The reader's own (P1) is signed, a day long and the same one until half of it is over, so that a phone
 * always holds a valid one. A delegated one (P3) names bookings and works once, for whoever shows it.
 */
export function createPassesService(deps: Deps) {
  const key = new TextEncoder().encode(deps.secret)

  async function passFor(readerId: string): Promise<IssuedPass> {
    const halfLifeAgo = new Date(deps.clock.now().getTime() - lifeMs / 2)
    return present((await queries.findNewestPass(readerId, halfLifeAgo)) ?? (await issue(readerId, null)))
  }

  async function issue(readerId: string, bookingIds: string[] | null): Promise<PassRecord> {
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
        bookingIds,
        usedAt: null,
        receiptId: null,
      }
      try {
        await queries.insertPass(pass)
        return pass
      } catch (error) {
        if (!isDuplicateKey(error) || tries > 10) throw error
      }
    }
  }

  /** P3. @throws `resource.not_found` for bookings of others, `pass.refused` */
  function delegate(readerId: string, bookingIds: readonly string[]): Promise<DelegatedPass> {
    return transaction(async () => {
      // one after the other, so that two of them cannot both be the last that the limit allows
      await deps.readers.enter(readerId)
      const wanted = [...new Set(bookingIds)]
      const found = new Map((await deps.bookings.listById(wanted)).map((booking) => [booking._id, booking]))
      const bookings = wanted.flatMap((id) => found.get(id) ?? [])
      if (bookings.length < wanted.length || bookings.some((booking) => booking.readerId !== readerId)) throw notFound()
      const refusals = refusalsOfDelegating({ bookings, passesOut: (await listOut(readerId)).length })
      if (refusals.length > 0) throw refused('pass.refused', refusals)
      return { ...(await present(await issue(readerId, wanted))), bookings }
    })
  }

  async function listDelegated(readerId: string): Promise<DelegatedPass[]> {
    const passes = await listOut(readerId)
    const bookings = await deps.bookings.listById(passes.flatMap(({ bookingIds }) => bookingIds ?? []))
    const byId = new Map(bookings.map((booking) => [booking._id, booking]))
    return Promise.all(
      passes.map(async (pass) => ({
        ...(await present(pass)),
        bookings: (pass.bookingIds ?? []).flatMap((id) => byId.get(id) ?? []),
      })),
    )
  }

  function listOut(readerId: string): Promise<PassRecord[]> {
    return queries.listDelegated(readerId, { now: deps.clock.now(), limit: delegatedPassLimit })
  }

  /** P3. A second time answers the same. @throws `pass.not_possible_now` once it has been used */
  async function withdraw(readerId: string, id: string): Promise<void> {
    const pass = await queries.findPass(id)
    if (pass?.readerId !== readerId || pass.bookingIds === null) throw notFound()
    if (!(await queries.withdrawPass(id, deps.clock.now()))) throw new AppError('pass.not_possible_now')
  }

  /** P3: once. @throws `pass.used` when it has been used or withdrawn since it was read */
  async function use(pass: PassRecord, receipt: { readonly _id: string; readonly at: Date }): Promise<void> {
    if (!(await queries.usePass(pass._id, { at: receipt.at, receiptId: receipt._id }))) throw usedUp(receipt.at)
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
      id: pass._id,
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
    if (pass.revokedAt) throw withdrawn(pass.revokedAt)
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

  return { passFor, read, delegate, listDelegated, withdraw, use, forgetAllOf: queries.deletePassesOf }
}

function withdrawn(at: Date): AppError {
  const refusal: Refusal = { code: 'pass.withdrawn', details: { at: at.toISOString() }, remedy: 'ask_for_a_new_pass' }
  return new AppError('pass.revoked', { refusals: [refusal] })
}

export function usedUp(at: Date): AppError {
  const refusal: Refusal = { code: 'pass.used_up', details: { at: at.toISOString() }, remedy: 'ask_for_a_new_pass' }
  return new AppError('pass.used', { refusals: [refusal] })
}
