import type { FeeStatus } from '../../contract/fees'

/** Rule L5, the complete table: what may become of a fee. */
const next: Readonly<Record<FeeStatus, readonly FeeStatus[]>> = {
  open: ['paid', 'waived'],
  paid: ['to_refund'],
  waived: [],
  to_refund: ['refunded'],
  refunded: [],
}

export function canBecome(from: FeeStatus, to: FeeStatus): boolean {
  return next[from].includes(to)
}

/** What becomes of the replacement when the lost book is found; null: nothing. */
export function whenFound(status: FeeStatus): FeeStatus | null {
  if (status === 'open') return 'waived'
  return status === 'paid' ? 'to_refund' : null
}
