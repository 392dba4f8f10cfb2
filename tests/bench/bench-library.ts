import mongoose from 'mongoose'
import { alwaysOpen } from '../support/opening-hours'
import type { CopyRecord } from '../../bff/features/copies/copies.model'
import { shelfOrderOf } from '../../bff/features/copies/copies.rules'
import type { ReaderRecord } from '../../bff/features/readers/readers.model'
import type { CirculationRules } from '../../bff/features/rules/circulation.rules'
import type { TitleRecord } from '../../bff/features/titles/titles.model'
import { newId } from '../../bff/infra/ids'
import { generateCatalogue } from './generate-catalogue'

const addedAt = new Date('2026-01-01T00:00:00Z')
const branches = ['main', 'science', 'humanities', 'law', 'medical']

const rules: CirculationRules = {
  loans: [
    {
      category: null,
      loanType: null,
      branchId: null,
      loanDays: 30,
      renewals: 2,
      totalDays: 120,
      guaranteedDays: 14,
      renewableWhenWaitedFor: false,
      closedDayStrategy: 'next_open_day',
    },
  ],
  // high, so that the bench is about books and not about limits
  limits: [{ category: null, openBookings: 1000, openLoans: 1000, overdueGraceDays: 0 }],
  onShelf: [{ branchId: null, loanType: null, allowed: true }],
  vacations: [],
  transitDays: [],
  defaultTransitDays: 1,
  pagingRoundMinutes: 60,
  minimumWaitDays: 1,
}

export interface BenchLibrary {
  /** Titles with two copies each on the shelf. */
  readonly titleIds: readonly string[]
  /** Readers of the load; accounts. */
  readonly accounts: readonly string[]
  /** Titles that everybody wants: five copies each. */
  readonly wantedIds: readonly string[]
}

/** A library of generated titles, two copies each, and readers; written in bulk. */
export async function buildBenchLibrary(titleCount: number, readerCount: number): Promise<BenchLibrary> {
  const db = mongoose.connection
  await db.collection('settings').insertMany([
    { _id: 'library' as never, value: { name: { zh: '测量' }, isDemo: true } },
    { _id: 'circulation' as never, value: rules },
  ])
  await db.collection('branches').insertMany(
    branches.map((id, order) => ({
      _id: id as never,
      name: { zh: id },
      order,
      calendar: alwaysOpen,
      pagingWaves: ['09:30', '14:00', '18:00'],
      prefersOwnPickups: false,
    })),
  )
  await db.collection('pickup_points').insertOne({
    _id: 'desk' as never,
    branchId: 'main',
    name: { zh: '服务台' },
    kind: 'desk',
    order: 1,
    pickupDays: 3,
    closedDayStrategy: 'next_open_day',
    // two days have more than two hundred slots
    visits: {
      ...{ intervalMinutes: 5, capacity: 5, leadMinutes: 0, daysAhead: 3 },
      ...{ isRequired: false, reminderMinutes: 60, graceMinutes: 30 },
    },
  })
  const titleIds: string[] = []
  for (let start = 0; start < titleCount; start += 5000) {
    const generated = generateCatalogue(Math.min(5000, titleCount - start), 1 + start)
    const titles = generated.map(({ record }) => titleOf(record))
    titleIds.push(...titles.map(({ _id }) => _id))
    await db.collection('titles').insertMany(titles as never[], { ordered: false })
    const copies = titles.flatMap(({ _id }, index) => [0, 1].map((n) => copyOf(_id, start + index, n)))
    await db.collection('copies').insertMany(copies as never[], { ordered: false })
  }
  const [first] = generateCatalogue(1, 99_991)
  if (!first) throw new Error('a title')
  const wanted = [0, 1].map(() => titleOf(first.record))
  await db.collection('titles').insertMany(wanted as never[])
  const wantedCopies = wanted.flatMap(({ _id }, index) => [0, 1, 2, 3, 4].map((n) => copyOf(_id, 9_999_998 + index, n)))
  await db.collection('copies').insertMany(wantedCopies as never[])
  const readers = Array.from({ length: readerCount }, (_, n) => readerOf(n))
  await db.collection('readers').insertMany(readers as never[])
  const wantedIds = wanted.map(({ _id }) => _id)
  return { titleIds, wantedIds, accounts: readers.map(({ number }) => number) }
}

type Generated = ReturnType<typeof generateCatalogue>[number]['record']

function titleOf(record: Generated): TitleRecord {
  return {
    _id: newId(),
    title: record.title,
    subtitle: record.subtitle ?? null,
    edition: null,
    parts: [],
    contributors: record.authors.map((name) => ({ name, role: 'author' as const })),
    publisher: record.publisher ?? null,
    place: null,
    year: record.year ?? null,
    pages: null,
    series: record.series ?? null,
    originalTitle: null,
    isbns: [...record.isbns],
    language: record.language,
    class: record.class ?? null,
    form: 'book',
    subjects: [...record.subjects],
    summary: null,
    electronic: [],
    popularity: record.popularity,
    source: 'demo',
    addedAt,
    updatedAt: addedAt,
  }
}

function copyOf(titleId: string, index: number, n: number): CopyRecord {
  const callNumber = `TP${String(index)}/${String(n)}`
  return {
    _id: newId(),
    titleId,
    part: null,
    barcode: `B${String(index)}-${String(n)}`,
    branchId: branches[(index + n) % branches.length] ?? 'main',
    floor: '3F',
    area: '阅览室',
    callNumber,
    shelfOrder: shelfOrderOf('3F', callNumber),
    loanType: 'normal',
    status: 'available',
    pickupPointId: null,
    quarantinedUntil: null,
  }
}

function readerOf(n: number): ReaderRecord {
  return {
    _id: newId(),
    number: `bench${String(n)}`,
    name: `读者${String(n)}`,
    category: 'undergraduate',
    department: null,
    cardExpiresOn: '2099-12-31',
    blockedBecause: null,
    turn: 0,
    source: 'demo',
    featured: null,
  }
}
