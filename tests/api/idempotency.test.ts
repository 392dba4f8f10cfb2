import { randomUUID } from 'node:crypto'
import { startTestApp, type TestApp } from '../support/app'
import { failureOf, lend } from '../support/circulation'
import { send } from '../support/client'
import { startBeside } from '../support/instances'
import { aReader, aTitleWithCopies, collection, expectSound, foundLibrary } from '../support/library'
import type { ReaderRecord } from '../../bff/features/readers/readers.model'
import type { TitleRecord } from '../../bff/features/titles/titles.model'

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
afterEach(() => expectSound(test))

interface Tap {
  readonly reader: ReaderRecord
  readonly title: TitleRecord
  readonly key: string
  readonly on?: TestApp
  readonly pickupPointId?: string
}

/** One tap as it goes over the wire. */
async function tap({ reader, title, key, on = test, pickupPointId = 'desk' }: Tap) {
  const { response } = await send(
    on.origin,
    await test.tokenOf(reader.number),
    'POST /bookings',
    { body: { titleId: title._id, pickupPointId } },
    { idempotencyKey: key },
  )
  const body = (await response.json()) as { id?: string; error?: { code: string; requestId: string } }
  return { status: response.status, isReplayed: response.headers.get('Idempotency-Replayed') === 'true', body }
}

const bookingsOf = (reader: ReaderRecord) => collection('bookings').countDocuments({ readerId: reader._id })

async function aTap() {
  return { reader: await aReader(), title: (await aTitleWithCopies(1)).title, key: randomUUID() }
}

it('answers a repeated tap on a bad network with the first answer, and books once', async () => {
  const once = await aTap()
  const first = await tap(once)
  expect(first).toMatchObject({ status: 201, isReplayed: false })
  expect(await tap(once)).toEqual({ ...first, isReplayed: true })
  expect(await bookingsOf(once.reader)).toBe(1)
})

it('repeats a refusal too, even when it would be possible by now', async () => {
  const { title, copies } = await aTitleWithCopies(1, { status: 'lost' })
  const reader = await aReader()
  const key = randomUUID()
  const first = await tap({ reader, title, key })
  expect(first).toMatchObject({ status: 422, isReplayed: false, body: { error: { code: 'booking.refused' } } })
  await collection('copies').updateOne({ barcode: copies[0]?.barcode }, { $set: { status: 'available' } })
  const second = await tap({ reader, title, key })
  expect(second).toMatchObject({ status: 422, isReplayed: true, body: { error: { code: 'booking.refused' } } })
  expect(await tap({ reader, title, key: randomUUID() })).toMatchObject({ status: 201 })
})

it('brings about one effect when the same tap arrives several times at once', async () => {
  const once = await aTap()
  const answers = await Promise.all([1, 2, 3, 4].map(() => tap(once)))
  expect(answers.map(({ status }) => status)).toEqual(Array(4).fill(201))
  expect(new Set(answers.map(({ body }) => body.id)).size).toBe(1)
  expect(answers.filter(({ isReplayed }) => !isReplayed)).toHaveLength(1)
  expect(await bookingsOf(once.reader)).toBe(1)
})

it('refuses the same key for something else', async () => {
  const once = await aTap()
  await tap(once)
  const other = await tap({ ...once, pickupPointId: 'locker' })
  expect(other).toMatchObject({ status: 422, isReplayed: false, body: { error: { code: 'idempotency.mismatch' } } })
  expect(await bookingsOf(once.reader)).toBe(1)
})

it('does one and refuses the other when two different taps come at once with one key', async () => {
  const once = await aTap()
  await test.tokenOf(once.reader.number)
  const answers = await Promise.all([tap(once), tap({ ...once, pickupPointId: 'locker', on: beside })])
  expect(answers.map(({ status }) => status).sort()).toEqual([201, 422])
  expect(answers.find(({ status }) => status === 422)?.body.error?.code).toBe('idempotency.mismatch')
  expect(await bookingsOf(once.reader)).toBe(1)
})

it('refuses a key that was used for another book, at the desk and for renewals', async () => {
  const reader = await aReader()
  const [first, second] = [...(await aTitleWithCopies(1)).copies, ...(await aTitleWithCopies(1)).copies]
  if (!first || !second) throw new Error('two copies')
  const desk = await test.as('at-desk')
  const idempotencyKey = randomUUID()
  const checkOut = (barcode: string) =>
    desk('POST /desk/check-out', { body: { readerNumber: reader.number, barcode } }, { idempotencyKey })
  const { id } = await checkOut(first.barcode)
  expect(await failureOf(checkOut(second.barcode))).toMatchObject({ status: 422, code: 'idempotency.mismatch' })

  const other = await lend(test, reader, second)
  test.clock.advance({ days: 1 })
  const call = await test.as(reader.number)
  const renew = (loan: string) => call('POST /loans/:id/renew', { params: { id: loan } }, { idempotencyKey })
  expect(await renew(id)).toMatchObject({ renewals: 1 })
  expect(await failureOf(renew(other.id))).toMatchObject({ status: 422, code: 'idempotency.mismatch' })
  expect(await collection('loans').countDocuments({ readerId: reader._id, renewals: 0 })).toBe(1)
})

it('keeps the keys of readers and of operations apart', async () => {
  const once = await aTap()
  const first = await tap(once)
  const somebodyElse = await tap({ ...once, reader: await aReader() })
  expect(somebodyElse).toMatchObject({ status: 201, isReplayed: false })
  expect(somebodyElse.body.id).not.toBe(first.body.id)
  const call = await test.as(once.reader.number)
  const cancelled = await call(
    'POST /bookings/:id/cancel',
    { params: { id: first.body.id ?? '' } },
    { idempotencyKey: once.key },
  )
  expect(cancelled.status).toBe('cancelled')
})

it('takes a key of 1 to 128 visible characters and says so for any other', async () => {
  const once = await aTap()
  const call = await test.as(once.reader.number)
  const body = { titleId: once.title._id, pickupPointId: 'desk' }
  for (const idempotencyKey of ['x'.repeat(129), 'two words']) {
    const failure = await failureOf(call('POST /bookings', { body }, { idempotencyKey }))
    expect(failure).toMatchObject({ status: 422, details: { problems: [{ path: 'header.Idempotency-Key' }] } })
  }
  expect(await bookingsOf(once.reader)).toBe(0)
})

it('does not remember that something went wrong in the library: the repeat succeeds', async () => {
  const once = await aTap()
  await test.tokenOf(once.reader.number)
  jest.spyOn(test.app.services.places, 'read').mockRejectedValueOnce(new Error('a bug'))
  const first = await tap(once)
  jest.restoreAllMocks()
  expect(first).toMatchObject({ status: 500, body: { error: { code: 'internal.error' } } })
  expect(await tap(once)).toMatchObject({ status: 201, isReplayed: false })
})

describe('on two instances of the service', () => {
  it('knows on one what was answered on the other', async () => {
    const once = await aTap()
    const first = await tap(once)
    expect(await tap({ ...once, on: beside })).toEqual({ ...first, isReplayed: true })
  })

  it('books once when the same tap reaches both at the same moment, with the same answer', async () => {
    for (let round = 0; round < 8; round++) {
      const once = await aTap()
      await test.tokenOf(once.reader.number)
      const answers = await Promise.all([test, beside, test, beside].map((on) => tap({ ...once, on })))
      expect(answers.map(({ status }) => status)).toEqual(Array(4).fill(201))
      expect(new Set(answers.map(({ body }) => body.id)).size).toBe(1)
      expect(await bookingsOf(once.reader)).toBe(1)
    }
  })

  it('lends once when the same scan reaches both', async () => {
    const { copies } = await aTitleWithCopies(1)
    const [copy] = copies
    if (!copy) throw new Error('one copy')
    const reader = await aReader()
    const loans = await Promise.all([test, beside].map((on) => lend(on, reader, copy)))
    expect(new Set(loans.map(({ id }) => id)).size).toBe(1)
  })

  it('never lets two readers have the last copy', async () => {
    for (let round = 0; round < 5; round++) {
      const { title } = await aTitleWithCopies(1)
      const readers = [await aReader(), await aReader(), await aReader(), await aReader()]
      await Promise.all(readers.map(({ number }) => test.tokenOf(number)))
      const answers = await Promise.all(
        readers.map((reader, index) => tap({ reader, title, key: randomUUID(), on: index % 2 ? beside : test })),
      )
      expect(answers.map(({ status }) => status)).toEqual(Array(4).fill(201))
      const statuses = await collection('bookings').distinct('status', { titleId: title._id })
      expect(statuses.sort()).toEqual(['paging', 'queued'])
      expect(await collection('bookings').countDocuments({ titleId: title._id, status: 'paging' })).toBe(1)
    }
  })
})

it('stores an answer for thirty days and no longer, whoever was given it (X1)', async () => {
  const indexes = await collection('idempotent_answers').indexes()
  expect(indexes).toContainEqual(expect.objectContaining({ key: { createdAt: 1 }, expireAfterSeconds: 30 * 86_400 }))
  await tap(await aTap())
  const undated = await collection('idempotent_answers').countDocuments({ createdAt: { $not: { $type: 'date' } } })
  expect(undated).toBe(0)
})
