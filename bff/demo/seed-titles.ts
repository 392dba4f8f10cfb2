import type { CopyRecord, TransitRecord } from '../features/copies/copies.model'
import { shelfOrderOf } from '../features/copies/copies.rules'
import { expectedArrival } from '../features/copies/transit.rules'
import { transitDaysBetween } from '../features/rules/rules.rules'
import type { TitleRecord } from '../features/titles/titles.model'
import { workKeysOf } from '../features/titles/work-keys.rules'
import { foldText } from '../infra/search/fold'
import type { PlannedCopy } from './copies'
import type { TitleFacts } from './facts'
import { at, morningAgo } from './seed-context'
import type { Seeding } from './seed-context'
import { demoId } from './seed-ids'

export function titleRecords(seeding: Seeding): TitleRecord[] {
  return newestFirst(seeding.plan.titles).map((facts, place) => titleRecord(facts, arrivalOf(seeding, place)))
}

export function copyRecords(seeding: Seeding): CopyRecord[] {
  const { plan } = seeding
  const free = new Map(plan.pickupPoints.map(({ id, compartments }) => [id, [...(compartments ?? [])]]))
  return plan.copies.map((copy) => {
    const lies = copy.status === 'ready' || copy.status === 'to_clear'
    // V4: what lies at a locker lies in one of its compartments
    const compartment = (lies && free.get(copy.pickupPointId ?? '')?.shift()) || null
    return { ...copyRecord(copy, compartment), transit: transitOf(seeding, copy) }
  })
}

/** Sent off from its own branch by the last step of its booking. */
function transitOf(seeding: Seeding, copy: PlannedCopy): TransitRecord | null {
  if (copy.status !== 'in_transit') return null
  const { plan, zone } = seeding
  const sent = plan.bookings
    .find(({ barcode, status }) => barcode === copy.barcode && status === 'in_transit')
    ?.history.at(-1)
  const point = plan.pickupPoints.find(({ id }) => id === copy.pickupPointId)
  const to = plan.branches.find(({ id }) => id === point?.branchId)
  if (!sent || !to) throw new Error(`${copy.barcode} travels to nowhere`)
  const since = at(seeding, sent.at)
  const days = transitDaysBetween(plan.rules, copy.branchId, to.id)
  return {
    from: copy.branchId,
    to: to.id,
    since,
    expectedBy: expectedArrival({ since, days, calendar: to.calendar, zone }),
  }
}

function titleRecord(facts: TitleFacts, addedAt: Date): TitleRecord {
  const record: TitleRecord = {
    _id: demoId('title', facts.key),
    title: facts.title,
    subtitle: facts.subtitle ?? null,
    edition: facts.edition ?? null,
    parts: [...(facts.parts ?? [])],
    contributors: facts.authors,
    publisher: facts.publisher ?? null,
    place: facts.place ?? null,
    year: facts.year ?? null,
    pages: facts.pages === undefined ? null : String(facts.pages),
    series: facts.series ?? null,
    originalTitle: facts.originalTitle ?? null,
    isbns: facts.isbns,
    language: facts.language,
    class: facts.class,
    form: 'book',
    subjects: facts.subjects,
    summary: facts.summary ?? null,
    electronic: facts.electronic ?? [],
    popularity: facts.popularity,
    source: 'demo',
    addedAt,
    updatedAt: addedAt,
  }
  return { ...record, ...workKeysOf(record, foldText) }
}

/** New books arrive one after the other, a few a week. */
function arrivalOf(seeding: Seeding, place: number): Date {
  const daysBetweenArrivals = 1.5
  return morningAgo(seeding, 2 + Math.floor(place * daysBetweenArrivals))
}

/** The latest years arrived last; within a year in an order that says nothing. */
function newestFirst(titles: readonly TitleFacts[]): TitleFacts[] {
  const mixed = (facts: TitleFacts) => demoId('title', facts.key)
  return titles.toSorted((a, b) => (b.year ?? 0) - (a.year ?? 0) || (mixed(a) < mixed(b) ? -1 : 1))
}

function copyRecord(copy: PlannedCopy, compartment: string | null): CopyRecord {
  return {
    _id: demoId('copy', copy.barcode),
    titleId: demoId('title', copy.title),
    part: copy.part ?? null,
    barcode: copy.barcode,
    branchId: copy.branchId,
    floor: copy.floor,
    area: copy.area.zh,
    callNumber: copy.callNumber,
    shelfOrder: shelfOrderOf(copy.floor, copy.callNumber),
    loanType: copy.loanType,
    status: copy.status,
    pickupPointId: copy.pickupPointId ?? null,
    quarantinedUntil: null,
    compartment,
  }
}
