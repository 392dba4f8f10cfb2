import { createWeChat } from '../../bff/infra/wechat'
import { startTestApp, type TestApp } from '../support/app'
import { failureOf } from '../support/circulation'
import { createClient } from '../support/client'
import { startFakeWeChat, type FakeWeChat } from '../support/fake-wechat'
import { aReader, collection, foundLibrary } from '../support/library'

let fake: FakeWeChat
let test: TestApp

beforeAll(async () => {
  fake = await startFakeWeChat()
  const wechat = createWeChat({ apiBase: fake.apiBase, appid: 'wx1', secret: 'of the app', timeoutMs: 300 })
  test = await startTestApp({ wechat })
  await foundLibrary(test)
})
afterAll(async () => {
  await test.stop()
  await fake.stop()
})
afterEach(() => {
  fake.answer(null)
})

const signIn = (code: string) => test.anybody('POST /session', { body: { kind: 'wechat', code } })
const withToken = (token: string) => createClient(test.origin, token)

describe('a WeChat user', () => {
  it('is asked of WeChat with the code and the secret of the app', async () => {
    await signIn('c-asked')
    expect(fake.asked.at(-1)).toEqual({
      path: '/sns/jscode2session',
      appid: 'wx1',
      secret: 'of the app',
      js_code: 'c-asked',
      grant_type: 'authorization_code',
    })
  })

  it('reads what is public before binding, and is told to bind for the rest', async () => {
    const { token, me } = await signIn('c-visitor')
    expect(me).toMatchObject({ role: 'visitor', reader: null, allowedActions: ['bind'] })
    expect(JSON.stringify(me)).not.toContain('openid')
    const call = withToken(token)
    expect(await call('GET /home')).toMatchObject({ needsMe: [] })
    expect(await call('GET /me')).toEqual(me)
    expect(await failureOf(call('GET /bookings'))).toMatchObject({ status: 403, code: 'auth.not_bound' })
    expect(await failureOf(call('GET /desk/paging-list'))).toMatchObject({ status: 403, code: 'auth.forbidden' })
  })

  it('is the reader from the binding on, on every phone', async () => {
    const reader = await aReader()
    const visitor = await signIn('c-bound')
    const call = withToken(visitor.token)
    const bound = await call('POST /session/bind', { body: { kind: 'demo', account: reader.number } })
    expect(bound.me).toMatchObject({ role: 'reader', reader: { number: reader.number } })
    expect(await withToken(bound.token)('GET /bookings')).toEqual({ items: [] })
    // the visitor's session has ended with the binding
    expect(await failureOf(call('GET /bookings'))).toMatchObject({ code: 'auth.session_ended' })
    expect((await signIn('c-bound')).me.reader?.number).toBe(reader.number)
  })

  it('binds once: neither a second reader nor a second phone user, and no librarian', async () => {
    const reader = await aReader()
    const first = await signIn('c-first')
    await withToken(first.token)('POST /session/bind', { body: { kind: 'demo', account: reader.number } })
    const already = [{ code: 'binding.already_bound', details: {}, remedy: 'ask_the_desk' }]

    const second = withToken((await signIn('c-second')).token)
    const sameReader = second('POST /session/bind', { body: { kind: 'demo', account: reader.number } })
    expect(await failureOf(sameReader)).toMatchObject({
      status: 422,
      code: 'binding.refused',
      details: { refusals: already },
    })

    const again = withToken((await signIn('c-first')).token)
    const otherReader = again('POST /session/bind', { body: { kind: 'demo', account: (await aReader()).number } })
    expect((await failureOf(otherReader)).refusals).toEqual(['binding.already_bound'])

    const librarian = second('POST /session/bind', { body: { kind: 'demo', account: 'at-desk' } })
    expect((await failureOf(librarian)).refusals).toEqual(['binding.proof_invalid'])
    const nobody = test.anybody('POST /session/bind', { body: { kind: 'demo', account: reader.number } })
    expect(await failureOf(nobody)).toMatchObject({ status: 401, code: 'auth.required' })
  })

  it('is kept apart from all activity: only the binding knows the openid (X1)', async () => {
    const reader = await aReader()
    const { token } = await signIn('c-private')
    await withToken(token)('POST /session/bind', { body: { kind: 'demo', account: reader.number } })
    expect(await collection('identities').findOne({ _id: 'openid-of-c-private' as never })).toMatchObject({
      readerId: reader._id,
    })
    expect(JSON.stringify(await collection('readers').findOne({ number: reader.number }))).not.toContain('openid')
  })
})

describe('when WeChat', () => {
  it.each([
    ['knows no such code', { body: '{"errcode":40029,"errmsg":"invalid code"}' }, 401, 'auth.invalid_credentials'],
    ['has seen the code before', { body: '{"errcode":40163,"errmsg":"used"}' }, 401, 'auth.invalid_credentials'],
    ['is busy', { body: '{"errcode":-1,"errmsg":"system error"}' }, 503, 'auth.unavailable'],
    ['wants us to slow down', { body: '{"errcode":45011,"errmsg":"api minute-quota"}' }, 503, 'auth.unavailable'],
    ['answers a page', { status: 502, type: 'text/html', body: '<html>Bad Gateway</html>' }, 503, 'auth.unavailable'],
    ['answers something else', { body: '{"openid":7}' }, 503, 'auth.unavailable'],
    ['does not answer', 'hangs', 503, 'auth.unavailable'],
  ] as const)('%s, the reader hears whether another try makes sense', async (_what, answer, status, code) => {
    fake.answer(answer)
    const failure = await failureOf(signIn('c-any'))
    expect(failure).toMatchObject({ status, code, details: {} })
    if (status === 503) expect(Number(failure.headers.get('Retry-After'))).toBeGreaterThan(0)
  })

  it('is not there at all, it is the same', async () => {
    const gone = createWeChat({ apiBase: 'http://127.0.0.1:9', appid: 'wx1', secret: 's' })
    await expect(gone.openidOf('c')).rejects.toMatchObject({ code: 'auth.unavailable' })
  })
})
