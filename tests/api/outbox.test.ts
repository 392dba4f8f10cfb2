import type { OutboxRecord } from '../../bff/features/messages/messages.model'
import { startTestApp, type TestApp } from '../support/app'
import { book, cancel, handOver, scan, templatesOf } from '../support/circulation'
import { startBeside } from '../support/instances'
import { aCopy, aReader, aTitle, collection, expectSound, foundLibrary } from '../support/library'

jest.setTimeout(60_000)

let test: TestApp
let beside: TestApp

/** What a channel does with a message: sent unless told otherwise. */
let deliver: (row: OutboxRecord) => Promise<boolean>
let sent: OutboxRecord[]

const channel = {
  send: async (row: OutboxRecord) => {
    const isDelivered = await deliver(row)
    if (isDelivered) sent.push(row)
    return isDelivered
  },
}

beforeAll(async () => {
  test = await startTestApp({ channels: [channel] })
  await foundLibrary(test)
  beside = await startBeside(test, { channels: [channel] })
})
afterAll(async () => {
  await beside.stop()
  await test.stop()
})
beforeEach(async () => {
  test.clock.set('2026-03-02T02:00:00.000Z')
  await collection('outbox').deleteMany({})
  deliver = () => Promise.resolve(true)
  sent = []
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

async function aReadyBooking() {
  const title = await aTitle()
  const copy = await aCopy(title)
  const reader = await aReader()
  const booking = await book(test, reader, title)
  await scan(test, copy)
  return { title, copy, reader, booking }
}

const sendAll = (on: TestApp) => on.app.services.outbox.sendPending()
const outbox = (filter: object = {}) => collection('outbox').find(filter).toArray()
const outcomes = async () => (await outbox()).map(({ template, status }) => `${String(template)} ${String(status)}`)

describe('messages on their way out (B10)', () => {
  it('are sent once each', async () => {
    await aReadyBooking()
    await aReadyBooking()
    await run('send the outbox')
    expect(sent.map(({ template }) => template)).toEqual(['booking_ready', 'booking_ready'])
    expect(await outcomes()).toEqual(['booking_ready sent', 'booking_ready sent'])
  })

  it('are not sent when what they say is no longer so', async () => {
    const { reader, booking } = await aReadyBooking()
    await cancel(test, reader, booking)
    await run('send the outbox')
    expect(await outcomes()).toEqual(['booking_ready outdated', 'booking_cancelled sent'])
    expect(sent.map(({ template }) => template)).toEqual(['booking_cancelled'])
    // the inbox keeps both
    expect(await templatesOf(test, reader)).toHaveLength(2)
  })

  it('are tried again later and later while the channel is down, and sent once it is up', async () => {
    await aReadyBooking()
    let tries = 0
    deliver = () => {
      tries += 1
      return Promise.reject(new Error('the channel is down'))
    }
    await run('send the outbox')
    expect(tries).toBe(1)
    const waited: number[] = []
    for (let time = 0; time < 3; time++) {
      const [row] = await outbox()
      const nextAt = row?.['nextAttemptAt'] as Date
      waited.push(nextAt.getTime() - test.clock.now().getTime())
      test.clock.set(nextAt.toISOString())
      await run('send the outbox')
    }
    expect(tries).toBe(4)
    expect(waited).toEqual([30_000, 60_000, 120_000])
    deliver = () => Promise.resolve(true)
    test.clock.advance({ hours: 1 })
    await run('send the outbox')
    expect(await outcomes()).toEqual(['booking_ready sent'])
    expect(sent).toHaveLength(1)
  })

  it('are given up when the reader cannot be reached, or after the eighth try', async () => {
    await aReadyBooking()
    deliver = () => Promise.resolve(false)
    await run('send the outbox')
    expect(await outcomes()).toEqual(['booking_ready undeliverable'])

    await collection('outbox').deleteMany({})
    const { booking } = await aReadyBooking()
    deliver = () => Promise.reject(new Error('the channel is down'))
    for (let time = 0; time < 8; time++) {
      expect(await outbox({ bookingId: booking.id })).toMatchObject([{ status: 'pending', attempts: time }])
      await run('send the outbox')
      test.clock.advance({ hours: 2 })
    }
    expect(await outcomes()).toEqual(['booking_ready undeliverable'])
  })

  it('are not sent when the reader has collected the book in the meantime, nor when the booking is gone', async () => {
    const collected = await aReadyBooking()
    await handOver(test, { readerNumber: collected.reader.number })
    const gone = await aReadyBooking()
    await cancel(test, gone.reader, gone.booking)
    await collection('bookings').deleteOne({ _id: gone.booking.id as never })
    await run('send the outbox')
    expect(await outcomes()).toEqual(Array(2).fill('booking_ready outdated').concat('booking_cancelled outdated'))
    expect(sent).toEqual([])
  })

  it('are looked at again at each try, not only at the first', async () => {
    const { reader, booking } = await aReadyBooking()
    deliver = () => Promise.reject(new Error('the channel is down'))
    await run('send the outbox')
    await cancel(test, reader, booking)
    deliver = () => Promise.resolve(true)
    test.clock.advance({ hours: 1 })
    await run('send the outbox')
    expect(await outcomes()).toEqual(['booking_ready outdated', 'booking_cancelled sent'])
    expect(sent.map(({ template }) => template)).toEqual(['booking_cancelled'])
  })

  it('are looked at before each one, while a long list of them is being sent', async () => {
    const first = await aReadyBooking()
    const second = await aReadyBooking()
    deliver = async (row) => {
      const other = row.bookingId === first.booking.id ? second : first
      if (row.template === 'booking_ready') await cancel(test, other.reader, other.booking)
      return true
    }
    await sendAll(test)
    expect(sent.map(({ template }) => template)).toEqual(['booking_ready'])
    expect((await outcomes()).sort()).toEqual([
      'booking_cancelled pending',
      'booking_ready outdated',
      'booking_ready sent',
    ])
  })

  it('are not taken up by another instance while a slow channel works through a long list', async () => {
    for (let each = 0; each < 3; each++) await aReadyBooking()
    const begun: string[] = []
    deliver = async (row) => {
      begun.push(row._id)
      if (begun.length === 3) await sendAll(beside)
      else test.clock.advance({ minutes: 1 })
      return true
    }
    await sendAll(test)
    expect(begun).toHaveLength(3)
    expect(new Set(begun).size).toBe(3)
    expect(await outcomes()).toEqual(Array(3).fill('booking_ready sent'))
  })

  it('stay sent when an attempt that was thought lost comes to its end later', async () => {
    await aReadyBooking()
    const [row] = await outbox()
    await collection('outbox').updateOne({ _id: row?._id as never }, { $set: { attempts: 7 } })
    let tries = 0
    deliver = async () => {
      tries += 1
      if (tries > 1) return true
      // the first hangs for hours; meanwhile the other instance takes its turn and succeeds
      test.clock.advance({ days: 1 })
      await sendAll(beside)
      throw new Error('the channel gave up at last')
    }
    await sendAll(test)
    expect([tries, sent.length, await outcomes()]).toEqual([2, 1, ['booking_ready sent']])
  })
})
