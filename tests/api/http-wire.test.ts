import net from 'node:net'
import { errorAnswer } from '../../bff/contract/common'
import { startTestApp, type TestApp } from '../support/app'
import { book } from '../support/circulation'
import { aReader, aTitleWithCopies, foundLibrary } from '../support/library'
import { askAt, errorAt, invalid } from '../support/raw-http'

let test: TestApp
let token: string

beforeAll(async () => {
  test = await startTestApp()
  await foundLibrary(test)
  token = await test.tokenOf((await aReader()).number)
})
afterAll(() => test.stop())
afterEach(() => jest.restoreAllMocks())

/** Writes these bytes on a connection of its own and reads until the service closes it, however it does so. */
function bytesOf(request: string): Promise<string> {
  const { hostname, port } = new URL(test.origin)
  return new Promise((resolve) => {
    const answer: Buffer[] = []
    const socket = net.connect(Number(port), hostname)
    socket.on('data', (chunk) => answer.push(chunk))
    socket.on('error', () => undefined)
    socket.on('close', () => {
      resolve(Buffer.concat(answer).toString())
    })
    socket.write(request)
  })
}

async function errorInBytes(request: string) {
  const [head = '', body = ''] = (await bytesOf(request)).split('\r\n\r\n')
  const { error } = errorAnswer.parse(JSON.parse(body))
  expect(head).toContain(`X-Request-Id: ${error.requestId}`)
  return { status: Number(head.split(' ')[1]), code: error.code }
}

const head = (line: string, ...headers: string[]) =>
  [line, 'Host: library', 'Connection: close', `Authorization: Bearer ${token}`, ...headers, '', ''].join('\r\n')

describe('what nobody can read is refused in the same words as everything else', () => {
  it('a request that is no HTTP, a method that does not exist, a body cut in strange pieces', async () => {
    const pieces = head('POST /api/bookings HTTP/1.1', 'Content-Type: application/json', 'Transfer-Encoding: chunked')
    for (const request of ['借书\r\n\r\n', head('BORROW /api/bookings HTTP/1.1'), `${pieces}ZZ\r\n`]) {
      expect(await errorInBytes(request)).toEqual({ status: 422, code: 'request.invalid' })
    }
  })

  it('an address of twenty thousand characters', async () => {
    const address = `/api/titles?q=${'x'.repeat(20_000)}`
    expect(await errorInBytes(head(`GET ${address} HTTP/1.1`))).toEqual({ status: 413, code: 'request.too_large' })
  })

  it('a body in pieces that has no end', async () => {
    const piece = `${(210_000).toString(16)}\r\n${'x'.repeat(210_000)}\r\n`
    const start = head('POST /api/bookings HTTP/1.1', 'Content-Type: application/json', 'Transfer-Encoding: chunked')
    expect(await errorInBytes(start + piece)).toEqual({ status: 413, code: 'request.too_large' })
  })

  it('text in an encoding that is not UTF-8, rather than guessing what was meant', async () => {
    const body = Buffer.concat([Buffer.from('{"titleId":"'), Buffer.from([0xca, 0xe9]), Buffer.from('"}')])
    const answer = await errorAt(test, '/api/bookings', { method: 'POST', as: token, body })
    expect(answer).toEqual(invalid(''))
  })

  it('a body nested without end', async () => {
    const body = `{"titleId":${'['.repeat(90_000)}${']'.repeat(90_000)},"pickupPointId":"desk"}`
    expect(await errorAt(test, '/api/bookings', { method: 'POST', as: token, body })).toEqual(invalid('body.titleId'))
  })

  it.each(['PROPFIND', 'TRACE', 'PUT', 'DELETE'])('the method %s where it means nothing', async (method) => {
    const known = await errorInBytes(head(`${method} /api/bookings HTTP/1.1`))
    expect(known).toEqual({ status: 405, code: 'method.not_allowed' })
  })
})

it('says nothing of its insides when something goes wrong in them', async () => {
  const secret = new Error('MongoServerError: E11000 at /srv/rentu/bff/infra/mongo.ts:12, token abc')
  jest.spyOn(test.app.services.places, 'read').mockRejectedValue(secret)
  for (const path of ['/api/pickup-points', '/api/bookings', '/api/home']) {
    expect(await errorAt(test, path, { as: token })).toEqual({ status: 500, code: 'internal.error', problems: [] })
  }
})

it('answers every request with an id, whatever becomes of it', async () => {
  const reader = await aReader()
  const as = await test.tokenOf(reader.number)
  const booking = await book(test, reader, (await aTitleWithCopies(1)).title)
  const own = { 'X-Request-Id': 'phone-1' }
  const requests = [
    [200, '/api/home', {}],
    [200, `/api/bookings/${booking.id}`, { as }],
    [200, '/api/bookings', { as, method: 'OPTIONS' }],
    [200, '/metrics', {}],
    [200, '/api/docs', {}],
    [200, '/feeds/notices.atom', {}],
    [401, '/api/bookings', {}],
    [403, '/api/desk/paging-list', { as }],
    [404, '/g/nobody', {}],
    [404, '/nothing', { method: 'POST' }],
    [405, '/api/home', { method: 'DELETE' }],
    [413, '/api/bookings', { as, method: 'POST', body: 'x'.repeat(210_000) }],
    [415, '/api/bookings', { as, method: 'POST', body: 'x', headers: { 'Content-Type': 'text/plain' } }],
    [422, '/api/bookings?x=1', { as }],
    [503, '/api/health/ready', {}],
  ] as const
  for (const [status, path, asked] of requests) {
    const headers = { ...('headers' in asked ? asked.headers : {}), ...own }
    const answer = await askAt(test, path, { ...asked, headers })
    expect([path, answer.status, answer.headers.get('X-Request-Id')]).toEqual([path, status, 'phone-1'])
  }
})
