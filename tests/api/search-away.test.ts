import { startTestApp, type TestApp } from '../support/app'
import { ApiFailure } from '../support/client'

let test: TestApp

beforeAll(async () => {
  // nobody listens there
  test = await startTestApp({ env: { SEARCH_URL: 'http://127.0.0.1:9' } })
})
afterAll(() => test.stop())

async function failureOf(call: Promise<unknown>): Promise<ApiFailure> {
  const failure = await call.then(
    () => null,
    (error: unknown) => error,
  )
  if (!(failure instanceof ApiFailure)) throw new Error('not refused', { cause: failure })
  return failure
}

describe('while the search cluster is away', () => {
  it('a search says so, and when to try again', async () => {
    const failure = await failureOf(test.anybody('GET /titles', { query: { q: '数据结构' } }))
    expect(failure).toMatchObject({ status: 503, code: 'service.search_away', details: {} })
    expect(Number(failure.headers.get('Retry-After'))).toBeGreaterThan(0)
  })

  it('the service is not ready, and alive', async () => {
    const failure = await failureOf(test.anybody('GET /health/ready'))
    expect(failure).toMatchObject({ status: 503, code: 'service.search_away' })
    expect(failure.details).toEqual({ checks: { database: 'ok', search: 'away' } })
    expect(await test.anybody('GET /health/live')).toEqual({ status: 'ok' })
  })
})
