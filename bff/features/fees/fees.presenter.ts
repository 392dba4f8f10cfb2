import type { Fee } from '../../contract/fees'
import type { TitleRecord } from '../titles/titles.model'
import { presentTitleReferenceOrGone } from '../titles/titles.presenter'
import type { FeeRecord } from './fees.model'

export function presentFee(fee: FeeRecord, title: TitleRecord | undefined): Fee {
  const last = fee.history.at(-1)
  return {
    id: fee._id,
    amountCents: fee.amountCents,
    currency: fee.currency,
    reason: fee.reason,
    status: fee.status,
    ...(fee.titleId === null ? {} : { title: presentTitleReferenceOrGone(title, fee.titleId) }),
    ...(fee.barcode === null ? {} : { barcode: fee.barcode }),
    ...(fee.loanId === null ? {} : { loanId: fee.loanId }),
    ...(fee.note === null ? {} : { note: fee.note }),
    recordedAt: fee.recordedAt.toISOString(),
    ...(fee.status === 'open' || !last ? {} : { settledAt: last.at.toISOString() }),
  }
}
