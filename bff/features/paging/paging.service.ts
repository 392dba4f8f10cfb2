import { AppError, notFound } from '../../domain/app-error'
import type { LibrarianPrincipal } from '../../domain/principal'
import type { Clock } from '../../infra/clock'
import { cutPage, decodeCursor, encodeCursor } from '../../infra/cursor'
import { enterLane } from '../../infra/lanes'
import { transaction } from '../../infra/transaction'
import type { BookingRecord } from '../bookings/bookings.model'
import type { BookingReads } from '../bookings/booking-reads.service'
import { unitOf, type QueueService } from '../bookings/booking-queue.service'

interface PagingPlace {
  readonly branchId: string
  readonly order: string
  readonly id: string
}

interface Deps {
  readonly clock: Clock
  readonly queue: QueueService
  readonly bookings: BookingReads
}

interface Page {
  readonly branch?: string | undefined
  readonly limit: number
  readonly cursor?: string | undefined
}

export type PagingService = ReturnType<typeof createPagingService>

/** 备书: what is to be fetched from the shelves, in the order in which one walks past them (D2). */
export function createPagingService(deps: Deps) {
  async function list(page: Page) {
    const branchId = page.branch ?? null
    const [found, total] = await Promise.all([
      deps.bookings.listPaging({ branchId, limit: page.limit + 1, after: placeOf(page.cursor) }),
      deps.bookings.countPaging(branchId),
    ])
    return {
      ...cutPage(found, page.limit, ({ shelf, _id }) => encodeCursor([shelf?.branchId ?? '', shelf?.order ?? '', _id])),
      total,
    }
  }

  /** I fetch it. Claiming twice is the same claim; a colleague's claim is only taken over on purpose. */
  function claim(id: string, librarian: LibrarianPrincipal, takeOver: boolean): Promise<BookingRecord> {
    return onList(id, async (booking) => {
      const other = booking.claimedBy && booking.claimedBy.account !== librarian.account ? booking.claimedBy : null
      if (other && !takeOver)
        throw new AppError('paging.claimed_by_other', { name: other.name, at: other.at.toISOString() })
      if (booking.claimedBy && !other) return booking
      return set(booking, { account: librarian.account, name: librarian.name, at: deps.clock.now() })
    })
  }

  function release(id: string, librarian: LibrarianPrincipal): Promise<BookingRecord> {
    return onList(id, async (booking) => {
      const { claimedBy } = booking
      if (!claimedBy) return booking
      if (claimedBy.account !== librarian.account) {
        throw new AppError('paging.claimed_by_other', { name: claimedBy.name, at: claimedBy.at.toISOString() })
      }
      return set(booking, null)
    })
  }

  /** B13. A repeat changes nothing (D2): after another copy was assigned it is known by the barcode that was looked for. */
  async function reportNotFound(
    id: string,
    report: { readonly librarian: LibrarianPrincipal; readonly barcode: string | undefined },
  ): Promise<BookingRecord> {
    return inLane(id, async (booking) => {
      if (booking.status !== 'paging' && booking.history.at(-1)?.action === 'not_found') return booking
      assertOnList(booking)
      if (report.barcode !== undefined && booking.shelf?.barcode !== report.barcode) return booking
      return deps.queue.reportMissing(booking, { by: 'staff', account: report.librarian.account })
    })
  }

  function onList(id: string, work: (booking: BookingRecord) => Promise<BookingRecord>): Promise<BookingRecord> {
    return inLane(id, (booking) => {
      assertOnList(booking)
      return work(booking)
    })
  }

  function inLane(id: string, work: (booking: BookingRecord) => Promise<BookingRecord>): Promise<BookingRecord> {
    return transaction(async () => {
      const seen = await deps.bookings.find(id)
      if (!seen) throw notFound()
      await enterLane(unitOf(seen))
      return work((await deps.bookings.find(id)) ?? seen)
    })
  }

  async function set(booking: BookingRecord, claimedBy: BookingRecord['claimedBy']): Promise<BookingRecord> {
    const updated = await deps.bookings.setClaim(booking, claimedBy)
    if (!updated) throw new AppError('paging.not_possible_now', { status: booking.status })
    return updated
  }

  return { list, claim, release, reportNotFound }
}

function assertOnList({ status }: BookingRecord): void {
  if (status !== 'paging') throw new AppError('paging.not_possible_now', { status })
}

function placeOf(cursor: string | undefined): PagingPlace | null {
  if (cursor === undefined) return null
  const [branchId, order, id] = decodeCursor(cursor, 3)
  return { branchId: String(branchId), order: String(order), id: String(id) }
}
