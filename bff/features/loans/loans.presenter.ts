import type { Loan } from '../../contract/loans'
import type { Language } from '../../domain/language'
import { presentBranch } from '../places/places.presenter'
import { presentTitleReferenceOrGone } from '../titles/titles.presenter'
import type { LoanView } from './loan-views.service'

/** With what was passed over when it was lent (C1). */
export function presentLoanForStaff(view: LoanView, language: Language): Loan {
  const { override } = view.loan
  return {
    ...presentLoan(view, language),
    ...(override ? { override: { at: override.at.toISOString(), by: override.by, codes: [...override.codes] } } : {}),
  }
}

export function presentLoan({ loan, title, places, now }: LoanView, language: Language): Loan {
  return {
    id: loan._id,
    title: presentTitleReferenceOrGone(title, loan.titleId),
    ...(loan.part === null ? {} : { part: loan.part }),
    copy: { barcode: loan.barcode, branch: presentBranch(places.branch(loan.branchId), language) },
    status: loan.status,
    lentAt: loan.lentAt.toISOString(),
    dueAt: loan.dueAt.toISOString(),
    ...(loan.returnedAt === null ? {} : { returnedAt: loan.returnedAt.toISOString() }),
    ...(loan.lostAt ? { lostAt: loan.lostAt.toISOString() } : {}),
    renewals: loan.renewals,
    ...(loan.recall
      ? { recalledAt: loan.recall.at.toISOString(), dueBeforeRecall: loan.recall.dueBefore.toISOString() }
      : {}),
    isOverdue: loan.status === 'open' && loan.dueAt < now,
    allowedActions: loan.status !== 'open' ? [] : loan.selfCheckout ? ['renew', 'show_gate_receipt'] : ['renew'],
  }
}
