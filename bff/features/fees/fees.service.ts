import type { FeeStatus } from '../../contract/fees'
import { AppError, notFound } from '../../domain/app-error'
import type { Clock } from '../../infra/clock'
import { cutPage, decodeDatePlace, encodeDatePlace } from '../../infra/cursor'
import { newId } from '../../infra/ids'
import { transaction } from '../../infra/transaction'
import type { ReadersService } from '../readers/readers.service'
import type { FeeRecord } from './fees.model'
import * as queries from './fees.queries'
import { canBecome, whenFound } from './fees.rules'

interface Deps {
  readonly clock: Clock
  readonly readers: ReadersService
}

interface NewFee {
  readonly readerId: string
  readonly amountCents: number
  readonly reason: FeeRecord['reason']
  readonly loanId?: string | undefined
  readonly copy?: { readonly _id: string; readonly titleId: string; readonly barcode: string } | undefined
  readonly note?: string | undefined
  /** The account of the librarian. */
  readonly by: string
}

export type FeesService = ReturnType<typeof createFeesService>

/**
 * What readers owe (L5): recorded here with amount and reason, paid elsewhere. Recording enters the reader's turn, so
 * that a booking or loan beside it has either seen the fee or come first.
 */
export function createFeesService(deps: Deps) {
  function record(wish: NewFee): Promise<FeeRecord> {
    return transaction(async () => {
      await deps.readers.enter(wish.readerId)
      const at = deps.clock.now()
      const fee: FeeRecord = {
        _id: newId(),
        readerId: wish.readerId,
        amountCents: wish.amountCents,
        currency: 'CNY',
        reason: wish.reason,
        status: 'open',
        loanId: wish.loanId ?? null,
        copyId: wish.copy?._id ?? null,
        titleId: wish.copy?.titleId ?? null,
        barcode: wish.copy?.barcode ?? null,
        note: wish.note ?? null,
        recordedAt: at,
        history: [{ status: 'open', at, by: wish.by, note: null }],
      }
      await queries.insertFee(fee)
      return fee
    })
  }

  /** Twice is the same (D2). @throws `fee.not_possible_now` when something else has become of it */
  async function settle(
    id: string,
    to: FeeStatus,
    about: { readonly by: string; readonly note?: string },
  ): Promise<FeeRecord> {
    const fee = await queries.findFee(id)
    if (!fee) throw notFound()
    if (fee.status === to) return fee
    const step = { status: to, at: deps.clock.now(), by: about.by, note: about.note ?? null }
    const settled = canBecome(fee.status, to) ? await queries.stepFee(fee, step) : null
    if (!settled) throw new AppError('fee.not_possible_now', { status: fee.status })
    return settled
  }

  /** A lost book has come back: what is open is let go, what was paid is to be given back. */
  async function settleFound(copyId: string): Promise<FeeRecord | null> {
    let last: FeeRecord | null = null
    for (const fee of await queries.listReplacementsOfCopy(copyId)) {
      const status = whenFound(fee.status)
      if (!status) continue
      last = (await queries.stepFee(fee, { status, at: deps.clock.now(), by: null, note: null })) ?? last
    }
    return last
  }

  async function owes(readerId: string): Promise<number> {
    return (await queries.sumOpen([readerId])).get(readerId) ?? 0
  }

  async function list(
    readerId: string,
    page: { readonly state: 'open' | 'closed'; readonly limit: number; readonly cursor?: string | undefined },
  ) {
    const found = await queries.listOfReader(readerId, {
      state: page.state,
      limit: page.limit + 1,
      before: decodeDatePlace(page.cursor),
    })
    return cutPage(found, page.limit, ({ recordedAt, _id }) => encodeDatePlace({ at: recordedAt, id: _id }))
  }

  return {
    record,
    settle,
    settleFound,
    owes,
    owedBy: queries.sumOpen,
    list,
    listUnsettled: queries.listUnsettled,
    findReplacement: queries.findReplacement,
    listAllOfReader: queries.listAllOfReader,
    listOwing: queries.listOwing,
    history: queries.history,
    wholeHistory: queries.wholeHistory,
  }
}
