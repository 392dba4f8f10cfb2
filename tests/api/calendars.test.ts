import { branchCalendar } from '../../bff/contract/calendars'
import type { RequestOf } from '../../bff/contract'
import { startTestApp, type TestApp } from '../support/app'
import { book, failureOf, lend, scan, sorted } from '../support/circulation'
import { startBeside } from '../support/instances'
import {
  aCopy,
  aLibrarian,
  aReader,
  aTitle,
  aTitleWithCopies,
  collection,
  expectSound,
  foundLibrary,
} from '../support/library'
import { alwaysOpen } from '../support/opening-hours'

jest.setTimeout(60_000)

let test: TestApp

beforeAll(async () => {
  test = await startTestApp()
  await foundLibrary(test)
  for (const _id of ['rules-1', 'rules-2']) await aLibrarian({ _id, permissions: ['rules'] })
})
afterAll(() => test.stop())
beforeEach(async () => {
  test.clock.set('2026-03-02T02:00:00.000Z')
  for (const name of ['loans', 'bookings', 'copies', 'rule_changes']) await collection(name).deleteMany({})
  await collection('branches').updateMany({}, { $set: { calendar: alwaysOpen, calendarVersion: 0 } })
  test.app.services.places.forget()
})
afterEach(() => expectSound(test))

type Calendar = RequestOf<'POST /desk/branches/:id/calendar/apply'>['body']['calendar']

const usual = branchCalendar.parse(alwaysOpen)
const closedOn = (...days: string[]): Calendar => ({
  ...usual,
  exceptions: days.map((day) => ({ from: day, to: day, windows: [], note: { zh: '闭馆' } })),
})

const librarian = (account = 'rules-1') => test.as(account)
const inForce = async (id = 'main') => (await librarian())('GET /desk/branches/:id/calendar', { params: { id } })
const preview = async (calendar: Calendar, id = 'main') =>
  (await librarian())('POST /desk/branches/:id/calendar/preview', { params: { id }, body: { calendar } })
const apply = async (calendar: Calendar, as: { version?: number; account?: string; id?: string } = {}) => {
  const { id = 'main', account } = as
  const version = as.version ?? (await inForce(id)).version
  return (await librarian(account))('POST /desk/branches/:id/calendar/apply', {
    params: { id },
    body: { calendar, version },
  })
}
const undo = async (version: number) =>
  (await librarian())('POST /desk/branches/:id/calendar/revert', { params: { id: 'main' }, body: { version } })
const points = async (app = test) => (await app.anybody('GET /pickup-points')).items.find(({ id }) => id === 'desk')

describe('the calendar of a branch (L4)', () => {
  it('is for librarians who hold the permission, and for branches that there are', async () => {
    const params = { id: 'main' }
    const call = await test.as('at-desk')
    for (const answer of [
      call('GET /desk/branches/:id/calendar', { params }),
      call('POST /desk/branches/:id/calendar/preview', { params, body: { calendar: usual } }),
      call('POST /desk/branches/:id/calendar/apply', { params, body: { calendar: usual, version: 0 } }),
      call('POST /desk/branches/:id/calendar/revert', { params, body: { version: 0 } }),
    ])
      expect(await failureOf(answer)).toMatchObject({ status: 403 })
    expect(await failureOf(inForce('moon'))).toMatchObject({ status: 404, code: 'resource.not_found' })
  })

  it('holds at once, here and within a second on another instance', async () => {
    const beside = await startBeside(test)
    try {
      expect(await points(beside)).toMatchObject({ isOpen: true })
      const applied = await apply(closedOn('2026-03-02'))
      expect(applied).toMatchObject({ version: 1, lastChange: { account: 'rules-1' }, branch: { name: '总馆' } })
      expect(await points()).toMatchObject({ isOpen: false, today: [] })
      test.clock.advance({ minutes: 1 })
      expect(await points(beside)).toMatchObject({ isOpen: false })
    } finally {
      await beside.stop()
    }
  })

  it('moves the due date of the next loan off a day that was closed', async () => {
    await apply(closedOn('2026-04-01'))
    const { copies } = await aTitleWithCopies(1)
    const [copy] = copies
    if (!copy) throw new Error('a copy')
    expect((await lend(test, await aReader(), copy)).dueAt).toBe('2026-04-02T15:59:59.000Z')
  })

  it('is refused with every reason and its path, and stays as it was', async () => {
    const bad: Calendar = {
      weekly: { ...usual.weekly, tue: [{ opens: '20:00', closes: '08:00' }] },
      exceptions: closedOn('2026-05-01', '2026-05-01').exceptions,
    }
    const reasons = [
      { code: 'calendar.closes_before_it_opens', details: { path: 'weekly.tue.0' } },
      { code: 'calendar.overlap', details: { path: 'exceptions.1' } },
    ]
    expect((await preview(bad)).refusals).toEqual(reasons)
    expect(await failureOf(apply(bad))).toMatchObject({
      status: 422,
      code: 'calendar.refused',
      details: { refusals: reasons },
    })
    expect((await inForce()).calendar).toEqual(usual)
  })

  it('is changed by exactly one of two librarians who saw the same one', async () => {
    await Promise.all([librarian('rules-1'), librarian('rules-2')])
    const answers = await Promise.allSettled([
      apply(closedOn('2026-05-01'), { version: 0, account: 'rules-1' }),
      apply(closedOn('2026-05-02'), { version: 0, account: 'rules-2' }),
    ])
    const { came, failed } = sorted(answers)
    expect(failed).toMatchObject([{ status: 409, code: 'calendar.stale' }])
    expect((await inForce()).calendar).toEqual(came[0]?.calendar)
  })

  it('is in the history with the rules, and its last change can be undone', async () => {
    const { version } = await apply(closedOn('2026-05-01'))
    test.clock.advance({ minutes: 1 })
    expect((await undo(version)).calendar).toEqual(usual)
    expect(await failureOf(undo(version))).toMatchObject({ status: 409, code: 'calendar.stale' })
    const { items } = await (await librarian())('GET /desk/rules/history')
    expect(items).toMatchObject([
      { kind: 'calendar', action: 'undone', branch: { id: 'main', name: '总馆' } },
      {
        kind: 'calendar',
        action: 'applied',
        changes: [{ part: 'exceptions', kind: 'added', scope: { from: '2026-05-01', to: '2026-05-01' } }],
      },
    ])
  })
})

describe('the preview of a changed calendar', () => {
  it('counts the loans that are due, and the ready books whose last day is, on a day that would be closed', async () => {
    const lent = await aCopy(await aTitle())
    const loan = await lend(test, await aReader(), lent)
    await lend(test, await aReader(), await aCopy(await aTitle(), { branchId: 'science' }))
    const { title, copies } = await aTitleWithCopies(1)
    const [copy] = copies
    if (!copy) throw new Error('a copy')
    const booking = await book(test, await aReader(), title)
    const ready = await scan(test, copy)
    const lastDay = ready.booking?.pickupDeadline?.slice(0, 10) ?? ''

    const seen = await preview(closedOn('2026-04-01', lastDay))
    expect(seen.touches).toMatchObject({
      movesDates: false,
      loans: { count: 1, examples: [{ loanId: loan.id, barcode: lent.barcode, dueAt: '2026-04-01T15:59:59.000Z' }] },
      readyBookings: { count: 1, examples: [{ bookingId: booking.id, pickupPoint: { id: 'desk' } }] },
    })
    expect((await inForce()).calendar).toEqual(usual)
  })

  it('counts nothing on days that stay open, or were closed before', async () => {
    await lend(test, await aReader(), await aCopy(await aTitle()))
    expect((await preview(closedOn('2026-04-02'))).touches?.loans.count).toBe(0)
    await apply(closedOn('2026-04-01'))
    expect((await preview(closedOn('2026-04-01', '2026-05-01'))).touches?.loans.count).toBe(0)
  })
})
