import mongoose from 'mongoose'
import { BookingModel, type BookingRecord } from '../../bff/features/bookings/bookings.model'
import { CopyModel } from '../../bff/features/copies/copies.model'
import { newId } from '../../bff/infra/ids'

/** The same documents as the service writes, in collections of their own with the same indexes. */
const database = () => mongoose.connection.getClient().db('bench_bare')

export async function prepareBareBooking(): Promise<void> {
  const db = database()
  await db.dropDatabase()
  const own = mongoose.connection
  await own
    .collection('copies')
    .aggregate([{ $out: { db: 'bench_bare', coll: 'copies' } }])
    .toArray()
  await own
    .collection('readers')
    .aggregate([{ $out: { db: 'bench_bare', coll: 'readers' } }])
    .toArray()
  for (const [model, name] of [
    [CopyModel, 'copies'],
    [BookingModel, 'bookings'],
  ] as const) {
    for (const [keys, options] of model.schema.indexes()) {
      await db.command({ createIndexes: name, indexes: [indexOf(keys, options)] })
    }
  }
  await db.collection('lanes').insertOne({ _id: 'first' as never, turn: 0 })
  await db.command({ createIndexes: 'idempotent_answers', indexes: [indexOf({ createdAt: 1 }, {})] })
  const readers = await db
    .collection('readers')
    .find({}, { projection: { _id: 1 } })
    .toArray()
  readerIds = readers.map(({ _id }) => String(_id))
}

function indexOf(keys: object, options: { readonly background?: unknown }) {
  const { background: _mongoose, ...own } = options
  return { name: Object.keys(keys).join('_'), ...own, key: keys }
}

let readerIds: string[] = []
const pick = <T>(from: readonly T[]): T | undefined => from[Math.floor(Math.random() * from.length)]

/**
 * One booking by the bare driver: the writes of the service and nothing else, in one transaction (w: majority, j: true):
 * the reader's turn, the lane, the copy, the booking, the stored answer.
 */
export async function bareBooking(titleIds: readonly string[]): Promise<string> {
  const db = database()
  const titleId = pick(titleIds) ?? ''
  const readerId = pick(readerIds) ?? ''
  return mongoose.connection.getClient().withSession((session) =>
    session.withTransaction(
      async () => {
        const options = { session, returnDocument: 'after' } as const
        await db
          .collection('lanes')
          .findOneAndUpdate({ _id: titleId as never }, { $inc: { turn: 1 } }, { ...options, upsert: true })
        await db.collection('readers').findOneAndUpdate({ _id: readerId as never }, { $inc: { turn: 1 } }, options)
        const copy = await db
          .collection('copies')
          .findOneAndUpdate({ titleId, status: 'available' }, { $set: { status: 'paged' } }, options)
        await db.collection('bookings').insertOne(bookingOf(titleId, copy?._id ? String(copy._id) : null), { session })
        await db
          .collection('idempotent_answers')
          .insertOne(
            { _id: newId() as never, fingerprint: newId(), status: 201, body: answer, createdAt: new Date() },
            { session },
          )
        return copy ? 'paging' : 'queued'
      },
      { readConcern: { level: 'snapshot' }, writeConcern: { w: 'majority', journal: true } },
    ),
  )
}

/** As long as a real answer. */
const answer = JSON.stringify({ booking: 'x'.repeat(700) })

function bookingOf(titleId: string, copyId: string | null): never {
  const booking: BookingRecord = {
    _id: newId(),
    // a reader of its own, so that the unique index never says no
    readerId: newId(),
    titleId,
    part: null,
    override: null,
    requestedCopyId: null,
    kind: copyId === null ? 'hold' : 'page',
    status: copyId === null ? 'queued' : 'paging',
    sortKey: newId(),
    isSuspended: false,
    suspendedUntil: null,
    pickupPointId: 'desk',
    copyId,
    shelf: { branchId: 'main', floor: '3F', area: '阅览室', callNumber: 'TP1/1', barcode: 'B1', order: newId() },
    claimedBy: null,
    neededBy: null,
    readyBy: new Date(),
    expectedWaitDays: null,
    placedAt: new Date(),
    readyAt: null,
    pickupDeadline: null,
    misses: 0,
    visitId: null,
    endedAt: null,
    history: [{ action: 'place', status: copyId === null ? 'queued' : 'paging', at: new Date(), by: 'reader' }],
  }
  return booking as never
}
