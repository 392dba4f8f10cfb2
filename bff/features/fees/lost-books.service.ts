import { notFound, refused } from '../../domain/app-error'
import { readerOf } from '../../domain/of-reader'
import { enterLane } from '../../infra/lanes'
import { transaction } from '../../infra/transaction'
import { unitOf, type QueueService } from '../bookings/booking-queue.service'
import type { CopyRecord } from '../copies/copies.model'
import type { CopiesService } from '../copies/copies.service'
import type { LoanRecord } from '../loans/loans.model'
import type { LoansService } from '../loans/loans.service'
import type { FeeRecord } from './fees.model'
import type { FeesService } from './fees.service'

interface Deps {
  readonly copies: CopiesService
  readonly loans: LoansService
  readonly queue: QueueService
  readonly fees: FeesService
}

interface Report {
  readonly loanId: string
  readonly amountCents: number
  readonly note?: string | undefined
  /** The account of the librarian. */
  readonly by: string
}

export type LostBooksService = ReturnType<typeof createLostBooksService>

/** Books that readers have lost, and those that come back after all (L5). */
export function createLostBooksService(deps: Deps) {
  /**
   * Ends the loan, records the replacement, and ends the bookings that no copy can serve any more. Reported twice is the
   * same report (D2).
   * @throws `loan.refused` for a loan that has ended otherwise
   */
  function report(lost: Report): Promise<{ readonly loan: LoanRecord; readonly fee: FeeRecord | null }> {
    return transaction(async () => {
      const seen = await getLoan(lost.loanId)
      await enterLane(unitOf(seen))
      const loan = await getLoan(lost.loanId)
      if (loan.status === 'lost') return { loan, fee: await deps.fees.findReplacement(loan._id) }
      const ended = loan.status === 'open' ? await deps.loans.endAsLost(loan) : null
      if (!ended) throw refused('loan.refused', [{ code: 'loan.not_open', details: {} }])
      const copy = await deps.copies.move(await deps.copies.get(loan.copyId), 'lost')
      const { amountCents, note, by } = lost
      const charge = {
        readerId: readerOf(loan),
        amountCents,
        reason: 'lost',
        loanId: loan._id,
        copy,
        note,
        by,
      } as const
      const fee = amountCents > 0 ? await deps.fees.record(charge) : null
      await deps.queue.endUnfillable(unitOf(loan))
      return { loan: ended, fee }
    })
  }

  async function getLoan(id: string): Promise<LoanRecord> {
    const [loan] = await deps.loans.listById([id])
    if (!loan) throw notFound()
    return loan
  }

  /** A lost copy was scanned; it settles by D1 like any other. Whoever calls has entered its lane. */
  async function found(copy: CopyRecord, at: Date) {
    return { loan: await deps.loans.noteFound(copy._id, at), fee: await deps.fees.settleFound(copy._id) }
  }

  return { report, found }
}
