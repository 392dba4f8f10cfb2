import type { HarvestOrder } from '../../bff/features/catalogue-import/harvest.service'
import type { ReportLine } from '../../bff/features/catalogue-import/import-report.presenter'
import { TitleModel } from '../../bff/features/titles/titles.model'
import { startTestApp, type TestApp } from '../support/app'
import { outputsIn } from '../support/import-outputs'
import { expectSound, foundLibrary } from '../support/library'
import { marc21Book, marcXml } from '../support/marc'
import { startRepository, type Held } from '../support/oai-repository'

let test_: TestApp
let repository: Awaited<ReturnType<typeof startRepository>>
let waits: number[]

beforeAll(async () => {
  test_ = await startTestApp()
  await foundLibrary(test_)
})
afterAll(async () => {
  await expectSound(test_)
  await test_.stop()
})
beforeEach(async () => {
  repository = await startRepository()
  waits = []
})
afterEach(() => repository.stop())

const marc = (n: number, title = `T${String(n)}`, datestamp = '2026-01-01T00:00:00Z'): Held => ({
  identifier: `oai:x:${String(n)}`,
  datestamp,
  metadata: marcXml(marc21Book(`m${String(n)}`, title), 'marc:').replace(
    '<marc:record>',
    '<marc:record xmlns:marc="http://www.loc.gov/MARC21/slim">',
  ),
})

async function harvest(own: Partial<HarvestOrder> = {}) {
  const problems: ReportLine[] = []
  const totals = await test_.app.services.harvests.harvest({
    url: repository.url,
    prefix: 'marc21',
    set: null,
    source: repository.url,
    from: null,
    until: null,
    mapping: null,
    isDryRun: false,
    isRestart: false,
    openOutputs: outputsIn(problems),
    progress: () => undefined,
    wait: async (ms) => {
      waits.push(ms)
    },
    ...own,
  })
  return { totals, problems }
}

const titlesHere = async () =>
  (await TitleModel.find({ source: repository.url }).sort({ title: 1 }).lean()).map(({ title }) => title)
const firstQueries = () =>
  repository.asked.filter(({ verb, metadataPrefix }) => verb === 'ListRecords' && metadataPrefix)

test('all pages are harvested; the next time only what has changed is asked for', async () => {
  repository.hold([marc(1), marc(2), marc(3), marc(4), marc(5)], '2026-03-01T08:00:00Z')
  const first = await harvest()
  repository.hold([
    marc(1),
    marc(2, 'New', '2026-03-02T00:00:00Z'),
    { identifier: 'oai:x:3', datestamp: '2026-03-02T00:00:00Z' },
  ])

  const second = await harvest()

  expect(first.totals).toMatchObject({ read: 5, created: 5 })
  expect(second.totals).toMatchObject({ read: 2, updated: 1, deleted: 1 })
  expect(await titlesHere()).toEqual(['New', 'T1', 'T4', 'T5'])
  expect(firstQueries()).toMatchObject([{ metadataPrefix: 'marc21' }, { from: '2026-03-01T08:00:00Z' }])
  expect(
    repository.asked.filter(({ resumptionToken }) => resumptionToken).every((query) => Object.keys(query).length === 2),
  ).toBe(true)
})

test('nothing new is no error', async () => {
  repository.hold([])

  expect((await harvest()).totals).toMatchObject({ read: 0, failed: 0 })
})

test('a repository that is busy or down is asked again when it says', async () => {
  repository.hold([marc(1)])
  repository.misbehave(
    { status: 503, headers: { 'retry-after': '7' } },
    { status: 502 },
    { status: 429, headers: { 'retry-after': new Date(0).toUTCString() } },
  )

  expect((await harvest()).totals.created).toBe(1)
  expect(waits).toEqual([7000, 4000, 0])
})

test('a resumption token that has expired starts the list anew, and nothing is twice there', async () => {
  repository.hold([marc(1), marc(2), marc(3)])
  repository.misbehave(null, repository.error('badResumptionToken'))

  const { totals } = await harvest()

  expect(totals).toMatchObject({ created: 3, unchanged: 2, failed: 0 })
  expect(await titlesHere()).toEqual(['T1', 'T2', 'T3'])
})

test('a harvest that breaks off goes on at its page, and forgets no change in between', async () => {
  repository.hold([marc(1), marc(2), marc(3)], '2026-03-01T08:00:00Z')
  repository.misbehave(null, { status: 404 })
  await expect(harvest()).rejects.toThrow('404')
  repository.hold([marc(1), marc(2), marc(3)], '2026-03-01T09:00:00Z')

  const resumed = await harvest()
  await harvest()

  expect(resumed.totals).toMatchObject({ read: 1, created: 1 })
  expect(firstQueries().at(-1)).toMatchObject({ from: '2026-03-01T08:00:00Z' })
})

test.each([
  'cannotDisseminateFormat',
  'badArgument',
  'badVerb',
  'noSetHierarchy',
  'idDoesNotExist',
  'noMetadataFormats',
])('the error %s ends the harvest in the words of the repository', async (code) => {
  repository.misbehave(repository.error(code))

  await expect(harvest()).rejects.toThrow(`says ${code}`)
})

test('an answer that is no OAI-PMH ends the harvest', async () => {
  repository.misbehave({ status: 200, body: '<html><p>Sign in</p></html>' }, { status: 200, body: '<OAI-PMH><oops' })

  await expect(harvest()).rejects.toThrow('<html>')
  await expect(harvest()).rejects.toThrow('not well-formed')
})

test('Dublin Core becomes titles; a record without a title is told by its identifier', async () => {
  const dc = (inside: string) => `<oai_dc:dc xmlns:oai_dc="o" xmlns:dc="d">${inside}</oai_dc:dc>`
  repository.hold([
    {
      identifier: 'oai:x:1',
      datestamp: '2026-01-01T00:00:00Z',
      metadata: dc(
        '<dc:title>开放获取</dc:title><dc:creator>张三</dc:creator><dc:date>2020-05</dc:date><dc:language>zh-CN</dc:language><dc:identifier>https://repo.example.edu/1</dc:identifier><dc:type>博士学位论文</dc:type>',
      ),
    },
    { identifier: 'oai:x:2', datestamp: '2026-01-01T00:00:00Z', metadata: dc('<dc:creator>李四</dc:creator>') },
  ])

  const { totals, problems } = await harvest({ prefix: 'oai_dc' })

  expect(totals).toMatchObject({ created: 1, failed: 1 })
  expect(problems).toMatchObject([{ controlNumber: 'oai:x:2', code: 'title.no_title' }])
  expect(await TitleModel.findOne({ source: repository.url }).lean()).toMatchObject({
    ...{ title: '开放获取', language: 'chi', year: 2020, form: 'thesis', contributors: [{ name: '张三' }] },
    electronic: [{ url: 'https://repo.example.edu/1' }],
  })
})
