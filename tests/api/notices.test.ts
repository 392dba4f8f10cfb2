import { startTestApp, type TestApp } from '../support/app'
import { ApiFailure, send, type Call } from '../support/client'
import { aLibrarian, aReader, collection, foundLibrary } from '../support/library'
import { textLike } from '../support/matchers'
import type { RequestOf } from '../../bff/contract'

type Draft = RequestOf<'POST /desk/notices'>['body']

let test: TestApp

beforeAll(async () => {
  test = await startTestApp()
  await foundLibrary(test)
  await aLibrarian({ _id: 'publisher', permissions: ['notices'] })
})
afterAll(() => test.stop())
beforeEach(async () => {
  await collection('notices').deleteMany({})
  await collection('notice_versions').deleteMany({})
  // what was remembered of the last test is forgotten
  test.clock.set('2026-03-01T02:00:00.000Z')
  await test.app.services.notices.listNewest()
  test.clock.set('2026-03-02T02:00:00.000Z')
})

const publisher: Call = async (operation, ...rest) => (await test.as('publisher'))(operation, ...rest)

const aDraft = (own: Partial<Draft> = {}): Draft => ({
  category: 'service',
  title: { zh: '预约借阅恢复', en: 'Booking is back' },
  body: { zh: '今天起**恢复**。', en: 'Booking is **back**.' },
  ...own,
})

const publish = (own: Partial<Draft> = {}) => publisher('POST /desk/notices', { body: aDraft(own) })
const feed = async (query: RequestOf<'GET /notices'>['query'] = {}) =>
  (await test.anybody('GET /notices', { query })).items.map(({ title }) => title)
const titled = (zh: string) => ({ title: { zh } })

describe('a published notice', () => {
  it('is on the feed and the home screen at once, and can be read with its shape', async () => {
    const { id } = await publish({ branches: ['science'] })
    expect(await feed()).toEqual(['预约借阅恢复'])
    expect((await test.anybody('GET /home')).notices.map((notice) => notice.id)).toEqual([id])
    expect(await test.anybody('GET /notices/:id', { params: { id } })).toEqual({
      id,
      category: 'service',
      title: '预约借阅恢复',
      excerpt: '今天起恢复。',
      publishedAt: '2026-03-02T02:00:00.000Z',
      version: 1,
      isPinned: false,
      branches: [{ id: 'science', name: '理科分馆' }],
      body: [
        {
          type: 'paragraph',
          children: [
            { type: 'text', text: '今天起' },
            { type: 'strong', children: [{ type: 'text', text: '恢复' }] },
            { type: 'text', text: '。' },
          ],
        },
      ],
    })
  })

  it('is read in English where there is English, else in Chinese', async () => {
    await publish()
    await publish(titled('只有中文'))
    const { response } = await send(
      test.origin,
      null,
      'GET /notices',
      {},
      { headers: { 'Accept-Language': 'en-GB,en' } },
    )
    // as the contract has it: the typed client cannot ask for a language
    const { items } = (await response.json()) as { items: { title: string }[] }
    expect(items.map(({ title }) => title).sort()).toEqual(['Booking is back', '只有中文'])
  })

  it('stands behind the pinned ones, the newest first', async () => {
    await publish({ ...titled('置顶'), isPinned: true })
    for (const title of ['一', '二', '三']) {
      test.clock.advance({ minutes: 1 })
      await publish(titled(title))
    }
    expect(await feed()).toEqual(['置顶', '三', '二', '一'])
  })

  it('appears when it starts and is gone when it ends', async () => {
    const { id } = await publish({ startsAt: '2026-03-03T00:00:00Z', endsAt: '2026-03-04T00:00:00Z' })
    const seen = async () => [
      (await feed()).length,
      await test.anybody('GET /notices/:id', { params: { id } }).then(
        () => 200,
        (error: unknown) => (error instanceof ApiFailure ? error.status : error),
      ),
    ]
    expect(await seen()).toEqual([0, 404])
    test.clock.set('2026-03-03T00:00:00.000Z')
    expect(await seen()).toEqual([1, 200])
    test.clock.set('2026-03-04T00:00:00.000Z')
    expect(await seen()).toEqual([0, 404])
  })

  it('is found by a word in title or text, in either language, and by category', async () => {
    await publish(titled('闭馆'))
    await publish({ category: 'hours', title: { zh: '校庆', en: 'Anniversary' }, body: { zh: '图书馆(全部)闭馆 C++' } })
    expect(await feed({ q: '闭馆' })).toEqual(['校庆', '闭馆'])
    expect(await feed({ q: 'anniversary' })).toEqual(['校庆'])
    expect(await feed({ q: '(全部)' })).toEqual(['校庆'])
    expect(await feed({ q: 'C++' })).toEqual(['校庆'])
    expect(await feed({ q: '.*' })).toEqual([])
    expect(await feed({ category: 'hours' })).toEqual(['校庆'])
    expect(await feed({ category: 'event' })).toEqual([])
  })

  it('comes once and in order when the feed is read in pages, though several came at the same moment', async () => {
    for (const number of [1, 2, 3, 4, 5, 6, 7]) await publish({ ...titled(String(number)), isPinned: number > 4 })
    const pages: string[][] = []
    let cursor: string | undefined
    do {
      const page = await test.anybody('GET /notices', { query: { limit: 2, ...(cursor ? { cursor } : {}) } })
      pages.push(page.items.map(({ title }) => title))
      cursor = page.next
    } while (cursor !== undefined)
    expect(pages.flat()).toEqual(await feed())
    expect(pages.map(({ length }) => length)).toEqual([2, 2, 2, 1])
  })

  it('has no HTML of its author in it', async () => {
    const { id } = await publish({ body: { zh: '<script>alert(1)</script>[点](javascript:alert(1))' } })
    const { body } = await test.anybody('GET /notices/:id', { params: { id } })
    expect(JSON.stringify(body)).not.toContain('"link"')
    expect(body).toEqual([{ type: 'paragraph', children: [{ type: 'text', text: textLike(/<script>/) }] }])
  })
})

describe('a correction', () => {
  it('is a new version; the old ones stay as they were (N1)', async () => {
    const { id } = await publish()
    test.clock.advance({ hours: 1 })
    const corrected = await publisher('PUT /desk/notices/:id', {
      params: { id },
      body: { ...aDraft(titled('更正：预约借阅恢复')), version: 1 },
    })
    expect(corrected).toMatchObject({
      version: 2,
      title: '更正：预约借阅恢复',
      publishedAt: '2026-03-02T02:00:00.000Z',
    })
    const versions = await collection('notice_versions').find({ noticeId: id }).sort({ version: 1 }).toArray()
    expect(versions).toMatchObject([
      { version: 1, title: { zh: '预约借阅恢复' }, publishedBy: 'publisher' },
      { version: 2, title: { zh: '更正：预约借阅恢复' }, publishedBy: 'publisher' },
    ])
  })

  it('of a version that has moved on is refused, and only one of two at once is taken', async () => {
    const { id } = await publish()
    const correct = (zh: string) =>
      publisher('PUT /desk/notices/:id', { params: { id }, body: { ...aDraft(titled(zh)), version: 1 } })
    const results = await Promise.allSettled([correct('甲'), correct('乙')])
    const refused = results.filter(({ status }) => status === 'rejected')
    expect(refused).toMatchObject([{ reason: { status: 409, code: 'notice.stale', details: { version: 2 } } }])
    expect(await collection('notice_versions').countDocuments({ noticeId: id })).toBe(2)
  })

  it('starts from the text as it was written', async () => {
    const draft = aDraft({ branches: ['main'], isPinned: true, endsAt: '2026-04-01T00:00:00.000Z' })
    const { id } = await publisher('POST /desk/notices', { body: draft })
    expect(await publisher('GET /desk/notices/:id', { params: { id } })).toEqual({
      id,
      version: 1,
      ...draft,
      publishedAt: '2026-03-02T02:00:00.000Z',
    })
  })

  it('can look at the result first, which stores nothing', async () => {
    const { zh, en } = await publisher('POST /desk/notices/preview', { body: { body: { zh: '# 一', en: 'one' } } })
    expect([zh[0]?.type, en?.[0]?.type]).toEqual(['heading', 'paragraph'])
    expect(await collection('notices').countDocuments()).toBe(0)
  })
})

describe('a withdrawn notice', () => {
  it('is off the feed, the page and the home screen, and can neither be read nor corrected', async () => {
    const { id } = await publish()
    await publisher('DELETE /desk/notices/:id', { params: { id } })
    await publisher('DELETE /desk/notices/:id', { params: { id } })
    expect(await feed()).toEqual([])
    expect((await test.anybody('GET /home')).notices).toEqual([])
    for (const attempt of [
      test.anybody('GET /notices/:id', { params: { id } }),
      publisher('GET /desk/notices/:id', { params: { id } }),
      publisher('PUT /desk/notices/:id', { params: { id }, body: { ...aDraft(), version: 1 } }),
    ]) {
      await expect(attempt).rejects.toMatchObject({ status: 404, code: 'resource.not_found' })
    }
  })
})

describe('publishing', () => {
  it('is for librarians who look after the notices', async () => {
    const { id } = await publish()
    const reader = await aReader()
    for (const [account, status] of [
      [reader.number, 403],
      ['at-desk', 403],
      [null, 401],
    ] as const) {
      const token = account === null ? null : await test.tokenOf(account)
      for (const [operation, body] of [
        ['POST /desk/notices', aDraft()],
        ['POST /desk/notices/preview', { body: { zh: '一' } }],
        [`GET /desk/notices/${id}`, undefined],
        [`PUT /desk/notices/${id}`, { ...aDraft(), version: 1 }],
        [`DELETE /desk/notices/${id}`, undefined],
      ] as const) {
        const { response } = await send(test.origin, token, operation, { body })
        expect([operation, response.status]).toEqual([operation, status])
      }
    }
    expect(await collection('notice_versions').countDocuments()).toBe(1)
  })

  it.each([
    ['an unknown field', { html: '<b>' }, 'body.html'],
    ['an empty title', { title: { zh: ' ' } }, 'body.title.zh'],
    ['a title that is too long', { title: { zh: '长'.repeat(121) } }, 'body.title.zh'],
    ['a text that is too long', { body: { zh: '长'.repeat(20_001) } }, 'body.body.zh'],
    ['control characters', { title: { zh: '闭\u0007馆' } }, 'body.title.zh'],
    ['no such category', { category: 'gossip' }, 'body.category'],
    ['no such branch', { branches: ['main', 'moon'] }, 'body.branches.1'],
    ['an end before the start', { startsAt: '2026-03-05T00:00:00Z', endsAt: '2026-03-04T00:00:00Z' }, 'body.endsAt'],
    ['an end that is past', { endsAt: '2026-03-01T00:00:00Z' }, 'body.endsAt'],
    ['no instant', { startsAt: '明天' }, 'body.startsAt'],
  ])('refuses %s and says where', async (_what, own, path) => {
    const token = await test.tokenOf('publisher')
    const { response } = await send(test.origin, token, 'POST /desk/notices', { body: { ...aDraft(), ...own } })
    expect(response.status).toBe(422)
    expect(await response.json()).toMatchObject({
      error: { code: 'request.invalid', details: { problems: [expect.objectContaining({ path })] } },
    })
    expect(await collection('notices').countDocuments()).toBe(0)
  })

  it('publishes once when the same tap comes twice', async () => {
    const token = await test.tokenOf('publisher')
    const tap = () => send(test.origin, token, 'POST /desk/notices', { body: aDraft() }, { idempotencyKey: 'one-tap' })
    const answers = await Promise.all([tap(), tap()])
    const bodies = await Promise.all(answers.map(({ response }) => response.text()))
    expect(answers.map(({ response }) => response.status)).toEqual([201, 201])
    expect(bodies[0]).toBe(bodies[1])
    expect(await feed()).toHaveLength(1)
  })

  it.each([
    { q: 'a\u0000b' },
    { q: '长'.repeat(101) },
    { category: 'gossip' },
    { limit: 0 },
    { limit: 101 },
    { cursor: 'nonsense' },
    { cursor: Buffer.from('[1,"then","x"]').toString('base64url') },
    { cursor: Buffer.from('[1,1e300,"x"]').toString('base64url') },
    { page: 2 },
  ])('reads no feed for %j', async (query) => {
    const { response } = await send(test.origin, null, 'GET /notices', { query })
    expect(response.status).toBe(422)
  })

  it.each(['ffffffffffffffffffffffff', 'x', '$ne', '%00'])('knows no notice %s', async (id) => {
    await expect(test.anybody('GET /notices/:id', { params: { id } })).rejects.toMatchObject({ status: 404 })
  })
})

describe('/feeds/notices.atom', () => {
  const read = (headers = {}) => fetch(`${test.origin}/feeds/notices.atom`, { headers })

  it('brings what is in force to a feed reader, with addresses that lead back here', async () => {
    const { id } = await publish({ body: { zh: '见[指南](/packages/guide/index)' } })
    await publish({ ...titled('以后'), startsAt: '2027-01-01T00:00:00Z' })
    const response = await read()
    const text = await response.text()
    expect(response.headers.get('Content-Type')).toBe('application/atom+xml; charset=utf-8')
    expect(text).toContain('<title>测试图书馆 · 通知</title>')
    expect(text).toContain(`<link rel="self" type="application/atom+xml" href="${test.origin}/feeds/notices.atom"/>`)
    expect(text).toContain(`href="${test.origin}/pages/notices/detail?id=${id}"`)
    expect(text).toContain(`&#60;a href=&#34;${test.origin}/packages/guide/index&#34;&#62;`)
    expect(text.match(/<entry>/g)).toHaveLength(1)
  })

  it('shows a correction at once, under the id it had', async () => {
    const { id } = await publish()
    await read()
    test.clock.advance({ hours: 1 })
    const body = { ...aDraft(titled('更正')), version: 1 }
    await publisher('PUT /desk/notices/:id', { params: { id }, body })
    const text = await (await read()).text()
    expect(text).toContain('更正')
    expect(text).toContain('<updated>2026-03-02T03:00:00.000Z</updated>')
    expect(text.split(id)).toHaveLength(3)
  })

  it('is not sent again to a feed reader that has it', async () => {
    await publish()
    const first = await read()
    const again = await read({ 'If-None-Match': first.headers.get('ETag') ?? '', 'Cache-Control': 'max-age=0' })
    expect(again.status).toBe(304)
  })

  it('is in the language asked for, also when nothing was published yet', async () => {
    const response = await read({ 'Accept-Language': 'en' })
    expect(response.status).toBe(200)
    expect(await response.text()).toContain('<title>Test Library · Notices</title>')
  })
})
