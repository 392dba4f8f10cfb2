import { randomUUID } from 'node:crypto'
import { startTestApp, type TestApp } from '../support/app'
import { failureOf } from '../support/circulation'
import { aReader, foundLibrary } from '../support/library'
import { askAt } from '../support/raw-http'

const changesPerMinute = 6
let test: TestApp

beforeAll(async () => {
  test = await startTestApp({ env: { CHANGES_PER_MINUTE: String(changesPerMinute) } })
  await foundLibrary(test)
})
afterAll(() => test.stop())

describe('who changes things too fast', () => {
  const renewAll = async (as: string, headers: Record<string, string> = {}) =>
    askAt(test, '/api/loans/renew-all', { method: 'POST', as, headers })

  it('is told how long to wait, and may go on after that', async () => {
    const as = await test.tokenOf((await aReader()).number)
    for (let tap = 0; tap < changesPerMinute; tap++) expect((await renewAll(as)).status).toBe(200)
    const { status, headers, text } = await renewAll(as)
    expect([status, JSON.parse(text)]).toMatchObject([429, { error: { code: 'rate.limited' } }])
    const seconds = Number(headers.get('Retry-After'))
    expect(seconds).toBe(60 / changesPerMinute)
    test.clock.advance({ minutes: seconds / 60 })
    expect((await renewAll(as)).status).toBe(200)
  })

  it('does not hold up other readers of the same campus, nor the desk, nor what only reads', async () => {
    const fast = await test.tokenOf((await aReader()).number)
    for (let tap = 0; tap <= changesPerMinute; tap++) await renewAll(fast)
    expect((await renewAll(fast)).status).toBe(429)
    expect((await renewAll(await test.tokenOf((await aReader()).number))).status).toBe(200)
    for (const method of ['GET', 'HEAD', 'OPTIONS']) {
      expect((await askAt(test, '/api/bookings', { as: fast, method })).status).toBe(200)
    }
    const desk = await test.as('at-desk')
    const scan = { body: { barcode: 'unknown', pickupPointId: 'desk' } }
    for (let scans = 0; scans < changesPerMinute * 2; scans++) {
      expect(await failureOf(desk('POST /desk/check-in', scan))).toMatchObject({ code: 'copy.unknown_barcode' })
    }
  })

  it('loses nothing by looking: only changes are counted', async () => {
    const as = await test.tokenOf((await aReader()).number)
    for (let look = 0; look < changesPerMinute * 2; look++) {
      for (const method of ['GET', 'HEAD', 'OPTIONS']) await askAt(test, '/api/loans', { as, method })
    }
    expect((await renewAll(as)).status).toBe(200)
  })

  it('is not remembered with the tap: the same tap succeeds later', async () => {
    const reader = await aReader()
    const as = await test.tokenOf(reader.number)
    for (let tap = 0; tap < changesPerMinute; tap++) await renewAll(as)
    const key = { 'Idempotency-Key': randomUUID() }
    expect((await renewAll(as, key)).status).toBe(429)
    test.clock.advance({ minutes: 1 })
    const later = await renewAll(as, key)
    expect([later.status, later.headers.get('Idempotency-Replayed')]).toEqual([200, null])
  })

  it('at signing in, too: one account at a time, the others are let in', async () => {
    const { number } = await aReader()
    const signIn = (account: string) => test.anybody('POST /session', { body: { kind: 'demo', account } })
    const answers = await Promise.allSettled(Array.from({ length: 61 }, () => signIn(number)))
    expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(60)
    const failure = await failureOf(signIn(number))
    expect(failure).toMatchObject({ status: 429, code: 'rate.limited' })
    expect(Number(failure.headers.get('Retry-After'))).toBeGreaterThan(0)
    expect(await signIn((await aReader()).number)).toHaveProperty('token')
  })
})
