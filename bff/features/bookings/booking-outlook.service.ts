import { dayOf } from '../../domain/calendar'
import type { Refusal } from '../../contract/common'
import type { Clock } from '../../infra/clock'
import type { Unit } from '../../infra/lanes'
import type { CopyRecord } from '../copies/copies.model'
import { countServing } from '../copies/copies.rules'
import type { CopiesService } from '../copies/copies.service'
import type { LoansService } from '../loans/loans.service'
import type { PickupPointRecord } from '../places/places.model'
import type { PlacesService } from '../places/places.service'
import type { ReaderRecord } from '../readers/readers.model'
import { isOnShelfBookable, limitsFor, transitDaysBetween } from '../rules/rules.rules'
import type { TitleReferences } from '../titles/titles.service'
import type { ReadersService } from '../readers/readers.service'
import { unitWanted, type Placement } from './placement.rules'
import { notFound } from '../../domain/app-error'
import type { RulesService } from '../rules/rules.service'
import * as queries from './bookings.queries'
import { closedPickupPoint, isClosedForPickup, kindOf, refusalsOf, type PlacementSituation } from './bookings.rules'
import { expectedWaitDays, readyByOf } from './booking-promise.rules'

interface Deps {
  readonly clock: Clock
  readonly zone: string
  readonly copies: CopiesService
  readonly loans: LoansService
  readonly places: PlacesService
  readonly readers: ReadersService
  readonly rules: RulesService
  readonly titles: TitleReferences
}

type Wish = Pick<Placement, 'readerId' | 'titleId' | 'part' | 'copyId'>

interface Question {
  readonly reader: ReaderRecord
  readonly unit: Unit
  readonly copyId: string | null
}

type Situation = Omit<PlacementSituation, 'copies'> & {
  readonly copies: readonly (CopyRecord & { readonly isOnShelfBookable: boolean })[]
}

export type ReadyTimes = (copy: Pick<CopyRecord, 'branchId'>, pickupPointId: string) => Promise<Date | null>

export type Outlook = ReturnType<typeof createBookingOutlook>

/** What a booking would be, before it is placed: possible or not and why, when and where it will be ready (B17, C1). */
export function createBookingOutlook(deps: Deps) {
  const { clock, zone } = deps

  /** Reads one after the other: this also runs inside a transaction, whose session takes one operation at a time. */
  async function situationOf({ reader, unit, copyId }: Question): Promise<Situation> {
    const rules = await deps.rules.read()
    const open = await queries.listOpenOfReader(reader._id)
    const loans = await deps.loans.listOpenOfReader(reader._id)
    const all = await deps.copies.listOfUnit(unit)
    const isThisUnit = (of: Unit) => of.titleId === unit.titleId && of.part === unit.part
    return {
      readerBlocks: await deps.loans.readerBlocks(reader, loans),
      openBookings: open.length,
      bookingLimit: limitsFor(rules, reader.category).openBookings,
      hasOpenBooking: open.some(isThisUnit),
      hasLoan: loans.some(isThisUnit),
      copies: all
        .filter((copy) => copyId === null || copy._id === copyId)
        .map((copy) => ({ ...copy, isOnShelfBookable: isOnShelfBookable(rules, copy.branchId, copy.loanType) })),
      pickupPoint: null,
    }
  }

  /** `readyBy` for many questions of one moment, each pair of places worked out once. */
  function readyTimes(): ReadyTimes {
    const known = new Map<string, Promise<Date | null>>()
    return (copy, pickupPointId) => {
      const key = `${copy.branchId} ${pickupPointId}`
      const time = known.get(key) ?? readyBy(copy, pickupPointId)
      known.set(key, time)
      return time
    }
  }

  /** The copy that is ready first at a pickup point, and when. */
  async function bestPage(situation: Pick<Situation, 'copies'>, pickupPointId: string, times = readyTimes()) {
    const free = situation.copies.filter((copy) => copy.status === 'available' && copy.isOnShelfBookable)
    const ready = await Promise.all(free.map(async (copy) => ({ copy, readyBy: await times(copy, pickupPointId) })))
    const [best] = ready.sort(
      (a, b) => timeOf(a.readyBy) - timeOf(b.readyBy) || compare(a.copy.barcode, b.copy.barcode),
    )
    return best ?? null
  }

  async function readyBy(copy: Pick<CopyRecord, 'branchId'>, pickupPointId: string): Promise<Date | null> {
    const rules = await deps.rules.read()
    const places = await deps.places.read()
    const point = places.pickupPoint(pickupPointId)
    return readyByOf({
      now: clock.now(),
      zone,
      owner: places.branch(copy.branchId),
      pickupCalendar: places.branch(point.branchId).calendar,
      transitDays: transitDaysBetween(rules, copy.branchId, point.branchId),
      pagingRoundMinutes: rules.pagingRoundMinutes,
    })
  }

  /** The expected wait of somebody who joins the queue now. */
  async function waitOf(unit: Unit, copies: number): Promise<number | null> {
    const rules = await deps.rules.read()
    return expectedWaitDays({
      position: (await queries.countWaiting(unit)) + 1,
      meanLoanDays: (await deps.loans.meanLoanDaysOf([unit.titleId])).get(unit.titleId) ?? null,
      copies,
      minimumWaitDays: rules.minimumWaitDays,
    })
  }

  /** @throws `resource.not_found`, `request.invalid` for a title or part that does not exist */
  async function optionsFor(wish: Wish) {
    const [title] = await deps.titles.references([wish.titleId])
    if (!title) throw notFound()
    const reader = await deps.readers.get(wish.readerId)
    return optionsOf({ reader, unit: unitWanted(title.parts, wish), copyId: wish.copyId ?? null })
  }

  async function optionsOf(question: Question) {
    const situation = await situationOf(question)
    const kind = kindOf(situation.copies)
    const places = await deps.places.read()
    const today = dayOf(clock.now(), zone)
    const times = readyTimes()
    const pickupPoints = await Promise.all(
      places.pickupPoints.map(async (point: PickupPointRecord) => {
        const isClosed = isClosedForPickup(places.branch(point.branchId).calendar, today)
        const best = kind === 'page' && !isClosed ? await bestPage(situation, point._id, times) : null
        const refusals: Refusal[] = isClosed ? [closedPickupPoint] : []
        return { point, readyBy: best?.readyBy ?? null, refusals }
      }),
    )
    const length = await queries.countWaiting(question.unit)
    return {
      kind,
      refusals: refusalsOf(situation),
      queue: {
        length,
        expectedWaitDays: kind === 'hold' ? await waitOf(question.unit, countServing(situation.copies)) : null,
      },
      pickupPoints,
    }
  }

  return { situationOf, bestPage, readyBy, readyTimes, waitOf, optionsFor }
}

function timeOf(instant: Date | null): number {
  return instant?.getTime() ?? Number.POSITIVE_INFINITY
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
