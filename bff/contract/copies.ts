/** Rule B2. `to_clear`: lies on the pickup shelf for nobody. */
export const copyStatuses = [
  'available',
  'paged',
  'in_transit',
  'ready',
  'to_clear',
  'on_loan',
  'quarantined',
  'on_order',
  'in_process',
  'missing',
  'lost',
  'withdrawn',
] as const
export type CopyStatus = (typeof copyStatuses)[number]

export const loanTypes = ['normal', 'short', 'reference_only'] as const
export type LoanType = (typeof loanTypes)[number]
