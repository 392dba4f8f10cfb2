import type { BookingKind, BookingStatus } from '../../bff/contract/bookings'
import type { CopyStatus } from '../../bff/contract/copies'

/**
 * The rules of circulation once more, as small as they can be said: no database, no transactions, no clock of its own,
 * one step at a time. The service is held against it.
 */
export interface ModelCopy {
  readonly barcode: string
  readonly title: string
  readonly branch: string
  status: CopyStatus
}

export interface ModelBooking {
  readonly id: string
  readonly reader: string
  readonly title: string
  readonly kind: BookingKind
  point: string
  status: BookingStatus
  /** Smaller is earlier. */
  place: number
  isSuspended: boolean
  misses: number
  copy: ModelCopy | null
}

export interface ModelLoan {
  readonly reader: string
  readonly title: string
  readonly copy: ModelCopy
  readonly dueAt: string
}

export interface Point {
  readonly id: string
  readonly branch: string
}

export type Model = ReturnType<typeof createModel>

export const limits = { openBookings: 3, openLoans: 3 } as const

const open = new Set<BookingStatus>(['queued', 'paging', 'in_transit', 'ready'])
export const isOpen = ({ status }: ModelBooking) => open.has(status)
const captured = new Set<BookingStatus>(['paging', 'in_transit', 'ready'])
const cannotServe = new Set<CopyStatus>(['missing', 'lost', 'withdrawn'])

/** How a booking that was made elsewhere (in parallel with others) stands. */
export type Adopted = Omit<ModelBooking, 'copy'> & { readonly barcode: string | null }

export function createModel(copies: readonly ModelCopy[], points: readonly Point[]) {
  let turn = 0
  let bookings: ModelBooking[] = []
  let loans: ModelLoan[] = []

  const copyOf = (barcode: string) => found(copies.find((copy) => copy.barcode === barcode))
  const copiesOf = (title: string) => copies.filter((copy) => copy.title === title)
  const branchOf = (point: string) => found(points.find(({ id }) => id === point)).branch
  const holderOf = (copy: ModelCopy) => bookings.find((one) => captured.has(one.status) && one.copy === copy)
  const queueOf = (title: string) =>
    bookings
      .filter((one) => one.title === title && one.status === 'queued' && !one.isSuspended)
      .sort((a, b) => a.place - b.place)

  function isOverdue(reader: string, today: string): boolean {
    return loans.some((loan) => loan.reader === reader && dayOf(loan.dueAt) < today)
  }

  function bookingRefusals(reader: string, title: string, today: string): string[] {
    const own = bookings.filter((one) => one.reader === reader && isOpen(one))
    return [
      ...(isOverdue(reader, today) ? ['reader.overdue'] : []),
      ...(own.some((one) => one.title === title) ? ['booking.already_open'] : []),
      ...(loans.some((loan) => loan.reader === reader && loan.title === title) ? ['title.already_on_loan'] : []),
      ...(own.length >= limits.openBookings ? ['booking.limit_reached'] : []),
      ...(copiesOf(title).every(({ status }) => cannotServe.has(status)) ? ['title.not_bookable'] : []),
    ]
  }

  /** B1. `copy`: the one that the service chose, where there is a choice. */
  function place(wish: Pick<ModelBooking, 'id' | 'reader' | 'title' | 'point'>, copy: ModelCopy | null): ModelBooking {
    turn += 1
    const placed: ModelBooking = {
      ...wish,
      kind: copy ? 'page' : 'hold',
      status: copy ? 'paging' : 'queued',
      place: turn,
      isSuspended: false,
      misses: 0,
      copy,
    }
    if (copy) copy.status = 'paged'
    bookings.push(placed)
    return placed
  }

  /** B7: a copy that stands free on its shelf goes to the first who waits. */
  function settle(copy: ModelCopy): void {
    copy.status = 'available'
    const [next] = queueOf(copy.title)
    if (next) assign(next, copy)
  }

  function assign(booking: ModelBooking, copy: ModelCopy): void {
    Object.assign(booking, { status: 'paging', copy, isSuspended: false })
    copy.status = 'paged'
  }

  /** B16: what was on the pickup shelf has to be cleared; what travels goes on. */
  function release(copy: ModelCopy | null): void {
    if (copy?.status === 'paged') settle(copy)
    if (copy?.status === 'ready') copy.status = 'to_clear'
  }

  function end(booking: ModelBooking, status: BookingStatus): void {
    const { copy } = booking
    booking.status = status
    release(copy)
  }

  function capture(booking: ModelBooking, copy: ModelCopy, point: string): void {
    booking.status = booking.point === point ? 'ready' : 'in_transit'
    booking.copy = copy
    copy.status = booking.status === 'ready' ? 'ready' : 'in_transit'
  }

  /** D1, the table of a scan. */
  function scan(copy: ModelCopy, point: string): 'shelve_for_pickup' | 'send' | 'reshelve' {
    if (copy.status === 'on_loan') loans = loans.filter((loan) => loan.copy !== copy)
    const holder = holderOf(copy)
    const isHere = holder?.point === point
    if (holder && (holder.status === 'ready' || (holder.status === 'in_transit' && !isHere)))
      return isHere ? 'shelve_for_pickup' : 'send'
    const next = holder ?? queueOf(copy.title)[0]
    if (next) {
      capture(next, copy, point)
      return next.point === point ? 'shelve_for_pickup' : 'send'
    }
    const isHome = copy.branch === branchOf(point)
    copy.status = isHome ? 'available' : 'in_transit'
    return isHome ? 'reshelve' : 'send'
  }

  function lend(reader: string, copy: ModelCopy, dueAt: string): void {
    copy.status = 'on_loan'
    loans.push({ reader, title: copy.title, copy, dueAt })
  }

  /** D2: a reader with the book in hand waits for it no longer. */
  function checkOut(reader: string, copy: ModelCopy, dueAt: string): void {
    const own = bookings.find((one) => one.reader === reader && one.title === copy.title && isOpen(one))
    const isCollected = own?.status === 'ready' && own.copy === copy
    lend(reader, copy, dueAt)
    if (isCollected) own.status = 'collected'
    else if (own) end(own, 'cancelled')
  }

  function lendingRefusals(reader: string, copy: ModelCopy, today: string): string[] {
    const holder = holderOf(copy)
    const isOwn = holder?.reader === reader && holder.status === 'ready'
    const isForOthers = !isOwn && ['paged', 'ready', 'in_transit'].includes(copy.status)
    return [
      ...(isOverdue(reader, today) ? ['reader.overdue'] : []),
      ...(loans.filter((loan) => loan.reader === reader).length >= limits.openLoans ? ['loan.limit_reached'] : []),
      ...(isForOthers ? ['copy.waited_for'] : []),
      ...(!isOwn && !isForOthers && copy.status !== 'available' ? ['copy.not_available'] : []),
    ]
  }

  /** B13. `next`: the copy that the service tries instead. */
  function notFound(booking: ModelBooking, next: ModelCopy | null): void {
    if (booking.copy) booking.copy.status = 'missing'
    booking.copy = null
    if (next) assign(booking, next)
    else booking.status = canServeLater(booking.title) ? 'queued' : 'unfilled'
    if (canServeLater(booking.title)) return
    for (const one of bookings) if (one.title === booking.title && one.status === 'queued') one.status = 'unfilled'
  }

  const canServeLater = (title: string) => copiesOf(title).some(({ status }) => !cannotServe.has(status))

  /** `next`: the copy on the shelf that the service chose for it, if there is one. */
  function putBack(booking: ModelBooking, next: ModelCopy | null): void {
    const { copy } = booking
    turn += 1
    Object.assign(booking, { status: 'queued', copy: null, place: -turn })
    release(copy)
    if (next) assign(booking, next)
  }

  function resume(booking: ModelBooking, next: ModelCopy | null): void {
    booking.isSuspended = false
    if (next) assign(booking, next)
  }

  /** B3: the first time the place is kept until the reader asks again. */
  function missDeadline(booking: ModelBooking): void {
    const { copy } = booking
    booking.misses += 1
    if (booking.misses === 1) Object.assign(booking, { status: 'queued', copy: null, isSuspended: true })
    else booking.status = 'expired'
    release(copy)
  }

  function adopt(made: readonly Adopted[], lent: readonly ModelLoan[]): void {
    bookings = made.map(({ barcode, ...booking }) => ({ ...booking, copy: barcode === null ? null : copyOf(barcode) }))
    loans = [...lent]
    turn = Math.max(turn, ...bookings.map(({ place }) => Math.abs(place)))
  }

  return {
    copies,
    points,
    bookings: () => bookings,
    loans: () => loans,
    copyOf,
    copiesOf,
    queueOf,
    bookingRefusals,
    lendingRefusals,
    place,
    cancel: (booking: ModelBooking) => {
      end(booking, 'cancelled')
    },
    scan,
    lend,
    checkOut,
    notFound,
    putBack,
    resume,
    missDeadline,
    adopt,
  }
}

export function found<T>(value: T | undefined): T {
  if (value === undefined) throw new Error('the model does not know it')
  return value
}

/** In the library's zone (+08:00, no summer time). */
export function dayOf(instant: string): string {
  return new Date(Date.parse(instant) + 8 * 3_600_000).toISOString().slice(0, 10)
}
