import { readersOf } from '../../domain/of-reader'
import { cutPage, decodeDatePlace, encodeDatePlace } from '../../infra/cursor'
import type { BookingReads } from '../bookings/booking-reads.service'
import type { BookingRecord } from '../bookings/bookings.model'
import type { CopyRecord } from '../copies/copies.model'
import type { CopiesService } from '../copies/copies.service'
import type { PlacesService } from '../places/places.service'
import type { ReaderRecord } from '../readers/readers.model'
import type { ReadersService } from '../readers/readers.service'
import type { TitleRecord } from '../titles/titles.model'
import type { TitleReferences } from '../titles/titles.service'

interface Deps {
  readonly bookingReads: BookingReads
  readonly copies: CopiesService
  readonly places: PlacesService
  readonly readers: ReadersService
  readonly titles: TitleReferences
}

interface Page {
  readonly pickupPointId: string
  readonly limit: number
  readonly cursor?: string | undefined
}

export interface Shelf {
  /** By deadline, the nearest first. */
  readonly ready: readonly BookingRecord[]
  /** What lies there for nobody (B16); on the first page only. */
  readonly toClear: readonly CopyRecord[]
  /** Of the ready ones. */
  readonly copies: ReadonlyMap<string, CopyRecord>
  readonly titles: ReadonlyMap<string, TitleRecord>
  readonly readers: ReadonlyMap<string, ReaderRecord>
  readonly next: string | undefined
}

/** More would not fit on a shelf. */
const toClearAtMost = 100

export type ShelfService = ReturnType<typeof createShelfService>

/** The pickup shelf of one place. */
export function createShelfService(deps: Deps) {
  async function list({ pickupPointId, limit, cursor }: Page): Promise<Shelf> {
    const point = (await deps.places.read()).pickupPoint(pickupPointId)
    const after = decodeDatePlace(cursor)
    const page = cutPage(await deps.bookingReads.listShelf(point._id, { limit: limit + 1, after }), limit, (booking) =>
      encodeDatePlace({ at: booking.pickupDeadline ?? booking.placedAt, id: booking._id }),
    )
    const toClear = after ? [] : await deps.copies.listToClear(point._id, toClearAtMost)
    const titles = await deps.titles.references([...page.items, ...toClear].map(({ titleId }) => titleId))
    return {
      ready: page.items,
      toClear,
      copies: await deps.copies.byId(page.items.flatMap(({ copyId }) => copyId ?? [])),
      titles: new Map(titles.map((title) => [title._id, title])),
      readers: await deps.readers.byId(readersOf(page.items)),
      next: page.next,
    }
  }

  return { list }
}
