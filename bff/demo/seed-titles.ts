import type { CopyRecord } from '../features/copies/copies.model'
import { shelfOrderOf } from '../features/copies/copies.rules'
import type { TitleRecord } from '../features/titles/titles.model'
import type { PlannedCopy } from './copies'
import type { TitleFacts } from './facts'
import { morningAgo } from './seed-context'
import type { Seeding } from './seed-context'
import { demoId } from './seed-ids'

export function titleRecords(seeding: Seeding): TitleRecord[] {
  return newestFirst(seeding.plan.titles).map((facts, place) => titleRecord(facts, arrivalOf(seeding, place)))
}

export function copyRecords({ plan }: Seeding): CopyRecord[] {
  const free = new Map(plan.pickupPoints.map(({ id, compartments }) => [id, [...(compartments ?? [])]]))
  return plan.copies.map((copy) => {
    const lies = copy.status === 'ready' || copy.status === 'to_clear'
    // V4: what lies at a locker lies in one of its compartments
    return copyRecord(copy, (lies && free.get(copy.pickupPointId ?? '')?.shift()) || null)
  })
}

function titleRecord(facts: TitleFacts, addedAt: Date): TitleRecord {
  return {
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
