import { ApiError } from '../../miniprogram/lib/api-error'
import { call } from '../../miniprogram/lib/call'
import { getSession } from '../../miniprogram/lib/session'
import { changeSettings } from '../../miniprogram/lib/settings'
import { answerWith, freshPhone, offline, refusedWith, sent, sessionOf, signInReader } from './support'

const wish = { body: { titleId: 't1', pickupPointId: 'main-desk' } } as const
const keysSent = () => sent.map(({ header }) => header['Idempotency-Key'])

async function settle<T>(promise: Promise<T>): Promise<T | ApiError> {
  const outcome = promise.catch((error: unknown) => {
    if (error instanceof ApiError) return error
    throw error
  })
  await jest.advanceTimersByTimeAsync(20_000)
  return outcome
}

beforeEach(() => {
  jest.useFakeTimers()
  freshPhone()
})
afterEach(() => jest.useRealTimers())

describe('a tap on a bad network', () => {
  test('is sent again by the app under the same key, so that the library books once', async () => {
    answerWith(() => (sent.length < 3 ? offline : { status: 201, body: { id: 'b1' } }))

    const booking = await settle(call('POST /bookings', wish))

    expect(booking).toMatchObject({ id: 'b1' })
    expect(sent).toHaveLength(3)
    expect(new Set(keysSent()).size).toBe(1)
  })

  test('keeps its key when the reader taps again after the app gave up', async () => {
    answerWith(() => offline)
    expect(await settle(call('POST /bookings', { body: { ...wish.body, titleId: 't2' } }))).toMatchObject({
      code: 'network.offline',
    })

    answerWith(() => ({ status: 201, body: { id: 'b2' } }))
    await settle(call('POST /bookings', { body: { ...wish.body, titleId: 't2' } }))

    expect(new Set(keysSent()).size).toBe(1)
  })

  test('is a new wish once the library has answered, even with a refusal', async () => {
    answerWith(() => refusedWith('booking.refused', { refusals: [] }))
    await settle(call('POST /bookings', wish))
    await settle(call('POST /bookings', wish))

    expect(sent).toHaveLength(2)
    expect(new Set(keysSent()).size).toBe(2)
  })

  test('waits as long as a recovering library asks', async () => {
    answerWith(() =>
      sent.length === 1
        ? { ...refusedWith('service.database_away', {}, 503), header: { 'retry-after': '3' } }
        : { status: 201, body: { id: 'b1' } },
    )
    const booking = call('POST /bookings', wish)

    await jest.advanceTimersByTimeAsync(2_900)
    expect(sent).toHaveLength(1)
    await jest.advanceTimersByTimeAsync(200)
    await booking
    expect(sent).toHaveLength(2)
  })
})

describe('a session', () => {
  test('whose token has expired is renewed once, for all calls that wait', async () => {
    signInReader()
    answerWith(({ url, header }) => {
      if (url.endsWith('/session/refresh')) return { body: sessionOf('token-2') }
      return header['Authorization'] === 'Bearer token-2'
        ? { body: { items: [] } }
        : refusedWith('auth.required', {}, 401)
    })

    await settle(Promise.all([call('GET /loans'), call('GET /bookings')]))

    expect(sent.filter(({ url }) => url.endsWith('/session/refresh'))).toHaveLength(1)
    expect(getSession()?.token).toBe('token-2')
  })

  test('that the library has ended signs the reader out and says so', async () => {
    signInReader()
    answerWith(({ url }) =>
      url.endsWith('/session/refresh')
        ? refusedWith('auth.session_ended', {}, 401)
        : refusedWith('auth.required', {}, 401),
    )

    expect(await settle(call('GET /loans'))).toMatchObject({ code: 'auth.session_ended' })
    expect(getSession()).toBeUndefined()
  })

  test('survives a renewal that had no network', async () => {
    signInReader()
    answerWith(({ url }) => (url.endsWith('/session/refresh') ? offline : refusedWith('auth.required', {}, 401)))

    expect(await settle(call('GET /loans'))).toMatchObject({ code: 'network.offline' })
    expect(getSession()?.token).toBe('token-1')
  })
})

describe('a request', () => {
  test('fills in its path and query, repeats what has several values and leaves out what is not asked', async () => {
    answerWith(() => ({ body: { items: [] } }))
    await settle(call('GET /titles', { query: { q: '数据 结构', branch: ['main', 'law'], field: undefined } }))
    await settle(call('POST /bookings/:id/cancel', { params: { id: 'a/b' } }))

    expect(sent[0]?.url).toBe(`/api/titles?q=${encodeURIComponent('数据 结构')}&branch=main&branch=law`)
    expect(sent[1]?.url).toBe('/api/bookings/a%2Fb/cancel')
  })

  test('asks in the reader’s language', async () => {
    changeSettings({ language: 'en' })
    answerWith(() => ({ body: { items: [] } }))
    await settle(call('GET /pickup-points'))

    expect(sent[0]?.header['Accept-Language']).toBe('en')
  })

  test('carries every reason of a refusal to the screen', async () => {
    const refusals = [
      { code: 'reader.blocked', details: {} },
      { code: 'booking.limit_reached', details: { limit: 10 } },
    ]
    answerWith(() => refusedWith('booking.refused', { refusals }))

    expect(await settle(call('POST /bookings', wish))).toMatchObject({ code: 'booking.refused', details: { refusals } })
  })
})
