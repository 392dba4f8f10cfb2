import type { LoanRecord } from '../features/loans/loans.model'
import type { PlannedLoan } from './loans'
import { at, endOf } from './seed-context'
import type { Seeding } from './seed-context'
import { demoId } from './seed-ids'

export function loanRecords(seeding: Seeding): LoanRecord[] {
  const branchOf = new Map(seeding.plan.copies.map(({ barcode, branchId }) => [barcode, branchId]))
  return seeding.plan.loans.map((loan) => {
    const branchId = branchOf.get(loan.barcode)
    if (branchId === undefined) throw new Error(`a loan of an unknown copy: ${loan.barcode}`)
    return loanRecord(seeding, loan, branchId)
  })
}

export function loanIdOf({ barcode, account, lentAt }: PlannedLoan): string {
  return demoId('loan', `${barcode} ${account} ${lentAt.day} ${lentAt.time}`)
}

function loanRecord(seeding: Seeding, loan: PlannedLoan, branchId: string): LoanRecord {
  return {
    _id: loanIdOf(loan),
    readerId: demoId('reader', loan.account),
    titleId: demoId('title', loan.title),
    part: loan.part ?? null,
    copyId: demoId('copy', loan.barcode),
    barcode: loan.barcode,
    branchId,
    bookingId: loan.bookingId === undefined ? null : demoId('booking', loan.bookingId),
    status: loan.returnedAt ? 'returned' : 'open',
    lentAt: at(seeding, loan.lentAt),
    dueAt: endOf(seeding, loan.dueOn),
    lostAt: null,
    override: null,
    selfCheckout: null,
    chargedAt: null,
    returnedAt: loan.returnedAt ? at(seeding, loan.returnedAt) : null,
    renewals: loan.renewals,
    recall: loan.recall
      ? {
          at: at(seeding, loan.recall.at),
          dueBefore: endOf(seeding, loan.recall.dueBefore),
          guaranteedUntil: endOf(seeding, loan.recall.guaranteedUntil),
        }
      : null,
  }
}
