import type { CopyStatus } from '../contract/copies'
import { addDays } from '../domain/calendar'
import type { Day } from '../domain/calendar'
import type { PlannedBooking } from './bookings'
import { isOpen } from './bookings'
import { limitsFor } from '../features/rules/rules.rules'
import type { CirculationRules } from '../features/rules/circulation.rules'
import type { PlannedCopy } from './copies'
import type { PlannedLoan } from './loans'
import type { Random } from './random'
import type { Reader } from './readers'

/** Who has what: the story writes into it, and it refuses what the library would refuse (B4, B5, B6, L1). */
export interface Ledger {
  readonly bookings: readonly PlannedBooking[]
  readonly loans: readonly PlannedLoan[]
  /** The copies with their statuses as they are now. */
  copies(): readonly PlannedCopy[]
  /** Copies of a title (and part) that are on the shelf and may be lent. */
  onShelf(title: string, part?: string): readonly PlannedCopy[]
  reader(account: string): Reader
  /** Somebody of the crowd who may still borrow or book this title. */
  someone(title: string, wish: 'booking' | 'loan', mustKeepHistory?: boolean): Reader
  /** Records a booking and moves its copy along; a booking that has ended moves the copy only where told. */
  book(booking: Omit<PlannedBooking, 'id' | 'queueKey'>, options?: BookOptions): PlannedBooking
  lend(loan: Omit<PlannedLoan, 'title' | 'part'>): void
  setStatus(barcode: string, status: CopyStatus): void
}

export interface BookOptions {
  readonly isAtFront?: boolean
  /** Where the copy of an ended booking is now; its status is left alone when absent. */
  readonly copyStatus?: CopyStatus
}

export function createLedger(about: {
  readonly today: Day
  readonly readers: readonly Reader[]
  readonly copies: readonly PlannedCopy[]
  readonly rules: CirculationRules
  readonly random: Random
}): Ledger {
  const readers = new Map(about.readers.map((reader) => [reader.account, reader]))
  const crowd = about.readers.filter((reader) => reader.note === undefined && mayBorrow(reader, about.today))
  const historians = crowd.filter((reader) => reader.keepsHistory)
  const copies = new Map(about.copies.map((copy) => [copy.barcode, copy]))
  const byTitle = barcodesByTitle(about.copies)
  const taken = new Map<string, { titles: Set<string>; bookings: number; loans: number }>()
  const bookings: PlannedBooking[] = []
  const loans: PlannedLoan[] = []

  const takenBy = (account: string) => {
    const known = taken.get(account) ?? { titles: new Set<string>(), bookings: 0, loans: 0 }
    taken.set(account, known)
    return known
  }
  const reader = (account: string) => known(readers, account)
  const copy = (barcode: string) => known(copies, barcode)
  const setStatus = (barcode: string, status: CopyStatus) => {
    copies.set(barcode, { ...copy(barcode), status })
  }
  const refusal = (account: string, title: string, wish: 'booking' | 'loan'): string | undefined => {
    const has = takenBy(account)
    const limit = limitsFor(about.rules, reader(account).category)
    if (has.titles.has(title)) return 'has it already (B4)'
    if (wish === 'booking' && has.bookings >= limit.openBookings) return 'booking limit (B6)'
    if (wish === 'loan' && has.loans >= limit.openLoans) return 'loan limit (L1)'
    return undefined
  }
  const claim = (account: string, title: string, wish: 'booking' | 'loan') => {
    const reason = refusal(account, title, wish)
    if (reason) throw new Error(`${account} cannot take ${title}: ${reason}`)
    const has = takenBy(account)
    has.titles.add(title)
    has[wish === 'booking' ? 'bookings' : 'loans'] += 1
  }
  const takeFromShelf = (barcode: string, status: CopyStatus, pickupPointId?: string) => {
    if (copy(barcode).status !== 'available') throw new Error(`${barcode} is not on the shelf (B5)`)
    setStatus(barcode, status)
    if (pickupPointId === undefined || !awayFromShelf.includes(status)) return
    copies.set(barcode, { ...copy(barcode), pickupPointId })
  }

  return {
    bookings,
    loans,
    reader,
    setStatus,
    copies: () => [...copies.values()],
    onShelf: (title, part) =>
      (byTitle.get(title) ?? [])
        .map((barcode) => copy(barcode))
        .filter((each) => each.part === part && each.status === 'available' && each.loanType !== 'reference_only'),
    someone: (title, wish, mustKeepHistory = false) => {
      for (;;) {
        const candidate = about.random.pick(mustKeepHistory ? historians : crowd)
        if (!refusal(candidate.account, title, wish)) return candidate
      }
    },
    book: (facts, options = {}) => {
      const sequence = bookings.length + 1
      const booking: PlannedBooking = {
        ...facts,
        id: `B${String(sequence).padStart(5, '0')}`,
        queueKey: { isAtFront: options.isAtFront ?? false, priority: 0, sequence },
      }
      if (isOpen(booking)) claim(booking.account, booking.title, 'booking')
      const status = copyStatusFor(booking) ?? options.copyStatus
      if (booking.barcode !== undefined && status) takeFromShelf(booking.barcode, status, booking.pickupPointId)
      bookings.push(booking)
      return booking
    },
    lend: (facts) => {
      const { title, part } = copy(facts.barcode)
      loans.push({ ...facts, title, ...(part === undefined ? {} : { part }) })
      if (facts.returnedAt) return
      claim(facts.account, title, 'loan')
      takeFromShelf(facts.barcode, 'on_loan')
    },
  }
}

/** A copy in these lies at a pickup point or is going there. */
const awayFromShelf: readonly CopyStatus[] = ['in_transit', 'ready', 'to_clear']

/** Loans of the story last up to eight weeks and are renewed: the card must outlive them. */
function mayBorrow(reader: Reader, today: Day): boolean {
  return reader.blockedBecause === undefined && reader.cardExpiresOn > addDays(today, 230)
}

/** What a captured copy is (B9). */
function copyStatusFor(booking: PlannedBooking): CopyStatus | undefined {
  const statuses: Partial<Record<PlannedBooking['status'], CopyStatus>> = {
    paging: 'paged',
    in_transit: 'in_transit',
    ready: 'ready',
  }
  return statuses[booking.status]
}

function barcodesByTitle(copies: readonly PlannedCopy[]): ReadonlyMap<string, readonly string[]> {
  const byTitle = new Map<string, string[]>()
  for (const { title, barcode } of copies) byTitle.set(title, [...(byTitle.get(title) ?? []), barcode])
  return byTitle
}

function known<T>(map: ReadonlyMap<string, T>, key: string): T {
  const value = map.get(key)
  if (value === undefined) throw new Error(`unknown in the plan: ${key}`)
  return value
}
