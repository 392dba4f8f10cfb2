import { beyond, type DatePlace } from '../../infra/cursor'
import { readerHistory } from '../../infra/reader-history'
import { MessageModel, OutboxModel, type MessageRecord, type OutboxRecord } from './messages.model'

export async function insertMessages(messages: readonly MessageRecord[]): Promise<void> {
  await MessageModel.insertMany(messages, { lean: true })
}

export async function insertOutbox(rows: readonly OutboxRecord[]): Promise<void> {
  await OutboxModel.insertMany(rows, { lean: true })
}

export function listMessages(
  readerId: string,
  page: { readonly limit: number; readonly before: DatePlace | null },
): Promise<MessageRecord[]> {
  return MessageModel.find({ readerId, ...beyond('at', -1, page.before) })
    .sort({ at: -1, _id: -1 })
    .limit(page.limit)
    .lean<MessageRecord[]>()
    .exec()
}

export function countUnread(readerId: string): Promise<number> {
  return MessageModel.countDocuments({ readerId, readAt: null })
}

export function markRead(readerId: string, id: string, at: Date): Promise<MessageRecord | null> {
  return MessageModel.findOneAndUpdate({ _id: id, readerId }, [{ $set: { readAt: { $ifNull: ['$readAt', at] } } }], {
    returnDocument: 'after',
    updatePipeline: true,
  })
    .lean<MessageRecord>()
    .exec()
}

export function listPending(now: Date, limit: number): Promise<OutboxRecord[]> {
  return OutboxModel.find({ status: 'pending', nextAttemptAt: { $lte: now } })
    .sort({ nextAttemptAt: 1 })
    .limit(limit)
    .lean<OutboxRecord[]>()
    .exec()
}

/** Takes a row for this attempt, so that two instances never send the same one at once. */
export function takePending(row: OutboxRecord, leaseEndsAt: Date): Promise<OutboxRecord | null> {
  return OutboxModel.findOneAndUpdate(
    { _id: row._id, status: 'pending', attempts: row.attempts },
    { $inc: { attempts: 1 }, $set: { nextAttemptAt: leaseEndsAt } },
    { returnDocument: 'after' },
  )
    .lean<OutboxRecord>()
    .exec()
}

/** Gives a row back; nothing happens when another attempt has taken it since. */
export async function retryLater(row: OutboxRecord, at: Date): Promise<void> {
  await OutboxModel.updateOne(
    { _id: row._id, status: 'pending', attempts: row.attempts },
    { $set: { nextAttemptAt: at } },
  )
}

/** Sent is sent, whichever attempt it was; any other end is for the latest attempt to say. */
export async function endOutbox(row: OutboxRecord, status: OutboxRecord['status'], at: Date): Promise<void> {
  const attempt = status === 'sent' ? {} : { attempts: row.attempts }
  await OutboxModel.updateOne({ _id: row._id, status: 'pending', ...attempt }, { $set: { status, endedAt: at } })
}

/** X1: a message without its reader is nothing. */
export const history = readerHistory(MessageModel, { endedAt: 'at', over: {}, isRemoved: true })

export async function deleteOutboxOf(readerId: string): Promise<void> {
  await OutboxModel.deleteMany({ readerId, status: { $ne: 'pending' } })
}

/** The messages of a reader about some bookings and loans. */
export async function listIdsAbout(
  readerId: string,
  about: { readonly bookingIds: readonly string[]; readonly loanIds: readonly string[] },
): Promise<string[]> {
  const messages = await MessageModel.find({
    readerId,
    $or: [{ bookingId: { $in: about.bookingIds } }, { loanId: { $in: about.loanIds } }],
  })
    .select({ _id: 1 })
    .lean<Pick<MessageRecord, '_id'>[]>()
    .exec()
  return messages.map(({ _id }) => _id)
}
