import { startTestApp, type TestApp } from '../support/app'
import { bookingNow, messagesOf, templatesOf } from '../support/circulation'
import { startBeside } from '../support/instances'
import { aReader, collection, expectSound, foundLibrary } from '../support/library'
import { aReadyBook, arrive, cancelVisit, change, eleven, plan, takenAt, takeVisits, visitNow } from '../support/visits'

jest.setTimeout(60_000)

let test: TestApp
let beside: TestApp
const sent: string[] = []
const channels = [{ send: (row: { template: string }) => Promise.resolve(sent.push(row.template) > 0) }]

beforeAll(async () => {
  test = await startTestApp({ channels })
  await foundLibrary(test)
  beside = await startBeside(test, { channels })
})
afterAll(async () => {
  await beside.stop()
  await test.stop()
})
beforeEach(async () => {
  test.clock.set('2026-03-02T00:00:00.000Z')
  for (const name of ['visits', 'slots', 'outbox']) await collection(name).deleteMany({})
  await collection('bookings').updateMany({}, { $set: { visitId: null } })
  sent.length = 0
  await takeVisits(test)
})
afterEach(() => expectSound(test))

/** Runs a job as the clock does: on both instances at once, and once more. */
async function run(name: string): Promise<void> {
  for (let time = 0; time < 2; time++) {
    await Promise.all(
      [test, beside].map(({ app }) => {
        const job = app.jobs.find((each) => each.name === name)
        if (!job) throw new Error(`no job ${name}`)
        return job.run()
      }),
    )
  }
}

async function aVisit() {
  const reader = await aReader()
  const ready = await aReadyBook(test, reader)
  return { reader, ready, visit: await plan(test, reader, [ready]) }
}

describe('the reminder', () => {
  it('comes once, an hour before, and says when and where', async () => {
    const { reader, visit } = await aVisit()
    test.clock.set('2026-03-02T01:59:00.000Z')
    await run('remind of visits')
    expect(await templatesOf(test, reader)).toEqual(['booking_ready'])
    test.clock.set('2026-03-02T02:00:00.000Z')
    await run('remind of visits')
    const [reminder] = await messagesOf(test, reader)
    expect(reminder).toMatchObject({
      template: 'visit_reminder',
      visitId: visit.id,
      details: { startsAt: eleven, pickupPoint: '总馆服务台', count: '1' },
    })
    expect(await templatesOf(test, reader)).toEqual(['visit_reminder', 'booking_ready'])
  })

  it('comes anew for a visit that was moved after it', async () => {
    const { reader, visit } = await aVisit()
    test.clock.set('2026-03-02T02:00:00.000Z')
    await run('remind of visits')
    await change(test, reader, { visit, startsAt: '2026-03-02T08:00:00.000Z' })
    await run('remind of visits')
    test.clock.set('2026-03-02T07:00:00.000Z')
    await run('remind of visits')
    expect(await templatesOf(test, reader)).toEqual(['visit_reminder', 'visit_reminder', 'booking_ready'])
  })

  it('does not go out when the visit is cancelled meanwhile', async () => {
    const { reader, visit } = await aVisit()
    test.clock.set('2026-03-02T02:00:00.000Z')
    await run('remind of visits')
    await cancelVisit(test, reader, visit)
    await run('send the outbox')
    expect(sent).toEqual(['booking_ready'])
  })
})

describe('a visit that nobody came to', () => {
  it('is missed once, after the slot and its grace; the book stays ready for another one', async () => {
    const { reader, ready, visit } = await aVisit()
    test.clock.set('2026-03-02T03:59:00.000Z')
    await run('miss visits')
    expect(await visitNow(test, reader, visit)).toMatchObject({ status: 'booked' })
    test.clock.set('2026-03-02T04:00:00.000Z')
    await run('miss visits')
    expect(await visitNow(test, reader, visit)).toMatchObject({ status: 'missed', allowedActions: [] })
    expect(await templatesOf(test, reader)).toEqual(['visit_missed', 'booking_ready'])
    expect(await takenAt(eleven)).toBe(0)
    expect(await bookingNow(test, reader, ready)).toMatchObject({
      status: 'ready',
      allowedActions: ['plan_visit', 'cancel'],
    })
    expect(await plan(test, reader, [ready], { startsAt: '2026-03-02T08:00:00.000Z' })).toMatchObject({
      status: 'booked',
    })
  })

  it('is not missed by who has arrived, and ends by itself when nothing was handed over that day', async () => {
    const { reader, visit } = await aVisit()
    await arrive(test, reader, visit)
    test.clock.set('2026-03-02T11:00:00.000Z')
    await run('miss visits')
    await run('end forgotten arrivals')
    expect(await visitNow(test, reader, visit)).toMatchObject({ status: 'arrived' })
    test.clock.set('2026-03-02T12:00:01.000Z')
    await run('end forgotten arrivals')
    expect(await visitNow(test, reader, visit)).toMatchObject({ status: 'cancelled' })
  })
})

describe('slots of days past', () => {
  const slots = () => collection('slots').countDocuments({})

  it('are cleared once the day is over, and those of today and later are not', async () => {
    const { reader, visit } = await aVisit()
    const other = await aVisit()
    await change(test, other.reader, { visit: other.visit, startsAt: '2026-03-03T03:00:00.000Z' })
    await cancelVisit(test, reader, visit)
    // the last second of the day in Shanghai
    test.clock.set('2026-03-02T15:59:59.000Z')
    await run('clear slots of days past')
    expect(await slots()).toBe(2)
    test.clock.set('2026-03-02T16:00:00.000Z')
    await run('clear slots of days past')
    expect(await takenAt('2026-03-03T03:00:00.000Z')).toBe(1)
    expect(await slots()).toBe(1)
  })

  it('stay while a visit in them is open, and the end of that visit lets them go', async () => {
    const { reader, visit } = await aVisit()
    await arrive(test, reader, visit)
    test.clock.set('2026-03-03T02:00:00.000Z')
    await run('clear slots of days past')
    expect(await takenAt(eleven)).toBe(1)
    await run('end forgotten arrivals')
    await run('clear slots of days past')
    expect(await visitNow(test, reader, visit)).toMatchObject({ status: 'cancelled' })
    expect(await slots()).toBe(0)
  })

  it('are cleared beside visits that end at the same moment, and none is left or miscounted', async () => {
    const visits = [await aVisit(), await aVisit()]
    test.clock.set('2026-03-03T00:00:00.000Z')
    await Promise.all([run('miss visits'), run('clear slots of days past')])
    await run('clear slots of days past')
    for (const { reader, visit } of visits)
      expect(await visitNow(test, reader, visit)).toMatchObject({ status: 'missed' })
    expect(await slots()).toBe(0)
  })
})
