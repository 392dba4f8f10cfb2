import mongoose from 'mongoose'
import type { BookingRecord } from '../../bff/features/bookings/bookings.model'
import type { CopyRecord } from '../../bff/features/copies/copies.model'
import { newId } from '../../bff/infra/ids'
import type { BenchLibrary } from './bench-library'

const dayMs = 86_400_000

/**
 * Books that nobody has collected in time, one per title, each with a reader waiting behind; written in bulk, with lanes
 * as bookings leave them. What expires is missed for the first time: the place is kept, the queue moves on.
 */
export async function layMissedBooks(library: BenchLibrary, count: number): Promise<void> {
  const readers = await mongoose.connection
    .collection<{ _id: string }>('readers')
    .find({}, { projection: { _id: 1 } })
    .toArray()
  const readerOf = (n: number) => readers[n % readers.length]?._id ?? ''
  const db = mongoose.connection
  const booked = new Set<unknown>(await db.collection('bookings').distinct('titleId'))
  const titleIds = library.titleIds.filter((id) => !booked.has(id)).slice(0, count)
  const made = titleIds.flatMap((titleId, n) => missedBook(titleId, n, readerOf))
  // nothing on the shelf could serve who waits (B7)
  await db.collection('copies').updateMany({ titleId: { $in: titleIds } }, { $set: { status: 'missing' } })
  await db.collection('copies').insertMany(made.flatMap(({ copy }) => copy ?? []) as never[])
  await db.collection('bookings').insertMany(made.map(({ booking }) => booking) as never[])
}

/** Those of them that are still ready. */
export function countMissed(): Promise<number> {
  return mongoose.connection
    .collection('bookings')
    .countDocuments({ status: 'ready', pickupDeadline: { $lt: new Date() } })
}

function missedBook(titleId: string, n: number, readerOf: (n: number) => string) {
  const copy: CopyRecord = {
    ...{ _id: newId(), titleId, part: null, branchId: 'main', floor: '1F', area: '阅览室' },
    ...{ callNumber: `TP1/${String(n)}`, barcode: `missed-${String(n)}`, shelfOrder: `TP1/${String(n)}` },
    ...{ loanType: 'normal', status: 'ready', pickupPointId: 'desk', quarantinedUntil: null },
  }
  const { branchId, floor, area, callNumber, barcode, shelfOrder: order } = copy
  const shelf = { branchId, floor, area, callNumber, barcode, order }
  const ready = booking(titleId, readerOf(n), { status: 'ready', sortKey: '5missed', copyId: copy._id, shelf })
  const behind = booking(titleId, readerOf(n + 1), { status: 'queued', sortKey: '5waits', copyId: null, shelf: null })
  return [
    { copy, booking: ready },
    { copy: null, booking: behind },
  ]
}

type Own = Pick<BookingRecord, 'status' | 'sortKey' | 'copyId' | 'shelf'>

function booking(titleId: string, readerId: string, own: Own): BookingRecord {
  const at = new Date(Date.now() - 5 * dayMs)
  const isReady = own.status === 'ready'
  return {
    ...{ _id: newId(), readerId, titleId, part: null, requestedCopyId: null, kind: 'hold', pickupPointId: 'desk' },
    ...{ isSuspended: false, suspendedUntil: null, claimedBy: null, neededBy: null, override: null, readyBy: null },
    ...{ expectedWaitDays: null, placedAt: at, misses: 0, visitId: null, endedAt: null, ...own },
    readyAt: isReady ? at : null,
    pickupDeadline: isReady ? new Date(Date.now() - dayMs) : null,
    history: [{ action: isReady ? 'capture_here' : 'place', status: own.status, at, by: isReady ? 'staff' : 'reader' }],
  }
}
