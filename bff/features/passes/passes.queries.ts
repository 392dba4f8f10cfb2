import { PassModel, type PassRecord } from './passes.model'

export async function insertPass(pass: PassRecord): Promise<void> {
  await PassModel.create(pass)
}

export function findPass(id: string): Promise<PassRecord | null> {
  return PassModel.findById(id).lean<PassRecord>().exec()
}

export function findPassByDigits(digits: string): Promise<PassRecord | null> {
  return PassModel.findOne({ digits }).lean<PassRecord>().exec()
}

export function findNewestPass(readerId: string, issuedAfter: Date): Promise<PassRecord | null> {
  return PassModel.findOne({ readerId, issuedAt: { $gt: issuedAfter }, revokedAt: null, bookingIds: null })
    .sort({ issuedAt: -1 })
    .lean<PassRecord>()
    .exec()
}

const isOut = { bookingIds: { $type: 'array' }, usedAt: null, revokedAt: null } as const

/** P3: what is delegated and still opens. */
export function listDelegated(
  readerId: string,
  of: { readonly now: Date; readonly limit: number },
): Promise<PassRecord[]> {
  return PassModel.find({ readerId, ...isOut, expiresAt: { $gt: of.now } })
    .sort({ expiresAt: -1, _id: -1 })
    .limit(of.limit)
    .lean<PassRecord[]>()
    .exec()
}

/** P3: works once. Null when it has been used or withdrawn, whichever desk was faster. */
export function usePass(
  id: string,
  use: { readonly at: Date; readonly receiptId: string },
): Promise<PassRecord | null> {
  return PassModel.findOneAndUpdate(
    { _id: id, ...isOut },
    { $set: { usedAt: use.at, receiptId: use.receiptId } },
    { returnDocument: 'after' },
  )
    .lean<PassRecord>()
    .exec()
}

/** P3: takes back what has not been used; null when it has. The first time of withdrawing stays. */
export function withdrawPass(id: string, at: Date): Promise<PassRecord | null> {
  return PassModel.findOneAndUpdate(
    { _id: id, usedAt: null },
    [{ $set: { revokedAt: { $ifNull: ['$revokedAt', at] } } }],
    { returnDocument: 'after', updatePipeline: true },
  )
    .lean<PassRecord>()
    .exec()
}

export async function deletePassesOf(readerId: string): Promise<void> {
  await PassModel.deleteMany({ readerId })
}
