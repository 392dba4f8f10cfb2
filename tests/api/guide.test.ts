import { startTestApp, type TestApp } from '../support/app'
import { send } from '../support/client'
import { foundLibrary } from '../support/library'

let test: TestApp

beforeAll(async () => {
  test = await startTestApp()
  await foundLibrary(test)
})
afterAll(() => test.stop())

const phases = () => test.app.services.phases
const guide = () => test.app.services.guide

async function describePhases(): Promise<void> {
  await phases().describe([
    { id: 'ordinary', name: { zh: '日常', en: 'Ordinary days' } },
    { id: 'outbreak', name: { zh: '疫情发生初期', en: 'Outbreak' }, banner: { zh: '馆舍暂停开放。', en: 'Closed.' } },
  ])
}

const entry = (id: string, own: object = {}) => ({
  id,
  title: { zh: id, en: `${id} (en)` },
  body: { zh: `**${id}**` },
  phases: [],
  ...own,
})

describe('the phase in force (F1)', () => {
  it('is ordinary days until the library says otherwise', async () => {
    expect(await test.anybody('GET /phase')).toEqual({
      id: 'ordinary',
      name: '日常',
      since: '1970-01-01T00:00:00.000Z',
    })
  })

  it('is shown with its banner and since when, in the language of the reader, as soon as it is switched', async () => {
    await describePhases()
    await phases().enter('ordinary')
    expect(await test.anybody('GET /phase')).not.toHaveProperty('banner')
    test.clock.advance({ hours: 5 })
    await phases().enter('outbreak')
    expect(await test.anybody('GET /phase')).toEqual({
      id: 'outbreak',
      name: '疫情发生初期',
      banner: '馆舍暂停开放。',
      since: '2026-03-02T07:00:00.000Z',
    })
    const { response } = await send(test.origin, null, 'GET /phase', {}, { headers: { 'Accept-Language': 'en' } })
    expect(await response.json()).toMatchObject({ name: 'Outbreak', banner: 'Closed.' })
    expect((await test.anybody('GET /home')).phase.id).toBe('outbreak')
  })

  it('stays in force when its words are written anew', async () => {
    await describePhases()
    await phases().enter('outbreak')
    await describePhases()
    expect((await test.anybody('GET /phase')).id).toBe('outbreak')
  })

  it('is one, also when two librarians switch at once', async () => {
    await describePhases()
    await Promise.all(['ordinary', 'outbreak', 'ordinary', 'outbreak'].map((id) => phases().enter(id)))
    expect(['ordinary', 'outbreak']).toContain((await test.anybody('GET /phase')).id)
  })

  it('stays what it was when an unknown one is asked for', async () => {
    await describePhases()
    await phases().enter('outbreak')
    await expect(phases().enter('nowhere')).rejects.toMatchObject({ code: 'resource.not_found' })
    expect((await test.anybody('GET /phase')).id).toBe('outbreak')
  })
})

describe('the guide (资源服务指南)', () => {
  const sections = [
    {
      id: 'now',
      title: { zh: '现在', en: 'Now' },
      entries: [entry('always'), entry('closed', { phases: ['outbreak'], url: '/packages/consult/groups' })],
    },
    { id: 'rooms', title: { zh: '阅览室' }, entries: [entry('seats', { phases: ['ordinary'] })] },
  ]

  it('shows what holds in the phase in force, in its order, and no empty section', async () => {
    await describePhases()
    await guide().replace(sections)
    await phases().enter('outbreak')
    expect((await test.anybody('GET /guide')).sections).toEqual([
      {
        id: 'now',
        title: '现在',
        entries: [
          { id: 'always', title: 'always', body: [bold('always')] },
          { id: 'closed', title: 'closed', body: [bold('closed')], url: '/packages/consult/groups' },
        ],
      },
    ])
    await phases().enter('ordinary')
    const ordinary = await test.anybody('GET /guide')
    expect(ordinary.phase).toEqual({ id: 'ordinary', name: '日常' })
    expect(ordinary.sections.map(({ entries }) => entries.map(({ id }) => id))).toEqual([['always'], ['seats']])
  })

  it('has changed when the phase was switched, though nobody has edited it', async () => {
    await describePhases()
    await guide().replace(sections)
    await phases().enter('ordinary')
    const before = (await test.anybody('GET /guide')).updatedAt
    test.clock.advance({ days: 1 })
    await phases().enter('outbreak')
    const after = (await test.anybody('GET /guide')).updatedAt
    expect([before, after]).toEqual([before, test.clock.now().toISOString()])
    expect(after).not.toBe(before)
  })

  it('leads nowhere but to the web, mail, telephone and the app', async () => {
    const bad = { id: 'bad', title: { zh: '坏' }, entries: [entry('bad', { url: 'javascript:alert(1)' })] }
    await expect(guide().replace([bad])).rejects.toMatchObject({ code: 'request.invalid' })
  })

  it('takes no parameters', async () => {
    for (const operation of ['GET /guide', 'GET /phase']) {
      const { response } = await send(test.origin, null, operation, { query: { phase: 'outbreak' } })
      expect(response.status).toBe(422)
    }
  })
})

function bold(text: string) {
  return { type: 'paragraph', children: [{ type: 'strong', children: [{ type: 'text', text }] }] }
}
