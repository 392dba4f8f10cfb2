import { startTestApp, type TestApp } from '../support/app'
import { book, bookingNow, cancel, failureOf, refusalsOf } from '../support/circulation'
import { aReader, aTitleWithCopies, collection, expectSound, foundLibrary } from '../support/library'
import {
  aReadyBook,
  arrive,
  cancelVisit,
  change,
  eleven,
  halfPastEleven,
  plan,
  takenAt,
  takeVisits,
  visitNow,
} from '../support/visits'

jest.setTimeout(60_000)

let test: TestApp

beforeAll(async () => {
  test = await startTestApp()
  await foundLibrary(test)
})
afterAll(() => test.stop())
beforeEach(async () => {
  test.clock.set('2026-03-02T02:00:00.000Z')
  for (const name of ['visits', 'slots']) await collection(name).deleteMany({})
  await collection('bookings').updateMany({}, { $set: { visitId: null } })
  await takeVisits(test)
})
afterEach(() => expectSound(test))

const slotsOf = async (day: string, id = 'desk') =>
  (await test.anybody('GET /pickup-points/:id/slots', { params: { id }, query: { day } })).items

async function aVisit(books = 1) {
  const reader = await aReader()
  const ready = []
  for (let n = 0; n < books; n++) ready.push(await aReadyBook(test, reader))
  return { reader, ready, visit: await plan(test, reader, ready) }
}

describe('the times of a day (V1)', () => {
  it('are those of the grid, with what is taken of each', async () => {
    await aVisit()
    const slots = await slotsOf('2026-03-02')
    expect(slots).toHaveLength(22)
    expect(slots[0]).toEqual({ startsAt: eleven, endsAt: halfPastEleven, capacity: 2, taken: 1 })
    expect(slots[1]?.taken).toBe(0)
    expect(await slotsOf('2026-03-06')).toEqual([])
  })

  it('are none where one simply comes, and unknown where there is no pickup point', async () => {
    expect(await slotsOf('2026-03-02', 'science-desk')).toEqual([])
    expect(await failureOf(slotsOf('2026-03-02', 'nowhere'))).toMatchObject({ code: 'resource.not_found' })
    expect(await failureOf(slotsOf('tomorrow'))).toMatchObject({ status: 422, code: 'request.invalid' })
  })

  it('are told with the pickup point, with how far ahead and whether a visit is a must', async () => {
    await takeVisits(test, { isRequired: true })
    const points = (await test.anybody('GET /pickup-points')).items
    expect(points.find(({ id }) => id === 'desk')).toMatchObject({ visits: { isRequired: true, daysAhead: 3 } })
    expect(points.find(({ id }) => id === 'science-desk')).not.toHaveProperty('visits')
  })
})

describe('planning a visit (V2)', () => {
  it('takes a place for all ready books at once, and each of them knows it', async () => {
    const { reader, ready, visit } = await aVisit(2)
    expect(visit).toMatchObject({
      status: 'booked',
      startsAt: eleven,
      endsAt: halfPastEleven,
      pickupPoint: { id: 'desk' },
      bookingIds: ready.map(({ id }) => id),
      allowedActions: ['change', 'cancel', 'arrive'],
    })
    expect(visit.bookings.map(({ title }) => title.title)).toEqual(ready.map(({ title }) => title.title))
    for (const one of ready) expect(await bookingNow(test, reader, one)).toMatchObject({ visitId: visit.id })
    expect(await takenAt(eleven)).toBe(1)
    const mine = await (await test.as(reader.number))('GET /visits')
    expect(mine.items).toEqual([visit])
  })

  it('is offered on the ready booking until it is in a visit, and stands on the home screen from then on', async () => {
    const reader = await aReader()
    const ready = await aReadyBook(test, reader)
    expect((await bookingNow(test, reader, ready)).allowedActions).toEqual(['plan_visit', 'cancel'])
    const visit = await plan(test, reader, [ready])
    expect((await bookingNow(test, reader, ready)).allowedActions).toEqual(['cancel'])
    const home = await (await test.as(reader.number))('GET /home')
    expect(home.needsMe[0]).toEqual({ kind: 'visit', visit })
  })

  it('gives the first answer to a tap that is repeated', async () => {
    const reader = await aReader()
    const { id } = await aReadyBook(test, reader)
    const call = await test.as(reader.number)
    const body = { pickupPointId: 'desk', startsAt: eleven, bookingIds: [id] }
    const taps = await Promise.all(
      [1, 2, 3].map(() => call('POST /visits', { body }, { idempotencyKey: `tap-${reader.number}` })),
    )
    expect(new Set(taps.map((visit) => visit.id)).size).toBe(1)
    expect(await takenAt(eleven)).toBe(1)
  })

  it('says every reason why not, with a way on', async () => {
    const { reader, ready } = await aVisit()
    const { title } = await aTitleWithCopies(1)
    const other = await book(test, reader, title)
    const failure = await failureOf(plan(test, reader, [...ready, other], { startsAt: '2026-03-02T02:10:00.000Z' }))
    expect(failure).toMatchObject({ status: 422, code: 'visit.refused' })
    expect(failure.refusals).toEqual([
      'slot.not_on_grid',
      'slot.too_soon',
      'visit.already_open',
      'booking.not_ready_here',
      'booking.not_ready_here',
    ])
    expect(failure.details['refusals']).toContainEqual({
      code: 'visit.already_open',
      details: {},
      remedy: 'see_your_visit',
    })
  })

  it('is refused on a closed day, in a full slot, and where no visits are taken', async () => {
    const reader = await aReader()
    const here = await aReadyBook(test, reader)
    const there = await aReadyBook(test, reader, 'science-desk')
    await aVisit()
    await aVisit()
    expect(await refusalsOf(plan(test, reader, [here]))).toEqual(['slot.full'])
    const science = { pickupPointId: 'science-desk' }
    expect(await refusalsOf(plan(test, reader, [there], science))).toEqual(['pickup_point.closed'])
    const exceptions = [{ from: '2026-03-03', to: '2026-03-03', windows: [] }]
    await collection('branches').updateOne({ _id: 'main' as never }, { $set: { 'calendar.exceptions': exceptions } })
    test.app.services.places.forget()
    const tomorrow = plan(test, reader, [here], { startsAt: '2026-03-03T03:00:00.000Z' })
    expect(await refusalsOf(tomorrow)).toEqual(['pickup_point.closed', 'slot.not_on_grid'])
    await collection('branches').updateOne({ _id: 'main' as never }, { $set: { 'calendar.exceptions': [] } })
    test.app.services.places.forget()
  })

  it('knows no books of others, no unknown place, and wants at least one book, once', async () => {
    const reader = await aReader()
    const mine = await aReadyBook(test, reader)
    const theirs = await aReadyBook(test, await aReader())
    expect(await failureOf(plan(test, reader, [mine, theirs]))).toMatchObject({ code: 'resource.not_found' })
    expect(await failureOf(plan(test, reader, [{ id: '不是编号' }]))).toMatchObject({ code: 'resource.not_found' })
    for (const wish of [{ pickupPointId: 'nowhere' }, { bookingIds: [] }, { startsAt: '11:00' }]) {
      expect(await failureOf(plan(test, reader, [mine], wish))).toMatchObject({ code: 'request.invalid' })
    }
    expect(await failureOf(plan(test, reader, [mine, mine]))).toMatchObject({ code: 'request.invalid' })
  })

  it('respects a capacity that was lowered, and takes nothing from those who have a place', async () => {
    const first = await aVisit()
    const second = await aVisit()
    await takeVisits(test, { capacity: 1 })
    const reader = await aReader()
    const ready = await aReadyBook(test, reader)
    expect(await refusalsOf(plan(test, reader, [ready]))).toEqual(['slot.full'])
    await cancelVisit(test, first.reader, first.visit)
    expect(await refusalsOf(plan(test, reader, [ready]))).toEqual(['slot.full'])
    await cancelVisit(test, second.reader, second.visit)
    expect(await plan(test, reader, [ready])).toMatchObject({ status: 'booked' })
  })
})

describe('changing a visit (V2)', () => {
  it('moves it, and the old place is free at once', async () => {
    const { reader, visit } = await aVisit()
    const moved = await change(test, reader, { visit, startsAt: halfPastEleven })
    expect(moved).toMatchObject({ id: visit.id, startsAt: halfPastEleven, status: 'booked' })
    expect([await takenAt(eleven), await takenAt(halfPastEleven)]).toEqual([0, 1])
  })

  it('leaves it where it was when the new time is not to be had', async () => {
    const { reader, visit } = await aVisit()
    for (const startsAt of [halfPastEleven, halfPastEleven]) {
      const other = await aReader()
      await plan(test, other, [await aReadyBook(test, other)], { startsAt })
    }
    expect(await refusalsOf(change(test, reader, { visit, startsAt: halfPastEleven }))).toEqual(['slot.full'])
    expect(await refusalsOf(change(test, reader, { visit, startsAt: '2026-03-02T02:30:00.000Z' }))).toEqual([
      'slot.too_soon',
    ])
    expect(await visitNow(test, reader, visit)).toEqual(visit)
    expect([await takenAt(eleven), await takenAt(halfPastEleven)]).toEqual([1, 2])
  })

  it('takes books in and out; taking out the last one cancels it', async () => {
    const { reader, ready, visit } = await aVisit()
    const [first] = ready
    const later = await aReadyBook(test, reader)
    if (!first) throw new Error('a book')
    const both = await change(test, reader, { visit, bookingIds: [first.id, later.id] })
    expect(both.bookingIds).toEqual([first.id, later.id])
    await change(test, reader, { visit, bookingIds: [later.id] })
    expect(await bookingNow(test, reader, first)).not.toHaveProperty('visitId')
    expect(await change(test, reader, { visit, bookingIds: [] })).toMatchObject({ status: 'cancelled' })
    expect(await bookingNow(test, reader, later)).toMatchObject({
      status: 'ready',
      allowedActions: ['plan_visit', 'cancel'],
    })
    expect(await takenAt(eleven)).toBe(0)
  })

  it('is cancelled once, and a new one can be planned', async () => {
    const { reader, ready, visit } = await aVisit()
    const cancelled = await cancelVisit(test, reader, visit)
    expect(cancelled).toMatchObject({ status: 'cancelled', allowedActions: [] })
    expect(await cancelVisit(test, reader, visit)).toEqual(cancelled)
    expect(await takenAt(eleven)).toBe(0)
    expect((await plan(test, reader, ready)).id).not.toBe(visit.id)
  })

  it('is over once the reader has arrived', async () => {
    const { reader, visit } = await aVisit()
    const arrived = await arrive(test, reader, visit)
    expect(arrived).toMatchObject({ status: 'arrived', arrivedAt: test.clock.now().toISOString(), allowedActions: [] })
    expect(await arrive(test, reader, visit)).toEqual(arrived)
    for (const call of [
      change(test, reader, { visit, startsAt: halfPastEleven }),
      change(test, reader, { visit, bookingIds: [] }),
      cancelVisit(test, reader, visit),
    ]) {
      expect(await failureOf(call)).toMatchObject({ status: 409, code: 'visit.not_possible_now' })
    }
    expect(await takenAt(eleven)).toBe(1)
  })

  it('is nobody else’s business', async () => {
    const { visit } = await aVisit()
    const stranger = await aReader()
    for (const call of [
      visitNow(test, stranger, visit),
      change(test, stranger, { visit, startsAt: halfPastEleven }),
      cancelVisit(test, stranger, visit),
      arrive(test, stranger, visit),
      visitNow(test, stranger, { id: '不是编号' }),
    ]) {
      expect(await failureOf(call)).toMatchObject({ status: 404, code: 'resource.not_found' })
    }
    expect((await (await test.as(stranger.number))('GET /visits')).items).toEqual([])
  })
})

describe('a book that is no longer ready', () => {
  it('leaves the visit; the last one ends it', async () => {
    const { reader, ready, visit } = await aVisit(2)
    const [first, last] = ready
    if (!first || !last) throw new Error('two books')
    await cancel(test, reader, first)
    expect(await visitNow(test, reader, visit)).toMatchObject({ status: 'booked', bookingIds: [last.id] })
    await cancel(test, reader, last)
    expect(await visitNow(test, reader, visit)).toMatchObject({ status: 'cancelled', bookingIds: [] })
    expect(await takenAt(eleven)).toBe(0)
  })

  it('leaves it when its deadline passes', async () => {
    const { reader, ready, visit } = await aVisit()
    test.clock.set('2026-03-05T16:00:00.000Z')
    await test.app.services.circulation.missDeadlines()
    expect(await visitNow(test, reader, visit)).toMatchObject({ status: 'cancelled' })
    const [first] = ready
    expect(first && (await bookingNow(test, reader, first))).not.toHaveProperty('visitId')
  })
})
