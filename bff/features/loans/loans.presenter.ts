import type { Loan } from '../../contract/loans'
import type { Language } from '../../domain/language'
import { presentBranch } from '../places/places.presenter'
import type { Places } from '../places/places.service'
import type { TitleRecord } from '../titles/titles.model'
import { presentTitleReferenceOrGone } from '../titles/titles.presenter'
import type { LoanRecord } from './loans.model'

export interface LoanView {
  readonly loan: LoanRecord
  readonly title: TitleRecord | undefined
  readonly places: Places
  readonly now: Date
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
    renewals: loan.renewals,
    isOverdue: loan.status === 'open' && loan.dueAt < now,
    allowedActions: loan.status === 'open' ? ['renew'] : [],
  }
}
