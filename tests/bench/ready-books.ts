import mongoose from 'mongoose'
import type { BookingRecord } from '../../bff/features/bookings/bookings.model'
import type { CopyRecord } from '../../bff/features/copies/copies.model'
import { newId } from '../../bff/infra/ids'
import type { BenchLibrary } from './bench-library'

/** One book on the pickup shelf for every reader; written in bulk. @returns the bookings in the order of the accounts */
export async function layReadyBooks(library: BenchLibrary): Promise<readonly string[]> {
  const readers = await mongoose.connection
    .collection<{ _id: string; number: string }>('readers')
    .find({}, { projection: { number: 1 } })
    .toArray()
  const idOf = new Map(readers.map(({ _id, number }) => [number, _id]))
  const made = library.accounts.map((account, n) =>
    readyBook(idOf.get(account) ?? '', library.titleIds[n % library.titleIds.length] ?? '', n),
  )
  const db = mongoose.connection
  await db.collection('copies').insertMany(made.map(({ copy }) => copy) as never[])
  await db.collection('bookings').insertMany(made.map(({ booking }) => booking) as never[])
  return made.map(({ booking }) => booking._id)
}

function readyBook(readerId: string, titleId: string, n: number): { copy: CopyRecord; booking: BookingRecord } {
  const now = new Date()
  const place = { branchId: 'main', floor: '1F', callNumber: `TP1/${String(n)}`, barcode: `ready-${String(n)}` }
  const copy: CopyRecord = {
    _id: newId(),
    titleId,
    part: null,
    ...place,
    area: '阅览室',
    shelfOrder: place.callNumber,
    loanType: 'normal',
    status: 'ready',
    pickupPointId: 'desk',
    quarantinedUntil: null,
  }
  const booking: BookingRecord = {
    ...{ _id: newId(), readerId, titleId, part: null, requestedCopyId: null, kind: 'page', status: 'ready' },
    ...{ sortKey: '', isSuspended: false, suspendedUntil: null, pickupPointId: 'desk', copyId: copy._id },
    ...{ shelf: { ...place, area: copy.area, order: copy.shelfOrder }, claimedBy: null, neededBy: null },
    ...{
      override: null,
      readyBy: null,
      expectedWaitDays: null,
      placedAt: now,
      readyAt: now,
      misses: 0,
      visitId: null,
      endedAt: null,
    },
    pickupDeadline: new Date(now.getTime() + 7 * 86_400_000),
    history: [{ action: 'capture_here', status: 'ready', at: now, by: 'staff' }],
  }
  return { copy, booking }
}
