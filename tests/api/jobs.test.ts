import { startTestApp, type TestApp } from '../support/app'
import { book, bookingNow, lend, scan, templatesOf } from '../support/circulation'
import { startBeside } from '../support/instances'
import { aCopy, aReader, aTitle, collection, expectSound, foundLibrary, statusOfCopy } from '../support/library'

jest.setTimeout(60_000)

let test: TestApp
let beside: TestApp

beforeAll(async () => {
  test = await startTestApp()
  await foundLibrary(test)
  beside = await startBeside(test)
})
afterAll(async () => {
  await beside.stop()
  await test.stop()
})
beforeEach(() => {
  test.clock.set('2026-03-02T02:00:00.000Z')
})
afterEach(() => expectSound(test))

/** Runs a job as the clock does: on both instances at once, and once more. */
async function run(name: string): Promise<void> {
  const jobs = [test, beside].map(({ app }) => app.jobs.find((job) => job.name === name))
  for (let time = 0; time < 2; time++) {
    await Promise.all(
      jobs.map((job) => {
        if (!job) throw new Error(`no job ${name}`)
        return job.run()
      }),
    )
  }
}

/** All jobs of both instances at the same moment. */
async function runAll(): Promise<void> {
  await Promise.all([test, beside].flatMap(({ app }) => app.jobs.map((job) => job.run())))
}

/** Everything that readers and librarians see of it. */
async function wholeLibrary() {
  const names = ['bookings', 'copies', 'loans', 'messages', 'outbox']
  return Promise.all(names.map((name) => collection(name).find().sort({ _id: 1 }).toArray()))
}

async function aReadyBooking() {
  const title = await aTitle()
  const copy = await aCopy(title)
  const reader = await aReader()
  const booking = await book(test, reader, title)
  await scan(test, copy)
  return { title, copy, reader, booking }
}

describe('what time alone brings about, on two instances and again', () => {
  it('misses each deadline once, and tells once', async () => {
    const ready = [await aReadyBooking(), await aReadyBooking(), await aReadyBooking()]
    test.clock.set('2026-03-05T16:00:00.000Z')
    await run('expire ready bookings')
    for (const { reader, booking, copy } of ready) {
      const missed = await bookingNow(test, reader, booking)
      expect(missed.status).toBe('queued')
      expect(missed.history.filter(({ action }) => action === 'miss_deadline')).toHaveLength(1)
      expect(await templatesOf(test, reader)).toEqual(['booking_missed', 'booking_ready'])
      expect(await statusOfCopy(copy)).toBe('to_clear')
    }
  })

  it('ends each pause once, on its day, and fetches the book that stands there', async () => {
    const title = await aTitle()
    const copy = await aCopy(title)
    await lend(test, await aReader(), copy)
    const reader = await aReader()
    const booking = await book(test, reader, title)
    const call = await test.as(reader.number)
    await call('PATCH /bookings/:id', { params: { id: booking.id }, body: { suspendedUntil: '2026-03-10' } })
    await scan(test, copy)
    await run('resume suspended bookings')
    expect(await bookingNow(test, reader, booking)).toMatchObject({ status: 'queued', suspendedUntil: '2026-03-10' })
    test.clock.set('2026-03-10T00:00:00.000Z')
    await run('resume suspended bookings')
    const resumed = await bookingNow(test, reader, booking)
    expect(resumed.status).toBe('paging')
    expect(resumed.history.map(({ action }) => action)).toEqual(['place', 'suspend', 'resume', 'assign'])
  })

  it('puts a book whose quarantine is over on its shelf, or fetches it for who waits', async () => {
    const quarantinedUntil = new Date('2026-03-04T02:00:00.000Z')
    const wanted = await aTitle()
    const copy = await aCopy(wanted, { status: 'quarantined', quarantinedUntil })
    const unwanted = await aCopy(await aTitle(), { status: 'quarantined', quarantinedUntil })
    const reader = await aReader()
    const booking = await book(test, reader, wanted)
    test.clock.set('2026-03-04T01:59:00.000Z')
    await run('end quarantines')
    expect(await statusOfCopy(copy)).toBe('quarantined')
    test.clock.set('2026-03-04T02:00:00.000Z')
    await run('end quarantines')
    expect(await statusOfCopy(unwanted)).toBe('available')
    expect(await bookingNow(test, reader, booking)).toMatchObject({ status: 'paging', copy: { barcode: copy.barcode } })
  })

  it('does all of it together as it would one by one; running again changes nothing', async () => {
    const missed = await aReadyBooking()
    const expired = await aReadyBooking()
    await collection('bookings').updateOne({ _id: expired.booking.id as never }, { $set: { misses: 1 } })
    const lent = await aTitle()
    const lentCopy = await aCopy(lent)
    await lend(test, await aReader(), lentCopy)
    const paused = await aReader()
    const pause = await book(test, paused, lent)
    const call = await test.as(paused.number)
    await call('PATCH /bookings/:id', { params: { id: pause.id }, body: { suspendedUntil: '2026-03-05' } })
    await scan(test, lentCopy)
    const quarantined = { status: 'quarantined', quarantinedUntil: new Date('2026-03-04T02:00:00.000Z') } as const
    const wanted = await aTitle()
    await aCopy(wanted, quarantined)
    const waiting = await aReader()
    const wait = await book(test, waiting, wanted)
    test.clock.set('2026-03-05T16:00:00.000Z')

    await runAll()
    // what the first round has to tell leaves with the second one
    await runAll()
    const after = await wholeLibrary()
    await runAll()
    test.clock.advance({ minutes: 5 })
    await runAll()

    expect(await wholeLibrary()).toEqual(after)
    const actionsOf = async (reader: typeof waiting, booking: { readonly id: string }) =>
      (await bookingNow(test, reader, booking)).history.map(({ action }) => action)
    expect(await actionsOf(missed.reader, missed.booking)).toEqual(['place', 'capture_here', 'miss_deadline'])
    expect(await actionsOf(expired.reader, expired.booking)).toEqual(['place', 'capture_here', 'miss_deadline'])
    expect(await actionsOf(paused, pause)).toEqual(['place', 'suspend', 'resume', 'assign'])
    expect(await actionsOf(waiting, wait)).toEqual(['place', 'assign'])
    expect(await templatesOf(test, missed.reader)).toEqual(['booking_missed', 'booking_ready'])
    expect(await templatesOf(test, expired.reader)).toEqual(['booking_expired', 'booking_ready'])
    expect([...(await templatesOf(test, paused)), ...(await templatesOf(test, waiting))]).toEqual([])
  })

  it('goes on with the others when one of them cannot be done', async () => {
    const broken = await aReadyBooking()
    const other = await aReadyBooking()
    await collection('bookings').updateOne(
      { _id: broken.booking.id as never },
      { $set: { pickupPointId: 'closed-down' } },
    )
    test.clock.set('2026-03-05T16:00:00.000Z')
    await expect(test.app.services.circulation.missDeadlines()).rejects.toThrow('resource.not_found')
    expect(await bookingNow(test, other.reader, other.booking)).toMatchObject({ status: 'queued' })
    await collection('bookings').updateOne({ _id: broken.booking.id as never }, { $set: { pickupPointId: 'desk' } })
    await run('expire ready bookings')
    expect(await bookingNow(test, broken.reader, broken.booking)).toMatchObject({ status: 'queued' })
  })
})
