import { request as httpRequest } from 'node:http'
import { endpoints } from '../../bff/contract'
import { startTestApp, type TestApp } from '../support/app'
import { book, lend, messagesOf, scan } from '../support/circulation'
import { aReader, aTitle, aTitleWithCopies, foundLibrary } from '../support/library'
import { askAt, errorAt, invalid, type Asked } from '../support/raw-http'

let test: TestApp
let token: string
let desk: string

beforeAll(async () => {
  test = await startTestApp({ env: { METRICS_TOKEN: 'a-token-of-the-operators' } })
  await foundLibrary(test)
})
afterAll(() => test.stop())
beforeAll(async () => {
  token = await test.tokenOf((await aReader()).number)
  desk = await test.tokenOf('at-desk')
})

const ask = (path: string, asked?: Asked) => askAt(test, path, asked)
const errorOf = (path: string, asked?: Asked) => errorAt(test, path, asked)
const post = (body: unknown, as = token): Asked => ({ method: 'POST', as, body: JSON.stringify(body) })

describe('a bad request is told every problem with its path', () => {
  it('in the body: wrong types, missing fields and unknown ones at once', async () => {
    const body = { titleId: 7, pickupPointId: '', neededBy: '2026-02-30', extra: 1, more: 2 }
    const { problems, ...answer } = await errorOf('/api/bookings', post(body))
    expect(answer).toEqual({ status: 422, code: 'request.invalid' })
    expect(problems.sort()).toEqual(['body.extra', 'body.more', 'body.neededBy', 'body.pickupPointId', 'body.titleId'])
    const hostile = '{"titleId":"x","pickupPointId":"desk","__proto__":{"admin":true}}'
    expect((await errorOf('/api/bookings', { method: 'POST', as: token, body: hostile })).status).toBe(422)
  })

  it('in the query: unknown, twice, too many, not a number', async () => {
    expect(await errorOf('/api/bookings?state=old&colour=red', { as: token })).toEqual(
      invalid('query.state', 'query.colour'),
    )
    expect(await errorOf('/api/bookings?state=open&state=closed', { as: token })).toEqual(invalid('query.state'))
    for (const limit of ['0', '101', '-1', '1.5', 'all', '']) {
      expect(await errorOf(`/api/bookings?limit=${limit}`, { as: token })).toEqual(invalid('query.limit'))
    }
    expect(await errorOf('/api/pickup-points?x=1')).toEqual(invalid('query.x'))
  })

  it('with a cursor that is not of this list', async () => {
    const made = (values: unknown) => Buffer.from(JSON.stringify(values)).toString('base64url')
    const cursors = ['x', made(['x', 'y']), made([1]), made([1e300, 'y']), made({ at: 1 }), made([null, null]), '%00']
    for (const cursor of cursors) {
      for (const list of ['/api/bookings', '/api/loans', '/api/messages']) {
        expect(await errorOf(`${list}?cursor=${cursor}`, { as: token })).toEqual(invalid('query.cursor'))
      }
    }
    const place = `/api/desk/paging-list?cursor=${made(['main', 1])}`
    expect(await errorOf(place, { as: desk })).toEqual(invalid('query.cursor'))
  })

  it('where no body is expected', async () => {
    expect(await errorOf('/api/loans/renew-all', post({ all: true }))).toEqual(invalid('body.all'))
    expect((await ask('/api/loans/renew-all', { method: 'POST', as: token })).status).toBe(200)
  })

  it.each(['null', '[]', '"text"', '7', 'true'])('that is JSON but not an object: %s', async (body) => {
    expect(await errorOf('/api/bookings', { method: 'POST', as: token, body })).toEqual(invalid('body'))
    expect(await errorOf('/api/loans/renew-all', { method: 'POST', as: token, body })).toEqual(invalid('body'))
  })

  it('that is not JSON, not UTF-8 text, too large, or of another type', async () => {
    const notJson = { method: 'POST', as: token, body: '{"titleId":' }
    expect(await errorOf('/api/bookings', notJson)).toMatchObject({ status: 422, code: 'request.invalid' })
    const bytes = { method: 'POST', as: token, body: Buffer.from([0xff, 0xfe, 0x00]) }
    expect(await errorOf('/api/bookings', bytes)).toMatchObject({ status: 422, code: 'request.invalid' })
    const large = { method: 'POST', as: token, body: JSON.stringify({ titleId: 'x'.repeat(300_000) }) }
    expect(await errorOf('/api/bookings', large)).toMatchObject({ status: 413, code: 'request.too_large' })
    const form = { ...post({}), headers: { 'Content-Type': 'application/x-www-form-urlencoded' } }
    expect(await errorOf('/api/bookings', form)).toMatchObject({ status: 415, code: 'request.unsupported_type' })
  })
})

describe('hostile text', () => {
  it('with control characters is refused, in the search and at the desk', async () => {
    expect(await errorOf('/api/titles?q=a%00b')).toEqual(invalid('query.q'))
    expect(await errorOf('/api/titles?q=%1B%5B31m')).toEqual(invalid('query.q'))
    for (const list of ['titles', 'titles/suggest', 'notices', 'courses', 'session/demo-accounts']) {
      expect((await errorOf(`/api/${list}?q=a%7Fb&cursor=%01`)).status).toBe(422)
    }
    expect(await errorOf('/api/desk/check-in', post({ barcode: 'B1\u0000', pickupPointId: 'desk' }, desk))).toEqual(
      invalid('body.barcode'),
    )
  })

  it('of ten thousand characters is refused', async () => {
    for (const list of ['titles', 'titles/suggest', 'notices', 'courses']) {
      expect(await errorOf(`/api/${list}?q=${'x'.repeat(10_000)}`)).toEqual(invalid('query.q'))
    }
    const long = { barcode: 'B'.repeat(10_000), pickupPointId: 'd'.repeat(10_000) }
    expect(await errorOf('/api/desk/check-in', post(long, desk))).toEqual(invalid('body.barcode', 'body.pickupPointId'))
  })

  it('of regular expressions and operators is only text', async () => {
    for (const q of [
      '.*',
      '.*+[',
      '(a+)+$',
      `${'a'.repeat(400)}!`,
      '[',
      '\\',
      '$where',
      '{"$gt":""}',
      '%',
      "' or 1=1",
    ]) {
      expect((await ask(`/api/titles?q=${encodeURIComponent(q)}`)).status).toBe(200)
      for (const list of ['titles/suggest', 'notices', 'courses']) {
        const short = encodeURIComponent(q.slice(0, 40))
        expect((await ask(`/api/${list}?q=${short}`)).status).toBe(200)
      }
    }
    expect(await errorOf('/api/titles?q[$ne]=&q[$regex]=.*')).toEqual(invalid('query.q[$ne]', 'query.q[$regex]'))
    const operators = { titleId: { $ne: '' }, pickupPointId: { $gt: '' }, part: { $exists: true } }
    expect(await errorOf('/api/bookings', post(operators))).toEqual(
      invalid('body.titleId', 'body.part', 'body.pickupPointId'),
    )
    const { status, problems } = await errorOf('/api/session', post({ kind: 'demo', account: { $ne: '' } }))
    expect([status, problems]).toEqual([422, ['body.account']])
    expect((await errorOf('/api/bookings?state[$ne]=open', { as: token })).status).toBe(422)
  })
})

describe('what is not there', () => {
  it('is not found: unknown, malformed and over-long ids', async () => {
    for (const id of ['x', '000000000000000000000000', '%00', '%E0%A4%A', '..%2F..', '$ne', 'x'.repeat(5000)]) {
      for (const path of [`/api/bookings/${id}`, `/api/titles/${id}`]) {
        const { status, code } = await errorOf(path, { as: token })
        expect([path.slice(0, 40), status]).toEqual([path.slice(0, 40), 404])
        expect(['resource.not_found', 'route.not_found']).toContain(code)
      }
    }
  })

  it('is not told apart from what is somebody else’s: bookings, loans, messages', async () => {
    const reader = await aReader()
    const { title, copies } = await aTitleWithCopies(1)
    const [copy] = copies
    if (!copy) throw new Error('one copy')
    const booking = await book(test, reader, title)
    await scan(test, copy)
    const [message] = await messagesOf(test, reader)
    const loan = await lend(test, reader, copy)
    const missing = { status: 404, code: 'resource.not_found', problems: [] }
    expect(await errorOf(`/api/bookings/${booking.id}`, { as: token })).toEqual(missing)
    expect(await errorOf(`/api/bookings/${booking.id}/cancel`, post({}))).toEqual(missing)
    expect(await errorOf(`/api/loans/${loan.id}/renew`, post({}))).toEqual(missing)
    expect(await errorOf(`/api/messages/${String(message?.id)}/read`, post({}))).toEqual(missing)
  })

  it('is an unknown path or a method that it does not take', async () => {
    expect(await errorOf('/api/nothing')).toMatchObject({ status: 404, code: 'route.not_found' })
    expect(await errorOf('/nothing')).toMatchObject({ status: 404, code: 'route.not_found' })
    expect(await errorOf('/api/bookings', { method: 'PUT', as: token })).toMatchObject({
      status: 405,
      code: 'method.not_allowed',
    })
  })
})

describe('every answer', () => {
  it('carries a request id: the caller’s own when it is harmless, else a new one', async () => {
    const own = await ask('/api/home', { headers: { 'X-Request-Id': 'phone-7.1' } })
    expect(own.headers.get('X-Request-Id')).toBe('phone-7.1')
    const strange = await ask('/api/home', { headers: { 'X-Request-Id': 'a b"c' } })
    expect(strange.headers.get('X-Request-Id')).toMatch(/^[0-9a-f-]{36}$/)
  })

  it('that one has already costs nothing: 304, until it has changed', async () => {
    const reader = await aReader()
    const own = await test.tokenOf(reader.number)
    const first = await ask('/api/bookings', { as: own })
    const etag = first.headers.get('ETag') ?? ''
    expect(etag).not.toBe('')
    expect(first.headers.get('Cache-Control')).toMatch(/private/)
    expect(first.headers.get('Vary')).toMatch(/Authorization/)
    const again = await ask('/api/bookings', { as: own, headers: { 'If-None-Match': etag } })
    expect([again.status, again.text]).toEqual([304, ''])
    await book(test, reader, (await aTitleWithCopies(1)).title)
    expect((await ask('/api/bookings', { as: own, headers: { 'If-None-Match': etag } })).status).toBe(200)
  })

  it('is in the language that was asked for, names in Chinese where there is no other', async () => {
    const names = async (language: string) => {
      const { text } = await ask('/api/pickup-points', { headers: { 'Accept-Language': language } })
      return (JSON.parse(text) as { items: { name: string }[] }).items.map(({ name }) => name)
    }
    expect(await names('en-GB,en')).toEqual(['Main desk', '取书柜', '理科服务台'])
    expect(await names('zh-CN')).toEqual(['总馆服务台', '取书柜', '理科服务台'])
  })

  it('does not wait for a body that never ends', async () => {
    const status = await new Promise<number | undefined>((resolve, reject) => {
      const { hostname, port } = new URL(test.origin)
      const headers = { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json', 'Content-Length': 9e9 }
      const call = httpRequest({ hostname, port, path: '/api/bookings', method: 'POST', headers }, (response) => {
        resolve(response.statusCode)
        call.destroy()
      })
      call.on('error', reject)
      call.write('{')
    })
    expect(status).toBe(413)
  })
})

describe('for the people who run it', () => {
  it('is alive at once, and ready only when the search knows the catalogue', async () => {
    expect(JSON.parse((await ask('/api/health/live')).text)).toEqual({ status: 'ok' })
    const starting = await ask('/api/health/ready')
    expect(starting.status).toBe(503)
    expect(starting.headers.get('Retry-After')).not.toBeNull()
    await aTitle()
    await test.followSearch()
    const { status, text } = await ask('/api/health/ready')
    expect([status, JSON.parse(text)]).toEqual([200, { status: 'ok', checks: { database: 'ok', search: 'ok' } }])
  })

  it('describes every call in OpenAPI 3.1, and shows it', async () => {
    const { text } = await ask('/api/openapi.json')
    const document = JSON.parse(text) as {
      openapi: string
      paths: Record<string, Record<string, { responses: Record<string, unknown>; operationId: string }>>
      components: { schemas: Record<string, unknown> }
    }
    expect(document.openapi).toMatch(/^3\.1\./)
    const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method.toUpperCase()} ${path.replace(/\{(\w+)\}/g, ':$1')}`),
    )
    expect(operations.sort()).toEqual(endpoints.map(({ method, path }) => `${method} ${path}`).sort())
    const all = Object.values(document.paths).flatMap((methods) => Object.values(methods))
    expect(new Set(all.map(({ operationId }) => operationId)).size).toBe(all.length)
    for (const reference of text.matchAll(/"\$ref":"#\/components\/schemas\/(\w+)"/g)) {
      expect(document.components.schemas).toHaveProperty(String(reference[1]))
    }
    for (const page of ['/api/docs', '/api/docs/start.js', '/api/docs/swagger-ui.css']) {
      expect((await ask(page)).status).toBe(200)
    }
    expect((await errorOf('/api/docs/package.json')).status).toBe(404)
  })

  it('counts durations by operation for Prometheus', async () => {
    await ask('/api/bookings', { as: token })
    const { status, text } = await ask('/metrics')
    expect(status).toBe(200)
    expect(text).toMatch(/http_request_duration_seconds_count\{operation="GET \/bookings",status="200"\} \d+/)
    expect(text).not.toContain(token)
  })
})
