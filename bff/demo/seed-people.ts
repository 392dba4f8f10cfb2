import type { ReaderRecord } from '../features/readers/readers.model'
import type { LibrarianRecord } from '../features/session/session.model'
import type { Seeding } from './seed-context'
import { demoId } from './seed-ids'

/** Readers with a story are featured, in their order in the plan. */
export function readerRecords({ plan }: Seeding): ReaderRecord[] {
  return plan.readers.map((reader, place) => ({
    _id: demoId('reader', reader.account),
    number: reader.account,
    name: reader.name,
    category: reader.category,
    department: reader.department ?? null,
    cardExpiresOn: reader.cardExpiresOn,
    blockedBecause: reader.blockedBecause?.zh ?? null,
    turn: 0,
    source: 'demo',
    featured: reader.note === undefined ? null : place,
  }))
}

export function librarianRecords({ plan }: Seeding): LibrarianRecord[] {
  return plan.librarians.map((librarian, order) => ({
    _id: librarian.account,
    name: librarian.name,
    permissions: [...librarian.permissions],
    branchId: librarian.branchId ?? null,
    pickupPointId: librarian.pickupPointId ?? null,
    source: 'demo',
    order,
  }))
}
