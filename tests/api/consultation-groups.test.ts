import { startTestApp, type TestApp } from '../support/app'
import { send, type Call } from '../support/client'
import { aJpeg, aPng } from '../support/images'
import { aLibrarian, aReader, collection, foundLibrary, readers } from '../support/library'
import { textLike } from '../support/matchers'

let test: TestApp
let made = 0

beforeAll(async () => {
  // the code of wx.login is the openid here
  test = await startTestApp({ wechat: { openidOf: async (code) => code } })
  await foundLibrary(test)
  await aLibrarian({ _id: 'consultant', permissions: ['groups'] })
})
afterAll(() => test.stop())
beforeEach(() => {
  test.clock.set('2026-03-02T02:00:00.000Z')
})

const as =
  (account: string): Call =>
  async (operation, ...rest) =>
    (await test.as(account))(operation, ...rest)
const consultant = as('consultant')

async function aGroup(): Promise<string> {
  made += 1
  const scene = `group-${made}`
  const draft = { scene, name: { zh: `咨询群${made}`, en: `Group ${made}` }, description: { zh: '有问必答' } }
  const ids = await test.app.services.consultationGroups.describe([draft])
  const id = ids.get(scene)
  if (id === undefined) throw new Error('no group')
  return id
}

const upload = (id: string, members = 0, bytes = aPng(300, 300)) =>
  consultant('POST /desk/consultation-groups/:id/codes', {
    params: { id },
    query: { members },
    body: new Uint8Array(bytes).buffer,
    contentType: 'image/png',
  })

const join = (call: Call, id: string) => call('POST /consultation-groups/:id/join', { params: { id } })

async function someReaders(count: number): Promise<Call[]> {
  return (await readers(count)).map(({ number }) => as(number))
}

async function deskView(id: string) {
  const { items } = await consultant('GET /desk/consultation-groups')
  const group = items.find((item) => item.id === id)
  if (!group) throw new Error('no group')
  return group
}

describe('joining a group (G1)', () => {
  it('shows the code with room to whoever scans the poster', async () => {
    const id = await aGroup()
    await upload(id)
    const [lin] = await someReaders(1)
    const answer = await join(lin ?? test.anybody, id)
    expect(answer).toEqual({
      outcome: 'code',
      codeImageUrl: textLike(/^\/api\/group-codes\/\w+\/image$/),
      expiresAt: '2026-03-09T02:00:00.000Z',
    })
  })

  it('leads from the stable code to the page of the group, and from its scene to a code', async () => {
    const id = await aGroup()
    await upload(id)
    const { scene } = await test.anybody('GET /consultation-groups/:id', { params: { id } })
    const scanned = await fetch(`${test.origin}/g/${scene}`, { redirect: 'manual' })
    expect(scanned.status).toBe(302)
    const target = new URL(scanned.headers.get('Location') ?? '', test.origin)
    expect(target.pathname).toBe('/packages/consult/group/index')
    const found = await test.anybody('GET /consultation-groups/:id', {
      params: { id: target.searchParams.get('scene') ?? '' },
    })
    expect(found).toMatchObject({ id, hasRoom: true })
    expect(await join(test.anybody, found.scene)).toMatchObject({ outcome: 'code' })
  })

  it('gives the last seven places to seven of thirty who tap at once, and the others a place in the line', async () => {
    const id = await aGroup()
    await upload(id, 193)
    const calls = await Promise.all((await readers(30)).map(({ number }) => test.as(number)))
    const answers = await Promise.all(calls.map((call) => join(call, id)))
    expect(answers.filter(({ outcome }) => outcome === 'code')).toHaveLength(7)
    const positions = answers.flatMap(({ position }) => (position === undefined ? [] : [position]))
    expect(positions.sort((a, b) => a - b)).toEqual(Array.from({ length: 23 }, (_, index) => index + 1))
    expect(await deskView(id)).toMatchObject({
      hasRoom: false,
      waiting: 23,
      warnings: ['none_left'],
      codes: [{ joined: 200, state: 'full' }],
    })
  })

  it('counts a person once, however often and fast they tap', async () => {
    const id = await aGroup()
    await upload(id)
    const [lin = test.anybody] = await someReaders(1)
    const answers = await Promise.all(Array.from({ length: 8 }, () => join(lin, id)))
    expect(new Set(answers.map(({ codeImageUrl }) => codeImageUrl)).size).toBe(1)
    expect((await deskView(id)).codes[0]).toMatchObject({ joined: 1 })
  })

  it('shows the same code again, though it is full by now and a fresher one is there', async () => {
    const id = await aGroup()
    await upload(id, 199)
    const [first = test.anybody, second = test.anybody] = await someReaders(2)
    const before = await join(first, id)
    test.clock.advance({ hours: 1 })
    await upload(id)
    expect(await join(first, id)).toEqual(before)
    expect((await join(second, id)).codeImageUrl).not.toBe(before.codeImageUrl)
  })

  it('serves the freshest code first, and the older one when that is full', async () => {
    const id = await aGroup()
    await upload(id)
    test.clock.advance({ hours: 1 })
    await upload(id, 199)
    for (const call of await someReaders(2)) await join(call, id)
    expect((await deskView(id)).codes.map(({ joined }) => joined)).toEqual([200, 1])
  })

  it('shows no code a second after its seven days, and a new one to who had the old', async () => {
    const id = await aGroup()
    await upload(id)
    const [lin = test.anybody] = await someReaders(1)
    const before = await join(lin, id)
    test.clock.advance({ days: 7 })
    expect(await join(lin, id)).toEqual({ outcome: 'waiting', position: 1 })
    await upload(id)
    const after = await join(lin, id)
    expect(after).toMatchObject({ outcome: 'code', expiresAt: '2026-03-16T02:00:00.000Z' })
    expect(after.codeImageUrl).not.toBe(before.codeImageUrl)
  })

  it('serves those who wait on their next tap, and moves the others up', async () => {
    const id = await aGroup()
    const [first = test.anybody, second = test.anybody, third = test.anybody] = await someReaders(3)
    expect(await join(first, id)).toEqual({ outcome: 'waiting', position: 1 })
    expect(await join(second, id)).toEqual({ outcome: 'waiting', position: 2 })
    expect(await join(third, id)).toEqual({ outcome: 'waiting', position: 3 })
    expect(await join(second, id)).toEqual({ outcome: 'waiting', position: 2 })
    await upload(id, 199)
    expect(await join(second, id)).toMatchObject({ outcome: 'code' })
    expect(await join(third, id)).toEqual({ outcome: 'waiting', position: 2 })
    expect(await deskView(id)).toMatchObject({ waiting: 2 })
  })

  it('counts a WeChat user without a library card by the openid', async () => {
    const id = await aGroup()
    await upload(id)
    for (let tap = 0; tap < 2; tap++) {
      // a new session each time, the same person
      const { token } = await test.anybody('POST /session', { body: { kind: 'wechat', code: 'openid-of-wang' } })
      const { response } = await send(test.origin, token, `POST /consultation-groups/${id}/join`, {})
      expect(response.status).toBe(200)
    }
    expect((await deskView(id)).codes[0]).toMatchObject({ joined: 1 })
  })

  it('counts a visitor by a signed cookie, and does not believe a cookie that it has not signed', async () => {
    const id = await aGroup()
    await upload(id)
    const tap = (headers = {}) => send(test.origin, null, `POST /consultation-groups/${id}/join`, {}, { headers })
    const cookie = ((await tap()).response.headers.get('Set-Cookie') ?? '').split(';')[0] ?? ''
    expect(cookie).toMatch(/^rentu_visitor=/)
    await tap({ Cookie: cookie })
    expect((await deskView(id)).codes[0]).toMatchObject({ joined: 1 })
    const forged = await tap({ Cookie: `${cookie.slice(0, -4)}AAAA` })
    expect(forged.response.headers.get('Set-Cookie')).toMatch(/rentu_visitor=/)
    expect((await deskView(id)).codes[0]).toMatchObject({ joined: 2 })
  })

  it('keeps of those who joined a digest only, and forgets it when the code has expired (X1)', async () => {
    const id = await aGroup()
    await upload(id)
    const reader = await aReader()
    await join(await test.as(reader.number), id)
    const kept = await collection('group_places').find({ groupId: id }).toArray()
    expect(kept).toHaveLength(1)
    expect(JSON.stringify(kept)).not.toContain(reader.number)
    expect(JSON.stringify(kept)).not.toContain(reader._id)
    test.clock.advance({ days: 7 })
    await upload(id)
    expect(await collection('group_places').countDocuments({ groupId: id })).toBe(0)
  })

  it('knows no group of that name', async () => {
    for (const id of ['nowhere', 'ffffffffffffffffffffffff', '$ne', '..%2fapi']) {
      await expect(join(test.anybody, id)).rejects.toMatchObject({ status: 404, code: 'resource.not_found' })
      expect((await fetch(`${test.origin}/g/${encodeURIComponent(id)}`, { redirect: 'manual' })).status).toBe(404)
    }
  })

  it('speaks the language of the reader', async () => {
    const id = await aGroup()
    const { response } = await send(
      test.origin,
      null,
      `GET /consultation-groups/${id}`,
      {},
      {
        headers: { 'Accept-Language': 'en' },
      },
    )
    expect(await response.json()).toMatchObject({
      name: textLike(/^Group/),
      description: '有问必答',
    })
  })
})

describe('bringing a group code', () => {
  it('is for librarians who look after the groups', async () => {
    const id = await aGroup()
    const reader = await aReader()
    for (const [account, status] of [
      [reader.number, 403],
      ['at-desk', 403],
      [null, 401],
    ] as const) {
      const token = account === null ? null : await test.tokenOf(account)
      const request = { body: new Uint8Array(aPng(300, 300)).buffer, contentType: 'image/png' }
      const { response } = await send(test.origin, token, `POST /desk/consultation-groups/${id}/codes`, request)
      expect(response.status).toBe(status)
      const listed = await send(test.origin, token, 'GET /desk/consultation-groups', {})
      expect(listed.response.status).toBe(status)
      const withdrawn = await send(test.origin, token, `DELETE /desk/consultation-groups/${id}/codes/x`, {})
      expect(withdrawn.response.status).toBe(status)
    }
    expect((await deskView(id)).codes).toEqual([])
  })

  it.each([
    ['HTML that calls itself an image', Buffer.from('<html><script>alert(1)</script></html>'.padEnd(300))],
    ['an image that was cut short', aPng(300, 300).subarray(0, 200)],
    ['an image too small to scan', aPng(60, 60)],
    ['nothing', Buffer.alloc(0)],
  ])('refuses %s', async (_what, bytes) => {
    const id = await aGroup()
    await expect(upload(id, 0, bytes)).rejects.toMatchObject({
      status: 422,
      code: 'group_code.refused',
      refusals: ['group_code.not_an_image'],
    })
    expect((await deskView(id)).codes).toEqual([])
  })

  it('refuses what is larger than a megabyte, what is of another type, and a group that was full when it came', async () => {
    const id = await aGroup()
    await expect(upload(id, 0, Buffer.alloc(1_000_001))).rejects.toMatchObject({ status: 413 })
    await expect(upload(id, 200)).rejects.toMatchObject({ status: 422, code: 'request.invalid' })
    await expect(upload(id, -1)).rejects.toMatchObject({ status: 422 })
    const token = await test.tokenOf('consultant')
    const request = { body: new Uint8Array(aPng(300, 300)).buffer, contentType: 'image/svg+xml' }
    const { response } = await send(test.origin, token, `POST /desk/consultation-groups/${id}/codes`, request)
    expect(response.status).toBe(415)
  })

  it('serves the image as an image, whatever the upload called it', async () => {
    const id = await aGroup()
    const polyglot = Buffer.concat([aJpeg(300, 300), Buffer.from('<script>alert(1)</script>')])
    const { codes } = await upload(id, 0, polyglot)
    const image = await fetch(`${test.origin}${codes[0]?.imageUrl ?? ''}`)
    expect(image.status).toBe(200)
    expect(image.headers.get('Content-Type')).toBe('image/jpeg')
    expect(image.headers.get('X-Content-Type-Options')).toBe('nosniff')
    expect(image.headers.get('Content-Security-Policy')).toContain('sandbox')
    expect(image.headers.get('Cache-Control')).toMatch(/max-age=\d+/)
    expect(Buffer.from(await image.arrayBuffer()).equals(polyglot)).toBe(true)
  })

  it('warns in time: at five days, at a hundred and eighty members, when none is left', async () => {
    const id = await aGroup()
    expect((await deskView(id)).warnings).toEqual(['none_left'])
    await upload(id, 179)
    expect((await deskView(id)).warnings).toEqual([])
    await join(test.anybody, id)
    expect((await deskView(id)).warnings).toEqual(['nearly_full'])
    test.clock.advance({ days: 5 })
    expect((await deskView(id)).warnings).toEqual(['expires_soon', 'nearly_full'])
  })

  it('can be taken back: nobody is shown a withdrawn code, nor its image', async () => {
    const id = await aGroup()
    const { codes } = await upload(id)
    const [lin = test.anybody] = await someReaders(1)
    await join(lin, id)
    const codeId = codes[0]?.id ?? ''
    const after = await consultant('DELETE /desk/consultation-groups/:id/codes/:codeId', { params: { id, codeId } })
    expect(after).toMatchObject({ hasRoom: false, codes: [{ state: 'withdrawn' }], warnings: ['none_left'] })
    expect(await join(lin, id)).toEqual({ outcome: 'waiting', position: 1 })
    expect((await fetch(`${test.origin}/api/group-codes/${codeId}/image`)).status).toBe(404)
  })

  it('cannot withdraw the code of another group', async () => {
    const [id, other] = [await aGroup(), await aGroup()]
    const { codes } = await upload(other)
    const params = { id, codeId: codes[0]?.id ?? '' }
    await expect(consultant('DELETE /desk/consultation-groups/:id/codes/:codeId', { params })).rejects.toMatchObject({
      status: 404,
    })
    expect((await deskView(other)).hasRoom).toBe(true)
  })
})
