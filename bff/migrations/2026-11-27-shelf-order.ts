import type mongoose from 'mongoose'
import { BookingModel, type BookingRecord } from '../features/bookings/bookings.model'
import { CopyModel, type CopyRecord } from '../features/copies/copies.model'
import { shelfOrderOf } from '../features/copies/copies.rules'
import { SettingModel } from '../features/rules/rules.model'

const batchSize = 1000
/** A key does not say by which rule it was made, and looking at every copy is nothing for every start. */
const mark = 'change:2026-11-27-shelf-order'

/**
 * Keys of the shelf walk are made anew where the rule makes another one today: class numbers with a point or a sign stood in
 * the wrong place. Done twice, or on two instances at once, it does the same; an earlier version reads the new keys as it
 * read the old ones.
 */
export async function renewShelfOrder(): Promise<void> {
  if (await SettingModel.exists({ _id: mark })) return
  await renewCopies()
  await renewPaging()
  await SettingModel.updateOne({ _id: mark }, { $set: { value: 'done' } }, { upsert: true })
}

type Shelved = Pick<CopyRecord, '_id' | 'floor' | 'callNumber' | 'shelfOrder'>

async function renewCopies(): Promise<void> {
  let writes: mongoose.AnyBulkWriteOperation<CopyRecord>[] = []
  const copies = CopyModel.find().select({ floor: 1, callNumber: 1, shelfOrder: 1 }).lean<Shelved>()
  for await (const { _id, floor, callNumber, shelfOrder } of copies.cursor({ batchSize })) {
    const order = shelfOrderOf(floor, callNumber)
    if (order === shelfOrder) continue
    // one that an import describes anew meanwhile has a key of today
    writes.push({ updateOne: { filter: { _id, shelfOrder }, update: { $set: { shelfOrder: order } } } })
    if (writes.length < batchSize) continue
    await CopyModel.bulkWrite(writes, { ordered: false })
    writes = []
  }
  if (writes.length > 0) await CopyModel.bulkWrite(writes, { ordered: false })
}

type Paged = Pick<BookingRecord, '_id' | 'shelf'>

/** What is being fetched bears the place of its copy. */
async function renewPaging(): Promise<void> {
  for await (const { _id, shelf } of BookingModel.find({ status: 'paging' })
    .select({ shelf: 1 })
    .lean<Paged>()
    .cursor()) {
    if (!shelf) continue
    const order = shelfOrderOf(shelf.floor, shelf.callNumber)
    if (order === shelf.order) continue
    await BookingModel.updateOne({ _id, 'shelf.order': shelf.order }, { $set: { 'shelf.order': order } })
  }
}
