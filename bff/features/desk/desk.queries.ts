import { readerHistory } from '../../infra/reader-history'
import { ReceiptModel, type ReceiptRecord } from './desk.model'

export async function insertReceipt(receipt: ReceiptRecord): Promise<void> {
  await ReceiptModel.create([receipt])
}

export function findReceipt(id: string): Promise<ReceiptRecord | null> {
  return ReceiptModel.findById(id).lean<ReceiptRecord>().exec()
}

export function findLastReceipt(scanned: string, pickupPointId: string, after: Date): Promise<ReceiptRecord | null> {
  return ReceiptModel.findOne({ scanned, pickupPointId, at: { $gt: after } })
    .sort({ at: -1, _id: -1 })
    .lean<ReceiptRecord>()
    .exec()
}

export function listReceiptsOfReader(readerId: string, limit: number): Promise<ReceiptRecord[]> {
  return ReceiptModel.find({ readerId }).sort({ at: -1, _id: -1 }).limit(limit).lean<ReceiptRecord[]>().exec()
}

/** X1: a receipt is over when it is given; what was scanned names the reader too. */
export const history = readerHistory(ReceiptModel, {
  endedAt: 'at',
  over: {},
  forgotten: { readerId: null, scanned: { $concat: ['forgotten:', '$_id'] } },
})
