import { readerOf } from '../../bff/domain/of-reader'
import { expectSame, expectTrue } from './expectations'
import { BookingModel, openStatuses, type BookingRecord } from '../../bff/features/bookings/bookings.model'
import { CopyModel, type CopyRecord } from '../../bff/features/copies/copies.model'
import { LoanModel, type LoanRecord } from '../../bff/features/loans/loans.model'
import { BranchModel } from '../../bff/features/places/places.model'
import type { ReaderRecord } from '../../bff/features/readers/readers.model'
import type { Booking } from '../../bff/contract/bookings'
import { isOpenOn, type Calendar } from '../../bff/domain/calendar'
import type { TestApp } from '../support/app'
import { aCopy, aReader, aTitle, collection, foundLibrary, plainRules } from '../support/library'
import { alwaysOpen } from '../support/opening-hours'
import { createModel, dayOf, found, isOpen, limits, type Model } from './model'

const points = [
  { id: 'desk', branch: 'main' },
  { id: 'science-desk', branch: 'science' },
]
const branches = ['main', 'science'] as const
export type BranchName = (typeof branches)[number]

/** The small library in which the stories happen: four readers, three titles, five copies, two desks. */
export interface Stage {
  readonly test: TestApp
  readonly readers: readonly ReaderRecord[]
  readonly titles: readonly string[]
  readonly copies: readonly CopyRecord[]
}

export async function buildStage(test: TestApp): Promise<Stage> {
  await foundLibrary(test)
  await test.app.services.rules.replace({
    ...plainRules,
    limits: [{ category: null, ...limits, overdueGraceDays: 0 }],
  })
  const readers: ReaderRecord[] = []
  for (let made = 0; made < 4; made++) readers.push(await aReader({ cardExpiresOn: '2099-12-31' }))
  const titles: string[] = []
  const copies: CopyRecord[] = []
  for (const places of [['main'], ['main', 'science'], ['science', 'main']] as const) {
    const title = await aTitle()
    titles.push(title._id)
    for (const branchId of places) copies.push(await aCopy(title, { branchId }))
  }
  return { test, readers, titles, copies }
}

export interface World extends Stage {
  readonly model: Model
  readonly today: () => string
  /** Every copy, booking and position is what the model says, and every invariant holds. */
  compare(): Promise<void>
  /** After what has no one order, the model goes on from what is stored. */
  adopt(): Promise<void>
  close(branch: BranchName, from: string, to: string): Promise<void>
}

/** The stage as it is before a story: every copy on its shelf, nobody waits. */
export async function openWorld(stage: Stage): Promise<World> {
  const { test, readers } = stage
  for (const name of ['bookings', 'loans', 'receipts', 'messages', 'outbox']) await collection(name).deleteMany({})
  await CopyModel.updateMany({}, { $set: { status: 'available', pickupPointId: null, transit: null, scannedAt: null } })
  const calendars: Record<BranchName, Calendar> = { main: alwaysOpen, science: alwaysOpen }
  for (const branch of branches) await writeCalendar(branch)
  const model = createModel(
    stage.copies.map(({ barcode, titleId, branchId }) => ({
      barcode,
      title: titleId,
      branch: branchId,
      status: 'available',
    })),
    points,
  )
  const deadlines = new Map<string, string>()
  const readerNumbers = new Map(readers.map(({ _id, number }) => [_id, number]))

  async function writeCalendar(branch: BranchName): Promise<void> {
    await BranchModel.updateOne({ _id: branch }, { $set: { calendar: calendars[branch] } })
    test.app.services.places.forget()
  }

  async function compare(): Promise<void> {
    const stored = await CopyModel.find({}).lean()
    const statuses = (copies: readonly { barcode: string; status: string }[]) =>
      Object.fromEntries(copies.map(({ barcode, status }) => [barcode, status]))
    expectSame(statuses(stored), statuses(model.copies), 'the copies')
    await Promise.all([...readers.map(compareReader), compareInvariants()])
  }

  async function compareInvariants(): Promise<void> {
    const broken = (await test.app.verify()).filter(({ violations }) => violations.length > 0)
    expectSame(broken, [], 'the invariants')
  }

  /** What the reader is shown. */
  async function compareReader({ number }: ReaderRecord): Promise<void> {
    const { items } = await (await test.as(number))('GET /bookings', { query: { limit: 100 } })
    const shown = items.map((item) => ({
      id: item.id,
      status: item.status,
      position: item.position ?? null,
      isSuspended: item.suspendedUntil !== undefined,
      copy: item.copy?.barcode ?? null,
    }))
    const expected = model
      .bookings()
      .filter((booking) => booking.reader === number && isOpen(booking))
      .map((booking) => ({
        id: booking.id,
        status: booking.status,
        position: positionOf(booking.title, booking.id),
        isSuspended: booking.isSuspended,
        copy: booking.copy?.barcode ?? null,
      }))
    const byId = <T extends { id: string }>(rows: T[]) => rows.sort((a, b) => (a.id < b.id ? -1 : 1))
    expectSame(byId(shown), byId(expected), `the bookings of ${number}`)
    for (const item of items) if (item.status === 'ready') compareDeadline(item)
  }

  function positionOf(title: string, id: string): number | null {
    const index = model.queueOf(title).findIndex((booking) => booking.id === id)
    return index < 0 ? null : index + 1
  }

  /** B15: stored once for each arrival on the shelf; on a day that was open as far as was known then. */
  function compareDeadline({ id, pickupDeadline = '', pickupPoint, history }: Booking): void {
    const arrival = `${id} ${history.filter(({ action }) => action === 'capture_here').length}`
    const known = deadlines.get(arrival)
    if (known !== undefined) {
      expectSame(pickupDeadline, known, 'the deadline is the one that was first said')
      return
    }
    deadlines.set(arrival, pickupDeadline)
    const calendar = calendars[pickupPoint.branch.id as BranchName] // there are two
    expectTrue(isOpenOn(calendar, dayOf(pickupDeadline)), `${pickupDeadline} is an open day of ${pickupPoint.id}`)
  }

  async function adopt(): Promise<void> {
    const stored = await CopyModel.find({}).lean<CopyRecord[]>()
    const barcodes = new Map(stored.map(({ _id, barcode }) => [_id, barcode]))
    for (const copy of stored) model.copyOf(copy.barcode).status = copy.status
    const bookings = await BookingModel.find({ status: { $in: openStatuses } })
      .sort({ sortKey: 1 })
      .lean<BookingRecord[]>()
    const loans = await LoanModel.find({ status: 'open' }).lean<LoanRecord[]>()
    model.adopt(
      bookings.map((booking, index) => ({
        id: booking._id,
        reader: found(readerNumbers.get(readerOf(booking))),
        title: booking.titleId,
        kind: booking.kind,
        point: booking.pickupPointId,
        status: booking.status,
        place: index + 1,
        isSuspended: booking.isSuspended,
        misses: booking.misses,
        barcode: booking.copyId === null ? null : found(barcodes.get(booking.copyId)),
      })),
      loans.map((loan) => ({
        reader: found(readerNumbers.get(readerOf(loan))),
        title: loan.titleId,
        copy: model.copyOf(loan.barcode),
        dueAt: loan.dueAt.toISOString(),
      })),
    )
  }

  async function close(branch: BranchName, from: string, to: string): Promise<void> {
    const { weekly, exceptions } = calendars[branch]
    // L4: one exception at most holds for a day
    if (exceptions.some((exception) => exception.from <= to && from <= exception.to)) return
    calendars[branch] = { weekly, exceptions: [...exceptions, { from, to, windows: [] }] }
    await writeCalendar(branch)
  }

  return { ...stage, model, today: () => dayOf(test.clock.now().toISOString()), compare, adopt, close }
}
