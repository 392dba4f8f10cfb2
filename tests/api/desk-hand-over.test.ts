import { SignJWT } from 'jose'
import { startTestApp, type TestApp } from '../support/app'
import { book, bookingNow, failureOf, handOver, scan } from '../support/circulation'
import { aCopy, aReader, aTitle, collection, expectSound, foundLibrary, plainRules } from '../support/library'
import type { ReaderRecord } from '../../bff/features/readers/readers.model'

let test: TestApp

beforeAll(async () => {
  test = await startTestApp()
  await foundLibrary(test)
})
afterAll(() => test.stop())
beforeEach(async () => {
  // each test an hour of its own: what the last one counted as failed tries is forgotten
  hour += 1
  test.clock.set(new Date(Date.UTC(2026, 2, 2, hour)).toISOString())
  await test.app.services.rules.replace(plainRules)
})
afterEach(() => expectSound(test))

let hour = 1

async function aReadyBook(reader: ReaderRecord, pickupPointId = 'desk') {
  const title = await aTitle()
  const copy = await aCopy(title)
  const booking = await book(test, reader, title, { pickupPointId })
  await scan(test, copy, { desk: pickupPointId })
  return { copy, booking }
}

const passOf = async (reader: ReaderRecord) => (await test.as(reader.number))('GET /pickup-pass')
const codeOf = async (pass: string) => (await failureOf(handOver(test, { pass }))).code
const barcodes = ({ items }: { items: readonly { barcode: string }[] }) => items.map(({ barcode }) => barcode).sort()

describe('the pickup pass (P1)', () => {
  it('opens as a code, as its eight digits, and as digits typed in groups', async () => {
    const reader = await aReader()
    const { copy } = await aReadyBook(reader)
    const { pass, digits } = await passOf(reader)
    expect(digits).toMatch(/^\d{8}$/)
    const receipt = await handOver(test, { pass: digits })
    expect(receipt).toMatchObject({ reader: { number: reader.number }, items: [{ barcode: copy.barcode }] })
    expect(await handOver(test, { pass: `${digits.slice(0, 4)} ${digits.slice(4)}` })).toEqual(receipt)
    expect(await handOver(test, { pass })).toEqual(receipt)
  })

  it('is the same until half of its day is over; then a new one comes while the old one still opens', async () => {
    const reader = await aReader()
    const first = await passOf(reader)
    const start = test.clock.now().getTime()
    expect(new Date(first.expiresAt).getTime() - start).toBe(24 * 3_600_000)
    expect(new Date(first.renewAt).getTime() - start).toBe(12 * 3_600_000)
    test.clock.advance({ hours: 11, minutes: 59 })
    expect(await passOf(reader)).toEqual(first)
    test.clock.advance({ minutes: 1 })
    const second = await passOf(reader)
    expect(second.pass).not.toBe(first.pass)
    expect(await handOver(test, { pass: first.pass })).toMatchObject({ items: [] })
    test.clock.advance({ hours: 12 })
    expect(await codeOf(first.pass)).toBe('pass.expired')
    expect(await codeOf(first.digits)).toBe('pass.expired')
    expect(await handOver(test, { pass: second.digits })).toMatchObject({ items: [] })
  })

  it('opens nothing when it is forged, signed by somebody else, or a login instead of a pass', async () => {
    const reader = await aReader()
    await aReadyBook(reader)
    const { pass } = await passOf(reader)
    const [head, body, signature = ''] = pass.split('.')
    expect(await codeOf(`${String(head)}.${String(body)}.${signature.replace(/^../, 'AA')}`)).toBe('pass.invalid')
    const theirs = await passOf(await aReader())
    expect(await codeOf(`${String(head)}.${String(theirs.pass.split('.')[1])}.${signature}`)).toBe('pass.invalid')
    expect(await codeOf(`${Buffer.from('{"alg":"none"}').toString('base64url')}.${String(body)}.`)).toBe('pass.invalid')
    const foreign = await new SignJWT({})
      .setProtectedHeader({ alg: 'HS256' })
      .setJti('x')
      .setAudience('rentu-pass')
      .setExpirationTime('1d')
      .sign(new TextEncoder().encode('somebody else has this secret, not us'))
    expect(await codeOf(foreign)).toBe('pass.invalid')
    expect(await codeOf(await test.tokenOf(reader.number))).toBe('pass.invalid')
    expect(await codeOf('00000000')).toBe('pass.invalid')
    expect(await codeOf('二维码')).toBe('pass.invalid')
  })

  it('opens nothing once it is revoked', async () => {
    const reader = await aReader()
    const { pass, digits } = await passOf(reader)
    await collection('pickup_passes').updateOne({ digits }, { $set: { revokedAt: test.clock.now() } })
    expect(await codeOf(pass)).toBe('pass.revoked')
    expect(await codeOf(digits)).toBe('pass.revoked')
    expect((await passOf(reader)).pass).not.toBe(pass)
  })

  it('cannot be guessed: after too many wrong digits at one desk even right ones wait, at other desks they do not', async () => {
    const reader = await aReader()
    const { copy } = await aReadyBook(reader, 'science-desk')
    const { digits } = await passOf(reader)
    const wrong = digits === '12345678' ? '87654321' : '12345678'
    for (let tries = 0; tries < 20; tries++) expect(await codeOf(wrong)).toBe('pass.invalid')
    const limited = await failureOf(handOver(test, { pass: wrong }))
    expect(limited).toMatchObject({ status: 429, code: 'pass.too_many_tries' })
    expect(Number(limited.headers.get('Retry-After'))).toBeGreaterThan(0)
    expect(await codeOf(digits)).toBe('pass.too_many_tries')
    expect(barcodes(await handOver(test, { pass: digits }, 'science-desk'))).toEqual([copy.barcode])
    test.clock.advance({ minutes: 1 })
    expect(await handOver(test, { pass: digits })).toMatchObject({ items: [] })
  })
})

describe('everything in one scan (V3, P2)', () => {
  it('gives a result per book: one refused neither blocks the others nor counts as delivered', async () => {
    const limits = [{ category: null, openBookings: 5, openLoans: 2, overdueGraceDays: 0 }]
    await test.app.services.rules.replace({ ...plainRules, limits })
    const reader = await aReader()
    const ready = [await aReadyBook(reader), await aReadyBook(reader), await aReadyBook(reader)]
    const receipt = await handOver(test, { pass: (await passOf(reader)).digits })
    expect(receipt.items.map(({ result }) => result).sort()).toEqual(['handed_over', 'handed_over', 'refused'])
    const refused = receipt.items.find(({ result }) => result === 'refused')
    expect(refused?.refusals).toEqual([
      { code: 'loan.limit_reached', details: { limit: 2, open: 2 }, remedy: 'see_your_loans' },
    ])
    expect(refused).not.toHaveProperty('loan')
    const kept = ready.find(({ booking }) => booking.id === refused?.bookingId)
    expect(kept && (await bookingNow(test, reader, kept.booking))).toMatchObject({ status: 'ready' })
    const loans = await (await test.as(reader.number))('GET /loans')
    expect(loans.items).toHaveLength(2)
    // with nothing new, the same scan is the same receipt
    expect(await handOver(test, { pass: (await passOf(reader)).digits })).toEqual(receipt)
  })

  it('writes a new receipt with only what is new', async () => {
    const reader = await aReader()
    const first = await aReadyBook(reader)
    const { pass } = await passOf(reader)
    const receipt = await handOver(test, { pass })
    expect(barcodes(receipt)).toEqual([first.copy.barcode])
    const later = await aReadyBook(reader)
    const second = await handOver(test, { pass })
    expect(second.receiptId).not.toBe(receipt.receiptId)
    expect(barcodes(second)).toEqual([later.copy.barcode])
    expect(await handOver(test, { pass })).toEqual(second)
  })

  it('names what is ready elsewhere and leaves it there', async () => {
    const reader = await aReader()
    const here = await aReadyBook(reader)
    const there = await aReadyBook(reader, 'science-desk')
    const receipt = await handOver(test, { readerNumber: reader.number })
    expect(barcodes(receipt)).toEqual([here.copy.barcode])
    expect(receipt.elsewhere).toMatchObject([
      { bookingId: there.booking.id, pickupPoint: { id: 'science-desk', name: '理科服务台' } },
    ])
    expect(await bookingNow(test, reader, there.booking)).toMatchObject({ status: 'ready' })
  })

  it('hands nothing over to a reader who may not borrow, and says why for each book', async () => {
    const reader = await aReader()
    await aReadyBook(reader)
    await collection('readers').updateOne({ number: reader.number }, { $set: { blockedBecause: '赔书未结' } })
    const receipt = await handOver(test, { readerNumber: reader.number })
    expect(receipt.items).toMatchObject([
      { result: 'refused', refusals: [{ code: 'reader.blocked', details: { reason: '赔书未结' } }] },
    ])
  })

  it('wants either a pass or a reader number', async () => {
    const desk = await test.as('at-desk')
    const both = { pass: '12345678', readerNumber: 'R1', pickupPointId: 'desk' }
    for (const body of [both, { pickupPointId: 'desk' }]) {
      expect(await failureOf(desk('POST /desk/hand-over', { body }))).toMatchObject({
        status: 422,
        code: 'request.invalid',
      })
    }
  })
})
