import type { Clock } from '../../infra/clock'
import { enterLane, type Unit } from '../../infra/lanes'
import { transaction } from '../../infra/transaction'
import { dayOf } from '../../domain/calendar'
import type { CopyRecord } from '../copies/copies.model'
import { canServeLater } from '../copies/copies.rules'
import type { CopiesService } from '../copies/copies.service'
import type { TransitsService } from '../copies/transits.service'
import type { RecallsService } from '../loans/recalls.service'
import type { MessagesService } from '../messages/messages.service'
import type { PlacesService } from '../places/places.service'
import { isOnShelfBookable } from '../rules/rules.rules'
import type { RulesService } from '../rules/rules.service'
import type { TitleReferences } from '../titles/titles.service'
import type { BookingRecord } from './bookings.model'
import * as queries from './bookings.queries'
import { canServe, pickupDeadline, sortKeyAt } from './bookings.rules'
import { createBookingNews } from './booking-news.service'
import type { Outlook } from './booking-outlook.service'
import type { Actor, BookingSteps } from './booking-steps.service'

interface Deps {
  readonly clock: Clock
  readonly zone: string
  readonly steps: BookingSteps
  readonly copies: CopiesService
  readonly transits: TransitsService
  readonly places: PlacesService
  readonly rules: RulesService
  readonly titles: TitleReferences
  readonly messages: MessagesService
  readonly recalls: RecallsService
  readonly outlook: Pick<Outlook, 'bestPage' | 'readyBy'>
}

/** Where a copy was in hand, whose hand it was, and when (D3). */
interface DeskScan {
  readonly pickupPointId: string
  readonly actor: Actor
  readonly at: Date
}

export type QueueService = ReturnType<typeof createQueueService>

const library: Actor = { by: 'library' }

/**
 * The queue of a title and its copies. A copy that becomes free goes to the first unsuspended booking that it can serve
 * (B12): on the shelf it is assigned and fetched; in the hands of the desk it is captured at once. Every function here
 * expects that the caller has entered the lane of the unit (B7).
 */
export function createQueueService(deps: Deps) {
  const { steps, copies, clock, zone } = deps
  const { tell } = createBookingNews(deps)

  /** A copy stands free on its own shelf: assigned to the next booking, else available. */
  async function settleOnShelf(copy: CopyRecord): Promise<CopyRecord> {
    const rules = await deps.rules.read()
    const next = isOnShelfBookable(rules, copy.branchId, copy.loanType) ? await nextFor(copy) : null
    if (!next) return copies.move(copy, 'available')
    const paged = await copies.move(copy, 'paged')
    await assign(next, paged, library)
    return paged
  }

  /** Gives a copy on the shelf to a booking; the copy is `paged` already. */
  async function assign(booking: BookingRecord, copy: CopyRecord, actor: Actor): Promise<BookingRecord> {
    const readyBy = await deps.outlook.readyBy(copy, booking.pickupPointId)
    return steps.take(booking, {
      action: 'assign',
      to: 'paging',
      actor,
      change: { copyId: copy._id, shelf: shelfOf(copy), readyBy, isSuspended: false, suspendedUntil: null },
    })
  }

  /** Of copies that may serve a booking, the one on a shelf that is ready first where it is collected (B17). */
  async function bestOnShelf(booking: BookingRecord, serving: readonly CopyRecord[]) {
    const rules = await deps.rules.read()
    const known = serving.map((copy) => ({
      ...copy,
      isOnShelfBookable: isOnShelfBookable(rules, copy.branchId, copy.loanType),
    }))
    return deps.outlook.bestPage({ copies: known }, booking.pickupPointId)
  }

  /** The next booking for a copy that lies at `branchId`; a branch may prefer those collected in it (B12). */
  async function nextFor(copy: CopyRecord, branchId = copy.branchId): Promise<BookingRecord | null> {
    if (copy.loanType === 'reference_only') return null
    const places = await deps.places.read()
    if (places.branch(branchId).prefersOwnPickups) {
      const here = places.pickupPoints.filter((point) => point.branchId === branchId).map((point) => point._id)
      const own = await queries.findNext(unitOf(copy), copy._id, here)
      if (own) return own
    }
    return queries.findNext(unitOf(copy), copy._id)
  }

  /** The desk holds the copy that this booking is to get: on the pickup shelf if it is collected here, else on its way. */
  async function capture(booking: BookingRecord, copy: CopyRecord, scan: DeskScan): Promise<BookingRecord> {
    if (booking.pickupPointId !== scan.pickupPointId) return captureElsewhere(booking, copy, scan)
    const point = (await deps.places.read()).pickupPoint(scan.pickupPointId)
    const compartment = await deps.copies.findCompartment(point, copy)
    if (compartment) return captureHere(booking, copy, { ...scan, compartment })
    // V4: no compartment is free, so the desk keeps it for this booking and scans it again: it is still on its way
    return booking.status === 'in_transit' ? booking : captureElsewhere(booking, copy, scan)
  }

  async function captureHere(
    booking: BookingRecord,
    copy: CopyRecord,
    scan: { readonly actor: Actor; readonly at: Date; readonly compartment: 'any' | { readonly label: string } },
  ): Promise<BookingRecord> {
    const places = await deps.places.read()
    const point = places.pickupPoint(booking.pickupPointId)
    const { actor, compartment } = scan
    const readyAt = scan.at < booking.placedAt ? booking.placedAt : scan.at
    const deadline = pickupDeadline({
      // a scan that waited for the network (D3) takes no day from the reader, who hears of it only now
      arrivedAt: clock.now(),
      pickupDays: point.pickupDays,
      neededBy: booking.neededBy,
      calendar: places.branch(point.branchId).calendar,
      strategy: point.closedDayStrategy,
      zone,
    })
    const label = compartment === 'any' ? null : compartment.label
    if (copy.status !== 'ready') await copies.move(copy, 'ready', { at: point._id, compartment: label })
    const ready = await steps.take(booking, {
      action: 'capture_here',
      to: 'ready',
      actor,
      change: { copyId: copy._id, shelf: shelfOf(copy), readyAt, pickupDeadline: deadline, claimedBy: null },
    })
    const place = label === null ? {} : { compartment: label }
    await tell(ready, 'booking_ready', { pickupDeadline: deadline.toISOString(), ...place })
    return ready
  }

  async function captureElsewhere(
    booking: BookingRecord,
    copy: CopyRecord,
    { pickupPointId, actor, at }: DeskScan,
  ): Promise<BookingRecord> {
    const fromBranchId = (await deps.places.read()).pickupPoint(pickupPointId).branchId
    await deps.transits.send(copy, { fromBranchId, to: { pickupPointId: booking.pickupPointId }, since: at })
    return steps.take(booking, {
      action: 'capture_elsewhere',
      to: 'in_transit',
      actor,
      change: { copyId: copy._id, shelf: shelfOf(copy), claimedBy: null },
    })
  }

  /** B13: the copy is missing; the next one is tried at once, else the booking waits or cannot be filled. */
  async function reportMissing(booking: BookingRecord, actor: Actor): Promise<BookingRecord> {
    if (booking.copyId === null) return booking
    const missing = await copies.get(booking.copyId)
    await copies.move(missing, 'missing')
    const others = (await copies.listOfUnit(unitOf(booking))).filter((copy) => canServe(booking, copy))
    const next = await bestOnShelf(booking, others)
    const paged = next ? await copies.move(next.copy, 'paged') : null
    const to = paged ? 'paging' : canServeLater(others) ? 'queued' : 'unfilled'
    const change = {
      copyId: paged?._id ?? null,
      shelf: paged ? shelfOf(paged) : null,
      readyBy: next?.readyBy ?? null,
      claimedBy: null,
    }
    const reported = await steps.take(booking, { action: 'not_found', to, actor, change })
    if (to === 'unfilled') await tell(reported, 'booking_unfilled', {})
    if (to === 'queued') await deps.recalls.recallFor([{ ...reported, unit: unitOf(reported) }])
    // others may wait for this very copy, or for one that does not come either
    await endUnfillable(unitOf(booking))
    return reported
  }

  /** B3: when no copy can serve any more, nobody is left waiting in vain. */
  async function endUnfillable(unit: Unit): Promise<void> {
    const all = await copies.listOfUnit(unit)
    for (const booking of await queries.listQueued(unit)) {
      if (canServeLater(all.filter((copy) => canServe(booking, copy)))) continue
      const unfilled = await steps.take(booking, { action: 'run_out_of_copies', to: 'unfilled', actor: library })
      await tell(unfilled, 'booking_unfilled', {})
    }
  }

  /** Lets go of the copy of a captured booking: back on the shelf, travelling on, or to be cleared by the desk (B16). */
  async function releaseCopy(booking: BookingRecord): Promise<void> {
    if (booking.copyId === null) return
    const copy = await copies.get(booking.copyId)
    if (copy.status === 'paged') await settleOnShelf(copy)
    if (copy.status === 'ready') {
      await copies.markToClear([copy])
    }
  }

  /** B3 put back: to the front of the queue, the copy waits for the desk; another one on the shelf is fetched (B7). */
  async function putBack(booking: BookingRecord, actor: Actor, turn: number): Promise<BookingRecord> {
    const queued = await steps.take(booking, {
      action: 'put_back',
      to: 'queued',
      actor,
      change: { ...uncaptured, sortKey: sortKeyAt({ frontOf: turn }) },
    })
    await releaseCopy(booking)
    // whoever was told that it is ready must not come in vain
    if (booking.status === 'ready') await tell(queued, 'booking_put_back', {})
    return serveFromShelf(queued)
  }

  /** B11: back in the queue at its old place; a copy on the shelf is fetched at once (B7). */
  async function resume(booking: BookingRecord, actor: Actor): Promise<BookingRecord> {
    const resumed = await steps.take(booking, {
      action: 'resume',
      to: 'queued',
      actor,
      change: { isSuspended: false, suspendedUntil: null },
    })
    return serveFromShelf(resumed)
  }

  /** B7: whoever begins to wait is given a copy that stands on the shelf, if there is one. */
  async function serveFromShelf(booking: BookingRecord): Promise<BookingRecord> {
    const serving = (await copies.listOfUnit(unitOf(booking))).filter((copy) => canServe(booking, copy))
    const free = await bestOnShelf(booking, serving)
    if (!free) {
      await deps.recalls.recallFor([{ ...booking, unit: unitOf(booking) }])
      return booking
    }
    return assign(booking, await copies.move(free.copy, 'paged'), library)
  }

  async function resumeWhenDue(bookingId: string): Promise<void> {
    await transaction(async () => {
      const seen = await queries.findBooking(bookingId)
      if (!seen) return
      await enterLane(unitOf(seen))
      const booking = await queries.findBooking(bookingId)
      const today = dayOf(clock.now(), zone)
      const isDue = booking?.status === 'queued' && booking.isSuspended && booking.suspendedUntil !== null
      if (isDue && booking.suspendedUntil !== null && booking.suspendedUntil <= today) await resume(booking, library)
    })
  }

  return {
    settleOnShelf,
    assign,
    nextFor,
    capture,
    reportMissing,
    endUnfillable,
    releaseCopy,
    putBack,
    resume,
    resumeWhenDue,
    serveFromShelf,
    tell,
  }
}

export const uncaptured = { copyId: null, shelf: null, claimedBy: null, readyAt: null, pickupDeadline: null } as const

export function unitOf(of: { readonly titleId: string; readonly part: string | null }): Unit {
  return { titleId: of.titleId, part: of.part }
}

export function shelfOf(copy: CopyRecord): NonNullable<BookingRecord['shelf']> {
  return {
    branchId: copy.branchId,
    floor: copy.floor,
    area: copy.area,
    callNumber: copy.callNumber,
    barcode: copy.barcode,
    order: copy.shelfOrder,
  }
}
