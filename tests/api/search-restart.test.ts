import { mkdtemp, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { createApp, type App } from '../../bff/app'
import { readEnv } from '../../bff/env'
import { TitleModel } from '../../bff/features/titles/titles.model'
import { createLogger } from '../../bff/infra/logger'
import { startTestApp, type TestApp } from '../support/app'
import { book } from '../support/circulation'
import { aCopy, aReader, aTitle, collection, foundLibrary } from '../support/library'
import { until } from '../support/promises'

jest.setTimeout(60_000)

let test: TestApp
let dataDir: string
const running: App[] = []

beforeAll(async () => {
  test = await startTestApp()
  await foundLibrary(test)
})
beforeEach(async () => {
  dataDir = await mkdtemp(path.join(os.tmpdir(), 'rentu-restart-'))
})
afterEach(async () => {
  for (const app of running.splice(0)) await app.feed.stop()
  await rm(dataDir, { recursive: true })
})
afterAll(() => test.stop())

/** The service as it starts anew on the same machine; tells how many titles it had to read. */
async function start() {
  const app = createApp({
    env: readEnv({ NODE_ENV: 'test', DATA_DIR: dataDir }),
    clock: test.clock,
    logger: createLogger('silent'),
    secret: test.secret,
    ...{ wechat: null, campus: null, channels: [], appRoot: null },
  })
  let read = 0
  const found = await app.feed.start((done) => (read = done))
  running.push(app)
  return { app, found, read }
}

async function stop(app: App): Promise<void> {
  running.splice(running.indexOf(app), 1)
  await app.feed.stop()
}

const find = async (app: App, text: string) => {
  const query = { text, filters: {}, sort: 'relevance', page: 1, size: 20, facets: false } as const
  return (await app.services.catalogue.search(query)).hits
}

describe('a service that starts again', () => {
  it('has its index at once, and catches up with all that happened meanwhile', async () => {
    const lent = await aTitle({ title: '借出的书' })
    await aCopy(lent)
    const renamed = await aTitle({ title: '旧书名' })
    const gone = await aTitle({ title: '剔除的书' })
    await stop((await start()).app)

    await aTitle({ title: '新到的书' })
    await TitleModel.updateOne({ _id: renamed._id }, { $set: { title: '换了名字' } })
    await TitleModel.deleteOne({ _id: gone._id })
    await book(test, await aReader(), lent)

    const { app, read } = await start()
    expect(read).toBe(0)
    expect(await find(app, '借出')).toHaveLength(1)
    await until(async () => (await find(app, '新到')).length === 1 || undefined, { what: 'the new title' })
    await until(async () => (await find(app, '换了名字')).length === 1 || undefined, { what: 'the new name' })
    await until(async () => (await find(app, '剔除')).length === 0 || undefined, { what: 'the title to go' })
    await until(async () => (await find(app, '借出'))[0]?.availability.available === 0 || undefined, {
      what: 'the loan',
    })
    expect(await find(app, '旧书名')).toEqual([])
  })

  it('reads the catalogue anew when it was another one', async () => {
    await aTitle({ title: '原来的目录' })
    await stop((await start()).app)
    await collection('titles').drop()
    await aTitle({ title: '另一个目录' })
    const { app, read } = await start()
    expect(read).toBe(1)
    expect(await find(app, '原来')).toEqual([])
    expect(await find(app, '另一个')).toHaveLength(1)
  })

  it('follows a catalogue that is dropped and filled again under its eyes', async () => {
    await aTitle({ title: '今天的目录' })
    const { app } = await start()
    await collection('titles').drop()
    await aTitle({ title: '重建的目录' })
    await until(async () => (await find(app, '重建')).length === 1 || undefined, { what: 'the new catalogue' })
    await until(async () => (await find(app, '今天')).length === 0 || undefined, { what: 'the old one to go' })
  })
})
