import type { Refusal } from '../../contract/common'
import type { CopyStatus, LoanType } from '../../contract/copies'

interface LendingSituation {
  readonly readerBlocks: readonly Refusal[]
  readonly openLoans: number
  readonly loanLimit: number
  readonly copy: { readonly loanType: LoanType; readonly status: CopyStatus }
  /** The copy is captured for this very reader. */
  readonly isForReader: boolean
}

/** Every reason why this copy cannot be lent to this reader now (C1). */
export function lendingRefusals(situation: LendingSituation): Refusal[] {
  const refusals: Refusal[] = [...situation.readerBlocks]
  const { copy } = situation
  if (situation.openLoans >= situation.loanLimit) {
    refusals.push({
      code: 'loan.limit_reached',
      details: { limit: situation.loanLimit, open: situation.openLoans },
      remedy: 'see_your_loans',
    })
  }
  if (copy.loanType === 'reference_only') {
    refusals.push({ code: 'copy.reference_only', details: {}, remedy: 'read_in_the_library' })
  }
  if (situation.isForReader) return refusals
  const isForOther = copy.status === 'paged' || copy.status === 'ready' || copy.status === 'in_transit'
  if (isForOther) refusals.push({ code: 'copy.waited_for', details: {}, remedy: 'choose_another_copy' })
  else if (copy.status !== 'available') {
    refusals.push({ code: 'copy.not_available', details: { status: copy.status }, remedy: 'ask_the_desk' })
  }
  return refusals
}

interface RenewalSituation {
  readonly readerBlocks: readonly Refusal[]
  readonly isOpen: boolean
  readonly dueAt: Date
  /** What renewing now would give (L2). */
  readonly newDueAt: Date
  readonly renewals: number
  readonly renewalLimit: number
  readonly waiting: number
  readonly renewableWhenWaitedFor: boolean
  /** A booking has shortened this loan already. */
  readonly isRecalled: boolean
  readonly now: Date
}

/**
 * Rules L1 and L3: every reason why a loan cannot be renewed now. Fees count with their limit for renewals (L5). Another
 * book that is overdue keeps nobody from renewing this one.
 */
export function renewalRefusals(situation: RenewalSituation): Refusal[] {
  if (!situation.isOpen) return [{ code: 'loan.not_open', details: {} }]
  const refusals = situation.readerBlocks.filter((refusal) => refusal.code !== 'reader.overdue')
  if (situation.dueAt < situation.now)
    refusals.push({ code: 'loan.overdue', details: {}, remedy: 'return_overdue_books' })
  if (situation.isRecalled || (situation.waiting > 0 && !situation.renewableWhenWaitedFor)) {
    refusals.push({ code: 'loan.waited_for', details: { waiting: situation.waiting }, remedy: 'return_on_time' })
  }
  const isExhausted = situation.renewals >= situation.renewalLimit
  if (isExhausted || situation.newDueAt <= situation.dueAt) {
    refusals.push({
      code: 'loan.cap_reached',
      details: { renewals: situation.renewals, limit: situation.renewalLimit },
      remedy: 'return_on_time',
    })
  }
  return refusals
}
