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
  return PassModel.findOne({ readerId, issuedAt: { $gt: issuedAfter }, revokedAt: null })
    .sort({ issuedAt: -1 })
    .lean<PassRecord>()
    .exec()
}
