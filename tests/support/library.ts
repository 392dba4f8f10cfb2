import mongoose from 'mongoose'
import type { CirculationRules } from '../../bff/features/rules/circulation.rules'
import { shelfOrderOf } from '../../bff/features/copies/copies.rules'
import { CopyModel, type CopyRecord } from '../../bff/features/copies/copies.model'
import {
  BranchModel,
  PickupPointModel,
  type BranchRecord,
  type PickupPointRecord,
} from '../../bff/features/places/places.model'
import { ReaderModel, type ReaderRecord } from '../../bff/features/readers/readers.model'
import { LibrarianModel, type LibrarianRecord } from '../../bff/features/session/session.model'
import { TitleModel, type TitleRecord } from '../../bff/features/titles/titles.model'
import { workKeysOf } from '../../bff/features/titles/work-keys.rules'
import { newId } from '../../bff/infra/ids'
import { foldText } from '../../bff/infra/search/fold'
import type { TestApp } from './app'
import { alwaysOpen } from './opening-hours'

/** Open every day from eight to ten in the evening. */
export const plainRules: CirculationRules = {
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
  limits: [{ category: null, openBookings: 5, openLoans: 10, overdueGraceDays: 0 }],
  onShelf: [{ branchId: null, loanType: null, allowed: true }],
  vacations: [],
  transitDays: [],
  defaultTransitDays: 1,
  pagingRoundMinutes: 60,
  minimumWaitDays: 1,
}

/**
 * A small library: 总馆 `main` with `desk` and `locker`, 理科分馆 `science` with `science-desk`, plain rules, and three
 * librarians: `at-desk` (总馆), `at-science`, `pages`.
 */
export async function foundLibrary(test: TestApp): Promise<void> {
  await test.app.services.library.replace({ name: { zh: '测试图书馆', en: 'Test Library' }, isDemo: true })
  await test.app.services.rules.replace(plainRules)
  await aBranch({ _id: 'main', name: { zh: '总馆', en: 'Main' }, order: 1 })
  await aBranch({ _id: 'science', name: { zh: '理科分馆', en: 'Science' }, order: 2 })
  await aPickupPoint({ _id: 'desk', branchId: 'main', name: { zh: '总馆服务台', en: 'Main desk' } })
  await aPickupPoint({ _id: 'locker', branchId: 'main', name: { zh: '取书柜' }, kind: 'locker', order: 2 })
  await aPickupPoint({ _id: 'science-desk', branchId: 'science', name: { zh: '理科服务台' }, order: 3 })
  await aLibrarian({ _id: 'at-desk', branchId: 'main', pickupPointId: 'desk' })
  await aLibrarian({ _id: 'at-science', branchId: 'science', pickupPointId: 'science-desk' })
  await aLibrarian({ _id: 'pages', permissions: ['paging'], branchId: 'main', pickupPointId: 'desk' })
  test.app.services.places.forget()
}

export async function aBranch(own: Partial<BranchRecord> & { _id: string }): Promise<BranchRecord> {
  const branch: BranchRecord = {
    name: { zh: own._id },
    order: 1,
    calendar: alwaysOpen,
    pagingWaves: ['09:30', '14:00'],
    prefersOwnPickups: false,
    ...own,
  }
  await BranchModel.create(branch)
  return branch
}

export async function aPickupPoint(
  own: Partial<PickupPointRecord> & { _id: string; branchId: string },
): Promise<PickupPointRecord> {
  const point: PickupPointRecord = {
    name: { zh: own._id },
    kind: 'desk',
    order: 1,
    pickupDays: 3,
    closedDayStrategy: 'next_open_day',
    ...own,
  }
  await PickupPointModel.create(point)
  return point
}

let made = 0

export async function aReader(own: Partial<ReaderRecord> = {}): Promise<ReaderRecord> {
  made += 1
  const reader: ReaderRecord = {
    _id: newId(),
    number: `R${made}`,
    name: `读者${made}`,
    category: 'undergraduate',
    department: null,
    cardExpiresOn: '2030-06-30',
    blockedBecause: null,
    turn: 0,
    source: 'demo',
    featured: null,
    ...own,
  }
  await ReaderModel.create(reader)
  return reader
}

export async function readers(count: number): Promise<ReaderRecord[]> {
  return Promise.all(Array.from({ length: count }, () => aReader()))
}

export async function aLibrarian(own: Partial<LibrarianRecord> & { _id: string }): Promise<void> {
  await LibrarianModel.create({
    name: own._id,
    permissions: ['desk', 'paging'],
    branchId: null,
    pickupPointId: null,
    source: 'demo',
    order: 1,
    ...own,
  })
}

export async function aTitle(own: Partial<TitleRecord> = {}): Promise<TitleRecord> {
  made += 1
  const title: TitleRecord = {
    _id: newId(),
    title: `书${made}`,
    subtitle: null,
    edition: null,
    parts: [],
    contributors: [{ name: '作者', role: 'author' }],
    publisher: '出版社',
    place: null,
    year: 2020,
    pages: null,
    series: null,
    originalTitle: null,
    isbns: [],
    language: 'chi',
    class: 'TP311.12',
    form: 'book',
    subjects: [],
    summary: null,
    electronic: [],
    popularity: 10,
    source: 'demo',
    addedAt: new Date('2026-01-01T00:00:00Z'),
    updatedAt: new Date('2026-01-01T00:00:00Z'),
    ...own,
  }
  await TitleModel.create({ ...title, ...workKeysOf(title, foldText) })
  return title
}

export async function aCopy(title: TitleRecord, own: Partial<CopyRecord> = {}): Promise<CopyRecord> {
  made += 1
  const floor = own.floor ?? '3F'
  const callNumber = own.callNumber ?? 'TP311.12/Y240/2007'
  const copy: CopyRecord = {
    _id: newId(),
    titleId: title._id,
    part: null,
    barcode: `B${String(made).padStart(6, '0')}`,
    branchId: 'main',
    floor,
    area: '计算机阅览室',
    callNumber,
    shelfOrder: shelfOrderOf(floor, callNumber),
    loanType: 'normal',
    status: 'available',
    pickupPointId: null,
    quarantinedUntil: null,
    ...own,
  }
  await CopyModel.create(copy)
  return copy
}

/** A title with so many copies on the shelf of 总馆. */
export async function aTitleWithCopies(count: number, own: Partial<CopyRecord> = {}) {
  const title = await aTitle()
  const copies: CopyRecord[] = []
  for (let made = 0; made < count; made++) copies.push(await aCopy(title, own))
  return { title, copies }
}

/** Every invariant holds over the whole database. */
export async function expectSound(test: TestApp): Promise<void> {
  const broken = (await test.app.verify()).filter(({ violations }) => violations.length > 0)
  expect(broken).toEqual([])
}

export async function statusOfCopy(copy: CopyRecord): Promise<string | undefined> {
  return (await CopyModel.findById(copy._id).lean())?.status
}

export function collection(name: string) {
  return mongoose.connection.collection(name)
}
