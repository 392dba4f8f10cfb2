import type { FeeRecord } from '../features/fees/fees.model'
import { featuredAccounts as who } from './readers'
import { morningAgo, type Seeding } from './seed-context'
import { demoId } from './seed-ids'

const cashier = 'desk.main'

/** What the featured accounts owe (L5): a lost book that blocks, small sums that do not, and one that was paid. */
export function feeRecords(seeding: Seeding): FeeRecord[] {
  const lost = seeding.plan.copies.find(({ status }) => status === 'lost')
  const overdue = seeding.plan.loans.find(({ account }) => account === who.overdue)
  const paidAt = morningAgo(seeding, 12)
  return [
    feeRecord(seeding, { account: who.blocked, amountCents: 8600, reason: 'lost', copy: lost, daysAgo: 20 }),
    feeRecord(seeding, { account: who.overdue, amountCents: 360, reason: 'overdue', copy: overdue, daysAgo: 2 }),
    feeRecord(seeding, { account: who.staff, amountCents: 1500, reason: 'damage', daysAgo: 6, note: '书页水渍' }),
    paid(feeRecord(seeding, { account: who.staff, amountCents: 240, reason: 'overdue', daysAgo: 30 }), paidAt),
  ]
}

interface Charge {
  readonly account: string
  readonly amountCents: number
  readonly reason: FeeRecord['reason']
  readonly copy?: { readonly barcode: string; readonly title: string } | undefined
  readonly daysAgo: number
  readonly note?: string
}

function feeRecord(seeding: Seeding, { account, copy, ...charge }: Charge): FeeRecord {
  const recordedAt = morningAgo(seeding, charge.daysAgo)
  return {
    _id: demoId('fee', `${account} ${charge.reason} ${charge.daysAgo}`),
    readerId: demoId('reader', account),
    amountCents: charge.amountCents,
    currency: 'CNY',
    reason: charge.reason,
    status: 'open',
    loanId: null,
    copyId: copy ? demoId('copy', copy.barcode) : null,
    titleId: copy ? demoId('title', copy.title) : null,
    barcode: copy?.barcode ?? null,
    note: charge.note ?? null,
    recordedAt,
    history: [{ status: 'open', at: recordedAt, by: cashier, note: null }],
  }
}

function paid(fee: FeeRecord, paidAt: Date): FeeRecord {
  return {
    ...fee,
    status: 'paid',
    history: [...fee.history, { status: 'paid', at: paidAt, by: cashier, note: null }],
  }
}
