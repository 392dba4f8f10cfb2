import { notFound } from '../../domain/app-error'
import { dayOf } from '../../domain/calendar'
import type { Clock } from '../../infra/clock'
import { advanceLanes, laneOf, type Unit } from '../../infra/lanes'
import type { CopyRecord } from '../copies/copies.model'
import type { CopiesService } from '../copies/copies.service'
import type { LoansService } from '../loans/loans.service'
import type { PlacesService } from '../places/places.service'
import type { ReadersService } from '../readers/readers.service'
import { isOnShelfBookable, limitsFor } from '../rules/rules.rules'
import type { RulesService } from '../rules/rules.service'
import type { TitleRecord } from '../titles/titles.model'
import type { TitleReferences } from '../titles/titles.service'
import * as queries from './bookings.queries'
import { isClosedForPickup, type PlacementSituation } from './bookings.rules'
import { invalid, unitWanted, type Placement } from './placement.rules'

interface Deps {
  readonly clock: Clock
  readonly zone: string
  readonly copies: CopiesService
  readonly loans: LoansService
  readonly places: PlacesService
  readonly readers: ReadersService
  readonly rules: RulesService
  readonly titles: TitleReferences
  /** What readers owe, in 分 (L5). */
  readonly owedBy: (readerIds: readonly string[]) => Promise<ReadonlyMap<string, number>>
}

/** A wish with everything that is decided on. */
export interface KnownWish {
  readonly title: TitleRecord
  readonly unit: Unit
  readonly situation: PlacementSituation & { readonly copies: readonly KnownCopy[] }
}

export type KnownCopy = CopyRecord & { readonly isOnShelfBookable: boolean }

export type PlacementState = Awaited<ReturnType<ReadPlacementState>>
export type ReadPlacementState = ReturnType<typeof createPlacementStateReader>

const keyOf = (readerId: string, unit: Unit) => `${readerId} ${laneOf(unit)}`

/**
 * Reads, inside the transaction, what a group of placements is decided on: a handful of reads however many they are. What
 * one of them takes is taken for those after it.
 */
export function createPlacementStateReader(deps: Deps) {
  return async function read(wishes: readonly Placement[]) {
    const titles = byId(await deps.titles.references(wishes.map(({ titleId }) => titleId)))
    const units = wishes.flatMap((wish) => knownUnitOf(wish, titles) ?? [])
    const turns = new Map(await advanceLanes(units))
    for (const unit of units) turns.set(laneOf(unit), (turns.get(laneOf(unit)) ?? 0) - 1)
    const readerIds = [...new Set(wishes.map(({ readerId }) => readerId))]
    const readers = await deps.readers.enterAll(readerIds)
    const copiesOf = grouped(await deps.copies.listOfTitles(units.map(({ titleId }) => titleId)), laneOf)
    const openOf = grouped(await queries.listOpenOfReaders(readerIds), ({ readerId }) => readerId)
    const loansOf = grouped(await deps.loans.listOpenOfReaders(readerIds), ({ readerId }) => readerId)
    const owedBy = await deps.owedBy(readerIds)
    const rules = await deps.rules.read()
    const places = await deps.places.read()
    const today = dayOf(deps.clock.now(), deps.zone)
    const taken = new Set<string>()
    const opened = new Map<string, number>()
    const openUnits = new Set([...openOf.values()].flat().map((booking) => keyOf(booking.readerId, booking)))

    /** @throws `resource.not_found`, `request.invalid` for a wish that names what does not exist */
    async function know(wish: Placement): Promise<KnownWish> {
      const title = titles.get(wish.titleId)
      const reader = readers.get(wish.readerId)
      if (!title || !reader) throw notFound()
      const unit = unitWanted(title.parts, wish)
      const loans = loansOf.get(reader._id) ?? []
      const situation = {
        readerBlocks: await deps.loans.readerBlocks(reader, loans, owedBy),
        openBookings: (openOf.get(reader._id)?.length ?? 0) + (opened.get(reader._id) ?? 0),
        bookingLimit: limitsFor(rules, reader.category).openBookings,
        hasOpenBooking: openUnits.has(keyOf(reader._id, unit)),
        hasLoan: loans.some((loan) => laneOf(loan) === laneOf(unit)),
        copies: copiesFor(unit, wish.copyId ?? null),
        pickupPoint: { isClosed: isClosed(wish) },
      }
      return { title, unit, situation }
    }

    function copiesFor(unit: Unit, copyId: string | null): KnownCopy[] {
      return (copiesOf.get(laneOf(unit)) ?? [])
        .filter((copy) => copyId === null || copy._id === copyId)
        .map((copy) => ({
          ...copy,
          status: taken.has(copy._id) ? 'paged' : copy.status,
          isOnShelfBookable: isOnShelfBookable(rules, copy.branchId, copy.loanType),
        }))
    }

    function isClosed(wish: Placement): boolean {
      const point = places.pickupPoints.find(({ _id }) => _id === wish.pickupPointId)
      if (!point) throw invalid('body.pickupPointId', 'no such pickup point')
      if (wish.neededBy !== undefined && wish.neededBy < today) throw invalid('body.neededBy', 'lies in the past')
      return isClosedForPickup(places.branch(point.branchId).calendar, today)
    }

    /** This wish becomes a booking: its copy, its place and its reader's count are gone for those after it. @returns its turn */
    function take(wish: Placement, unit: Unit, copyId: string | null): number {
      if (copyId !== null) taken.add(copyId)
      opened.set(wish.readerId, (opened.get(wish.readerId) ?? 0) + 1)
      openUnits.add(keyOf(wish.readerId, unit))
      const turn = (turns.get(laneOf(unit)) ?? 0) + 1
      turns.set(laneOf(unit), turn)
      return turn
    }

    return { know, take, places, minimumWaitDays: rules.minimumWaitDays }
  }
}

function knownUnitOf(wish: Placement, titles: ReadonlyMap<string, TitleRecord>): Unit | null {
  const title = titles.get(wish.titleId)
  const part = wish.part ?? null
  if (!title || (part === null ? title.parts.length > 0 : !title.parts.includes(part))) return null
  return { titleId: wish.titleId, part }
}

function byId<T extends { readonly _id: string }>(records: readonly T[]): ReadonlyMap<string, T> {
  return new Map(records.map((record) => [record._id, record]))
}

function grouped<T>(items: readonly T[], keyOf: (item: T) => string): ReadonlyMap<string, T[]> {
  const groups = new Map<string, T[]>()
  for (const item of items) {
    const group = groups.get(keyOf(item))
    if (group) group.push(item)
    else groups.set(keyOf(item), [item])
  }
  return groups
}
