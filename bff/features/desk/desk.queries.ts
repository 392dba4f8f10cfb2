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
