import { endpoints } from '../../bff/contract'
import { permissions } from '../../bff/contract/session'
import type { EndpointSpec } from '../../bff/contract/endpoint'
import { startTestApp, type TestApp } from '../support/app'
import { aPng } from '../support/images'
import { aCopy, aLibrarian, aReader, aTitle, foundLibrary } from '../support/library'
import { alwaysOpen } from '../support/opening-hours'
import { askAt, errorAt, type Asked } from '../support/raw-http'

let test: TestApp
let reader: string
let librarian: string

beforeAll(async () => {
  test = await startTestApp()
  await foundLibrary(test)
  await aLibrarian({ _id: 'may-everything', permissions: [...permissions], branchId: 'main', pickupPointId: 'desk' })
  await aCopy(await aTitle(), { barcode: 'B1' })
  await test.followSearch()
  reader = await test.tokenOf((await aReader()).number)
  librarian = await test.tokenOf('may-everything')
})
afterAll(() => test.stop())

const specs: readonly EndpointSpec[] = endpoints
const byName = (chosen: readonly EndpointSpec[]) => chosen.map((spec) => [`${spec.method} ${spec.path}`, spec] as const)
const tokenFor = ({ audience }: EndpointSpec) => (audience === 'staff' ? librarian : reader)

/** The query that a call cannot do without. */
const needed: Readonly<Record<string, string>> = {
  '/desk/shelf': '?pickupPointId=desk',
  '/desk/arrivals': '?pickupPointId=desk',
  '/desk/gate-check': '?barcode=B1&code=AAAA',
  '/desk/transit': '?branch=main',
}

/** Bodies for the calls that look at the body before they look for the id. */
const bodies: Readonly<Record<string, object>> = {
  'PUT /desk/notices/:id': { category: 'service', title: { zh: '题' }, body: { zh: '文' }, version: 1 },
  'POST /desk/fees/:id/waived': { note: '读者已说明' },
  'POST /desk/bookings/:id/priority': { priority: 2, reason: '课程急用' },
  'POST /desk/purchase-suggestions/:id/decide': { decision: 'accepted' },
  'POST /desk/loans/:id/lost': { amountCents: 5000 },
  'POST /desk/branches/:id/calendar/preview': { calendar: alwaysOpen },
  'POST /desk/branches/:id/calendar/apply': { calendar: alwaysOpen, version: 0 },
  'POST /desk/branches/:id/calendar/revert': { version: 0 },
}

function addressOf(spec: EndpointSpec, id = 'x'): string {
  return `/api${spec.path.replace(/:\w+/g, id)}${needed[spec.path] ?? ''}`
}

function asked(spec: EndpointSpec, body: object = bodies[`${spec.method} ${spec.path}`] ?? {}): Asked {
  const call = { method: spec.method, as: tokenFor(spec) }
  if (spec.method === 'GET') return call
  if (spec.upload) return { ...call, body: aPng(300, 300), headers: { 'Content-Type': 'image/png' } }
  return { ...call, body: JSON.stringify(body) }
}

describe('every call', () => {
  it.each(byName(specs))('%s: names each field that nobody knows, in query and body', async (_name, spec) => {
    const address = addressOf(spec)
    const query = `${address.includes('?') ? '&' : '?'}unknown=1&also[$ne]=`
    const body = { kind: 'demo', unknown: 1, $where: 'true' }
    const { status, code, problems } = await errorAt(test, address + query, asked(spec, body))
    expect([status, code]).toEqual([422, 'request.invalid'])
    expect(problems).toEqual(expect.arrayContaining(['query.unknown', 'query.also[$ne]']))
    const takesJson = spec.method !== 'GET' && !spec.upload
    if (takesJson) expect(problems).toEqual(expect.arrayContaining(['body.unknown', 'body.$where']))
  })

  const closed = specs.filter(({ audience }) => audience !== 'public')
  it.each(byName(closed))('%s: is for whom it is, whatever else is wrong with it', async (_name, spec) => {
    const { as: _token, ...nobody } = asked(spec)
    expect(await errorAt(test, addressOf(spec), nobody)).toMatchObject({ status: 401, code: 'auth.required' })
    const other = spec.audience === 'staff' ? reader : librarian
    const refusal = await errorAt(test, addressOf(spec), { ...asked(spec), as: other })
    expect(refusal).toEqual({ status: 403, code: 'auth.forbidden', problems: [] })
  })

  const about = specs.filter(({ path }) => path.includes(':'))
  it.each(byName(about))('%s: does not find what has a strange name', async (_name, spec) => {
    const strange = [
      'x',
      '0'.repeat(24),
      '%00',
      '%0d%0a',
      '%E0%A4%A',
      '$ne',
      '%7B%22$gt%22:%22%22%7D',
      'x'.repeat(3000),
    ]
    for (const id of strange) {
      expect(await errorAt(test, addressOf(spec, id), asked(spec))).toEqual({
        status: 404,
        code: 'resource.not_found',
        problems: [],
      })
    }
  })

  const plain = specs.filter(({ method, path, stream }) => method === 'GET' && !path.includes(':') && !stream)
  it.each(byName(plain))(
    '%s: answers 304 to who has the answer already, with and without its text',
    async (_n, spec) => {
      const address = addressOf(spec)
      const as = tokenFor(spec)
      const first = await askAt(test, address, { as })
      const etag = first.headers.get('ETag') ?? ''
      expect([first.status, etag]).toEqual([200, expect.stringMatching(/^(W\/)?"/)])
      const head = await askAt(test, address, { as, method: 'HEAD' })
      expect([head.status, head.text, head.headers.get('ETag')]).toEqual([200, '', etag])
      for (const method of ['GET', 'HEAD']) {
        const again = await askAt(test, address, { as, method, headers: { 'If-None-Match': `"other", ${etag}` } })
        expect([again.status, again.text]).toEqual([304, ''])
        expect(again.headers.get('X-Request-Id')).toMatch(/^[0-9a-f-]{36}$/)
      }
      const other = await askAt(test, address, { as, headers: { 'If-None-Match': '"other"' } })
      expect([other.status, other.text.length > 0]).toEqual([200, true])
    },
  )
})
