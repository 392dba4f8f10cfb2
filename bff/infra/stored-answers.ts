import mongoose from 'mongoose'
import { createGroup } from './group'

/**
 * The answers of state changes that carried an `Idempotency-Key`, by account + operation + key. A good answer is stored
 * in the transaction of its effect: either both are there or neither.
 */
export interface StoredAnswer {
  _id: string
  /** Of the request: the same key with another one is a mistake of the caller. */
  fingerprint: string
  status: number
  /** JSON, so that a repeat gets the same bytes. */
  body: string
  createdAt: Date
}

const answerSchema = new mongoose.Schema<StoredAnswer>({
  _id: { type: String },
  fingerprint: { type: String, required: true },
  status: { type: Number, required: true },
  body: { type: String, required: true },
  createdAt: { type: Date, required: true },
})
// kept 30 days
answerSchema.index({ createdAt: 1 }, { expireAfterSeconds: 30 * 24 * 3600 })

const AnswerModel = mongoose.model('StoredAnswer', answerSchema, 'idempotent_answers')

/** Every state change asks first whether it has been answered: those that ask together share a read. */
const lookups = createGroup<string, StoredAnswer | null>({ size: 100, run: listAnswers })

export function findAnswer(id: string): Promise<StoredAnswer | null> {
  return lookups.add(id)
}

async function listAnswers(ids: readonly string[]): Promise<(StoredAnswer | null)[]> {
  const answers = await AnswerModel.find({ _id: { $in: ids } })
    .lean<StoredAnswer[]>()
    .exec()
  const known = new Map(answers.map((answer) => [answer._id, answer]))
  return ids.map((id) => known.get(id) ?? null)
}

/** Fails with a duplicate key when one of them is stored already. */
export async function insertAnswers(answers: readonly StoredAnswer[]): Promise<void> {
  if (answers.length > 0) await AnswerModel.insertMany(answers, { lean: true })
}

/**
 * X1: the answers that these accounts were given until an instant. Their ids begin with the account and a space. What
 * others were told, such as the desk that lent a book, says who it was until its thirty days are over.
 */
export async function deleteAnswersOf(accounts: readonly string[], until: Date): Promise<void> {
  for (const account of accounts)
    await AnswerModel.deleteMany({ _id: { $gte: `${account} `, $lt: `${account}!` }, createdAt: { $lte: until } })
}
