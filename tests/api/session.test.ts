import { decodeJwt, SignJWT, type JWTPayload } from 'jose'
import { startTestApp, type TestApp } from '../support/app'
import { failureOf } from '../support/circulation'
import { createClient } from '../support/client'
import { aReader, collection, foundLibrary } from '../support/library'

let test: TestApp

beforeAll(async () => {
  test = await startTestApp()
  await foundLibrary(test)
})
afterAll(() => test.stop())
beforeEach(() => {
  test.clock.set('2026-03-02T02:00:00.000Z')
})

const signIn = (account: string, on = test) => on.anybody('POST /session', { body: { kind: 'demo', account } })
const refresh = (refreshToken: string) => test.anybody('POST /session/refresh', { body: { refreshToken } })

/** A token whose claims were changed, with the signature that it had. */
function changedBy(token: string, change: (claims: JWTPayload) => JWTPayload): string {
  const [head, , signature] = token.split('.')
  const claims = Buffer.from(JSON.stringify(change(decodeJwt(token)))).toString('base64url')
  return `${String(head)}.${claims}.${String(signature)}`
}
const withToken = (token: string) => createClient(test.origin, token)

describe('the demo accounts', () => {
  it('are listed page by page: the featured, the librarians, then everybody, nobody twice', async () => {
    await aReader({ number: 'F2', featured: 2 })
    await aReader({ number: 'F1', featured: 1, category: 'teacher' })
    for (let each = 0; each < 5; each++) await aReader()
    const all = await test.anybody('GET /session/demo-accounts', { query: { limit: 1000 } })
    expect(all.items.slice(0, 2).map(({ account }) => account)).toEqual(['F1', 'F2'])
    expect(all.items[0]).toMatchObject({ role: 'reader', category: 'teacher', permissions: [] })
    expect(all.items.slice(2, 5).map(({ role }) => role)).toEqual(Array(3).fill('librarian'))
    expect(all).not.toHaveProperty('next')
    for (const limit of [1, 2, 3, 5, 7]) {
      const accounts: string[] = []
      let cursor: string | undefined
      do {
        const query = { limit, ...(cursor === undefined ? {} : { cursor }) }
        const page = await test.anybody('GET /session/demo-accounts', { query })
        expect(page.items.length).toBeLessThanOrEqual(limit)
        accounts.push(...page.items.map(({ account }) => account))
        cursor = page.next
      } while (cursor !== undefined)
      expect(accounts).toEqual(all.items.map(({ account }) => account))
    }
  })

  it('sign in without a proof, and know their limits and what they may do', async () => {
    const reader = await aReader()
    const session = await signIn(reader.number)
    expect(session).toMatchObject({
      expiresAt: '2026-03-02T03:00:00.000Z',
      me: {
        role: 'reader',
        reader: { number: reader.number, blocks: [] },
        limits: { bookings: { limit: 5, open: 0 }, loans: { limit: 10, open: 0 } },
        allowedActions: ['book'],
      },
    })
    expect(await withToken(session.token)('GET /me')).toEqual(session.me)
    expect((await signIn('at-desk')).me).toMatchObject({
      role: 'librarian',
      reader: null,
      permissions: ['desk', 'paging'],
      desk: { branch: { id: 'main' }, pickupPoint: { id: 'desk' } },
    })
    expect(await failureOf(signIn('nobody'))).toMatchObject({ status: 401, code: 'auth.invalid_credentials' })
  })
})

describe('signing in without a proof is refused', () => {
  const expectClosed = async (on: TestApp) => {
    const number = (await aReader()).number
    for (const call of [() => signIn(number, on), () => on.anybody('GET /session/demo-accounts')]) {
      expect(await failureOf(call())).toMatchObject({ status: 404, code: 'demo.not_available' })
    }
  }

  it('where the library holds a reader who was imported', async () => {
    const imported = await aReader({ source: 'marc' })
    test.clock.advance({ minutes: 1 })
    await expectClosed(test)
    await collection('readers').deleteOne({ number: imported.number })
    test.clock.advance({ minutes: 1 })
    expect(await signIn('at-desk')).toHaveProperty('token')
  })

  it('where the database does not carry the demo mark', async () => {
    await test.app.services.library.replace({ name: { zh: '真图书馆' }, isDemo: false })
    test.clock.advance({ minutes: 1 })
    await expectClosed(test)
    await test.app.services.library.replace({ name: { zh: '测试图书馆' }, isDemo: true })
    test.clock.advance({ minutes: 1 })
    expect(await signIn('at-desk')).toHaveProperty('token')
  })

  it.each([
    [
      'in production',
      { NODE_ENV: 'production', SESSION_SECRET: 'kX9s-Qe27_mZp04tRbLwYc81uHnVfJ6a', MONGODB_URI: 'mongodb://x' },
    ],
    ['on an address other than loopback', { HOST: '0.0.0.0' }],
  ])('%s', async (_where, env) => {
    const closed = await startTestApp({ env, beside: test })
    try {
      await expectClosed(closed)
    } finally {
      await closed.stop()
      await reconnect()
    }
  })

  it('but not where it was opened on purpose', async () => {
    const opened = await startTestApp({ env: { HOST: '0.0.0.0', DEMO_OPEN: '1' }, beside: test })
    try {
      expect(await signIn('at-desk', opened)).toHaveProperty('token')
    } finally {
      await opened.stop()
      await reconnect()
    }
  })
})

/** Stopping an instance in this process has closed the connection that both used. */
async function reconnect() {
  const { connectMongo } = await import('../../bff/infra/mongo')
  await connectMongo(test.databaseUri)
}

describe('a token', () => {
  it('is worth nothing when it is forged, changed, signed by somebody else or without a signature', async () => {
    const { token } = await signIn((await aReader()).number)
    const [head, body, signature = ''] = token.split('.')
    const foreign = await new SignJWT({ sid: 'x' })
      .setProtectedHeader({ alg: 'HS256' })
      .setSubject('at-desk')
      .setIssuer('rentu')
      .setAudience('rentu-api')
      .setExpirationTime('1d')
      .sign(new TextEncoder().encode('a secret of somebody else, quite long'))
    const none = `${Buffer.from('{"alg":"none"}').toString('base64url')}.${String(body)}.`
    const changed = `${String(head)}.${String(body)}.${signature.replace(/^../, 'AA')}`
    const { token: theirs } = await signIn('at-desk')
    const borrowed = `${String(head)}.${String(theirs.split('.')[1])}.${signature}`
    const longer = changedBy(token, (claims) => ({ ...claims, exp: 4_102_444_800 }))
    for (const bad of [foreign, none, changed, borrowed, longer, `${token}x`, token.slice(0, -1), 'x', 'a.b.c', '..']) {
      const failure = await failureOf(withToken(bad)('GET /bookings'))
      expect(failure).toMatchObject({ status: 401, code: 'auth.required', details: {} })
      expect(failure.headers.get('WWW-Authenticate')).toBe('Bearer')
    }
  })

  it('is worth nothing when our own key has signed it for something else', async () => {
    const { token } = await signIn((await aReader()).number)
    const claims = decodeJwt(token)
    const signed = (change: JWTPayload, alg = 'HS256') =>
      new SignJWT({ ...claims, ...change }).setProtectedHeader({ alg }).sign(new TextEncoder().encode(test.secret))
    expect(await withToken(await signed({}))('GET /bookings')).toEqual({ items: [] })
    const others = [
      signed({ aud: 'rentu-pass' }),
      signed({ iss: 'somebody' }),
      signed({ sid: 7 }),
      signed({}, 'HS512'),
      signed({ nbf: 4_102_444_800 }),
    ]
    for (const other of await Promise.all(others)) {
      expect(await failureOf(withToken(other)('GET /bookings'))).toMatchObject({ status: 401, code: 'auth.required' })
    }
  })

  it('ends after an hour; what is public can be read all the same', async () => {
    const { token } = await signIn((await aReader()).number)
    test.clock.advance({ minutes: 61 })
    expect(await failureOf(withToken(token)('GET /bookings'))).toMatchObject({
      status: 401,
      code: 'auth.session_ended',
    })
    expect(await withToken(token)('GET /pickup-points')).toHaveProperty('items')
  })

  it('is worth nothing once its librarian has left', async () => {
    await collection('librarians').insertOne({
      _id: 'leaving' as never,
      name: '离职',
      permissions: ['desk'],
      source: 'demo',
      order: 9,
    })
    const { token } = await signIn('leaving')
    await collection('librarians').deleteOne({ _id: 'leaving' as never })
    test.clock.advance({ minutes: 1 })
    expect(await failureOf(withToken(token)('GET /desk/paging-list'))).toMatchObject({
      status: 401,
      code: 'auth.session_ended',
    })
  })
})

describe('staying signed in', () => {
  it('takes a new refresh token each time, and works for thirty days after the last', async () => {
    const reader = await aReader()
    const first = await signIn(reader.number)
    test.clock.advance({ days: 29 })
    const second = await refresh(first.refreshToken)
    expect(second.refreshToken).not.toBe(first.refreshToken)
    expect(second.me.reader?.number).toBe(reader.number)
    test.clock.advance({ days: 29 })
    const third = await refresh(second.refreshToken)
    expect(await withToken(third.token)('GET /bookings')).toEqual({ items: [] })
    test.clock.advance({ days: 31 })
    expect(await failureOf(refresh(third.refreshToken))).toMatchObject({ status: 401, code: 'auth.session_ended' })
  })

  it('ends the session when an old refresh token comes back: somebody has copied it', async () => {
    const first = await signIn((await aReader()).number)
    const second = await refresh(first.refreshToken)
    expect(await failureOf(refresh(first.refreshToken))).toMatchObject({ code: 'auth.session_ended' })
    expect(await failureOf(refresh(second.refreshToken))).toMatchObject({ code: 'auth.session_ended' })
    expect(await failureOf(withToken(second.token)('GET /bookings'))).toMatchObject({ code: 'auth.session_ended' })
  })

  it('cannot be ended by strangers: sessions have names that nobody guesses', async () => {
    const mine = await signIn((await aReader()).number)
    const theirs = await signIn((await aReader()).number)
    const nameOf = ({ refreshToken }: { refreshToken: string }) => refreshToken.split('.')[0] ?? ''
    expect(nameOf(mine)).toMatch(/^[\w-]{24}$/)
    expect(nameOf(mine).slice(0, 4)).not.toBe(nameOf(theirs).slice(0, 4))
    expect(await failureOf(refresh('nothing.at-all'))).toMatchObject({ code: 'auth.session_ended' })
    expect(await withToken(mine.token)('GET /bookings')).toEqual({ items: [] })
  })

  it('ends everywhere at once when one signs out', async () => {
    const reader = await aReader()
    const phone = await signIn(reader.number)
    const browser = await signIn(reader.number)
    expect(await withToken(phone.token)('DELETE /session')).toEqual({ ok: true })
    for (const { token, refreshToken } of [phone, browser]) {
      expect(await failureOf(withToken(token)('GET /bookings'))).toMatchObject({ code: 'auth.session_ended' })
      expect(await failureOf(refresh(refreshToken))).toMatchObject({ code: 'auth.session_ended' })
    }
    expect(await failureOf(test.anybody('DELETE /session'))).toMatchObject({ status: 401, code: 'auth.required' })
  })
})
