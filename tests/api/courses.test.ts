import { startTestApp, type TestApp } from '../support/app'
import { send } from '../support/client'
import { aCopy, aLibrarian, aReader, aTitle, aTitleWithCopies, foundLibrary } from '../support/library'
import { objectLike, someText, textLike } from '../support/matchers'
import type { CourseDraft, ReserveDraft } from '../../bff/features/courses/courses.service'

let test: TestApp
let made = 0

beforeAll(async () => {
  test = await startTestApp({ wechat: { openidOf: async (code) => code } })
  await foundLibrary(test)
  await courses().putTerm({ id: '2025-2026-1', name: { zh: '秋季' }, startsOn: '2025-09-01', endsOn: '2026-01-31' })
  await courses().putTerm({
    id: '2025-2026-2',
    name: { zh: '2025-2026 春季学期', en: 'Spring 2026' },
    startsOn: '2026-02-01',
    endsOn: '2026-08-31',
  })
})
afterAll(() => test.stop())

const courses = () => test.app.services.courses

/** A course with a name of its own, so that the tests of this file do not find each other's. */
async function aCourse(own: Partial<CourseDraft> = {}, reserves: readonly ReserveDraft[] = []) {
  made += 1
  const name = `课程${String(made).padStart(3, '0')}号`
  const draft: CourseDraft = {
    code: `COMP${String(1000 + made)}`,
    name: { zh: name, en: `Course no. ${made}` },
    department: { zh: '计算机系', en: 'Computer Science' },
    termId: '2025-2026-2',
    sections: [{ number: '1', teachers: ['吴佳音'] }],
    members: [],
    ...own,
  }
  const { id, listId } = await courses().add(draft)
  if (reserves.length > 0) await courses().replaceReserves(listId, reserves)
  return { id, listId, code: draft.code, name: draft.name.zh }
}

const search = async (q: string) => (await test.anybody('GET /courses', { query: { q } })).items.map(({ id }) => id)

describe('searching courses', () => {
  it('finds a course by a part of its name in either language, its code, a teacher or the department', async () => {
    const { id, code } = await aCourse({
      name: { zh: '离散数学导引', en: 'A Gentle Introduction' },
      department: { zh: '姚班', en: 'Yao Class' },
      sections: [
        { number: '1', teachers: ['欧阳修远'] },
        { number: '2', teachers: ['欧阳修远', '司马光启'] },
      ],
    })
    for (const q of ['离散', 'gentle', code.toLowerCase(), '司马光启', '姚班', 'yao', '离散 欧阳', ' 欧阳  GENTLE ']) {
      expect([q, await search(q)]).toEqual([q, [id]])
    }
    expect(await search('离散 张三')).toEqual([])
    const { items } = await test.anybody('GET /courses', { query: { q: '离散' } })
    expect(items[0]).toEqual({
      id,
      code,
      name: '离散数学导引',
      department: '姚班',
      teachers: ['欧阳修远', '司马光启'],
      term: '2025-2026-2',
      termName: '2025-2026 春季学期',
      reserveCount: 0,
      isMine: false,
    })
  })

  it('takes what is typed as text, not as a pattern', async () => {
    const { id } = await aCourse({ name: { zh: 'C++ (进阶) [实验]' } })
    for (const q of ['C++', '(进阶)', '[实验]']) expect([q, await search(q)]).toEqual([q, [id]])
    for (const q of ['.*', '^', '$', '\\', '(?:', '进.']) expect([q, await search(q)]).toEqual([q, []])
  })

  it('keeps to a term, and lists the newest term first', async () => {
    const old = await aCourse({ name: { zh: '学期专题' }, termId: '2025-2026-1' })
    const now = await aCourse({ name: { zh: '学期专题' } })
    expect(await search('学期专题')).toEqual([now.id, old.id])
    const { items } = await test.anybody('GET /courses', { query: { q: '学期专题', term: '2025-2026-1' } })
    expect(items.map(({ id }) => id)).toEqual([old.id])
  })

  it('comes in pages without gap or repetition', async () => {
    for (const number of [1, 2, 3, 4, 5]) await aCourse({ name: { zh: `分页${number}` } })
    const seen: string[] = []
    let cursor: string | undefined
    do {
      const query = { q: '分页', limit: 2, ...(cursor ? { cursor } : {}) }
      const page = await test.anybody('GET /courses', { query })
      seen.push(...page.items.map(({ id }) => id))
      cursor = page.next
    } while (cursor !== undefined)
    expect(seen).toEqual(await search('分页'))
    expect(seen).toHaveLength(5)
  })

  it('speaks the language of the reader', async () => {
    const { name } = await aCourse()
    const request = { query: { q: name } }
    const { response } = await send(test.origin, null, 'GET /courses', request, {
      headers: { 'Accept-Language': 'en' },
    })
    expect(await response.json()).toMatchObject({
      items: [{ name: textLike(/^Course/), department: 'Computer Science', termName: 'Spring 2026' }],
    })
  })

  it.each([
    { q: 'a\u0000b' },
    { q: '长'.repeat(101) },
    { term: '2025-2026-2-and-more' },
    { mine: 'perhaps' },
    { limit: 1000 },
    { cursor: 'nonsense' },
    { teacher: '吴佳音' },
  ])('refuses %j', async (query) => {
    expect((await send(test.origin, null, 'GET /courses', { query })).response.status).toBe(422)
  })
})

describe('my courses', () => {
  it('are those I am enrolled in and those I teach, and of the current term on the home screen', async () => {
    const [lin, professor] = [await aReader(), await aReader({ category: 'teacher' })]
    const members = [
      { readerId: lin._id, role: 'student' as const },
      { readerId: professor._id, role: 'teacher' as const },
    ]
    const now = await aCourse({ members })
    const past = await aCourse({ members, termId: '2025-2026-1' })
    await aCourse()
    for (const { number } of [lin, professor]) {
      const call = await test.as(number)
      const { items } = await call('GET /courses', { query: { mine: 'true' } })
      expect(items.map(({ id, isMine }) => [id, isMine])).toEqual([
        [now.id, true],
        [past.id, true],
      ])
      expect((await call('GET /home')).courses.map(({ id }) => id)).toEqual([now.id])
    }
  })

  it('need a login; a librarian has none', async () => {
    await expect(test.anybody('GET /courses', { query: { mine: 'true' } })).rejects.toMatchObject({
      status: 401,
      code: 'auth.required',
    })
    await aLibrarian({ _id: 'reserves', permissions: ['desk'] })
    const librarian = await test.as('reserves')
    expect((await librarian('GET /courses', { query: { mine: 'true' } })).items).toEqual([])
  })
})

describe('the reserves of a course (教参)', () => {
  async function aCourseWithReserves() {
    const { title, copies } = await aTitleWithCopies(2)
    const student = await aReader()
    const reserves: ReserveDraft[] = [
      { kind: 'print', titleId: title._id, part: '上册', loanType: 'short', isRequired: true, note: { zh: '第三章' } },
      { kind: 'electronic', titleId: title._id, url: 'https://ebooks.example/1', isRequired: false },
      { kind: 'link', label: { zh: '公开课', en: 'Lectures' }, url: 'https://ocw.example/1', isRequired: false },
    ]
    const course = await aCourse({ members: [{ readerId: student._id, role: 'student' }] }, reserves)
    return { course, title, copies, student }
  }

  it('show print books with live availability, and lead the enrolled to files and links', async () => {
    const { course, title, copies, student } = await aCourseWithReserves()
    const call = await test.as(student.number)
    const { reserves, isMine, reserveCount } = await call('GET /courses/:id', { params: { id: course.id } })
    expect([isMine, reserveCount]).toEqual([true, 3])
    expect(reserves).toEqual([
      {
        id: someText(),
        kind: 'print',
        isRequired: true,
        note: '第三章',
        part: '上册',
        loanType: 'short',
        title: objectLike({ id: title._id, availability: { copies: 2, available: 2, queue: 0 } }),
        refusals: [],
      },
      expect.objectContaining({ kind: 'electronic', url: 'https://ebooks.example/1', refusals: [] }),
      expect.objectContaining({ kind: 'link', label: '公开课', url: 'https://ocw.example/1', refusals: [] }),
    ])
    await call('POST /bookings', { body: { titleId: title._id, pickupPointId: 'desk' } })
    const after = await call('GET /courses/:id', { params: { id: course.id } })
    expect(after.reserves[0]?.title?.availability.available).toBe(copies.length - 1)
  })

  it('show everybody the books, but not the addresses: with the reason and the remedy', async () => {
    const { course, title } = await aCourseWithReserves()
    const stranger = await aReader()
    const { token: visitor } = await test.anybody('POST /session', { body: { kind: 'wechat', code: 'openid-1' } })
    for (const token of [null, visitor, await test.tokenOf(stranger.number), await test.tokenOf('at-desk')]) {
      const { response } = await send(test.origin, token, `GET /courses/${course.id}`, {})
      const text = await response.text()
      expect(text).not.toContain('https://')
      const hidden = [{ code: 'course.not_enrolled', details: {}, remedy: 'enrol_in_the_course' }]
      expect(JSON.parse(text)).toMatchObject({
        isMine: false,
        reserves: [{ title: { id: title._id }, refusals: [] }, { refusals: hidden }, { refusals: hidden }],
      })
    }
  })

  it('are shared by cross-listed courses (R1)', async () => {
    const title = await aTitle()
    const first = await aCourse({}, [{ kind: 'print', titleId: title._id, isRequired: true }])
    const second = await aCourse({ listId: first.listId })
    const reservesOf = async (id: string) => (await test.anybody('GET /courses/:id', { params: { id } })).reserves
    expect(await reservesOf(second.id)).toEqual(await reservesOf(first.id))
  })

  it('are named on the page of the title that they use', async () => {
    const title = await aTitle()
    await aCopy(title)
    const course = await aCourse({}, [{ kind: 'print', titleId: title._id, isRequired: true }])
    const page = await test.anybody('GET /titles/:id', { params: { id: title._id } })
    expect(page.courses).toEqual([{ id: course.id, name: course.name, department: '计算机系' }])
  })

  it('leave out a book that the catalogue has lost', async () => {
    const { id } = await aCourse({}, [{ kind: 'print', titleId: 'ffffffffffffffffffffffff', isRequired: true }])
    const course = await test.anybody('GET /courses/:id', { params: { id } })
    expect([course.reserves, course.reserveCount]).toEqual([[], 0])
  })

  it.each<[string, ReserveDraft]>([
    ['a print reserve of no title', { kind: 'print', isRequired: true }],
    ['a file without an address', { kind: 'electronic', titleId: 'x', isRequired: true }],
    ['a link without a label', { kind: 'link', url: 'https://x.example', isRequired: true }],
    ['a link that runs a script', { kind: 'link', label: { zh: 'x' }, url: 'javascript:alert(1)', isRequired: true }],
  ])('refuse %s', async (_what, reserve) => {
    await expect(courses().replaceReserves('list', [reserve])).rejects.toMatchObject({ code: 'request.invalid' })
  })

  it('belong to courses that exist', async () => {
    for (const id of ['ffffffffffffffffffffffff', 'x', '$ne']) {
      await expect(test.anybody('GET /courses/:id', { params: { id } })).rejects.toMatchObject({
        status: 404,
        code: 'resource.not_found',
      })
    }
  })
})
