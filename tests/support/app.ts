import { randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import type { AddressInfo } from 'node:net'
import os from 'node:os'
import path from 'node:path'
import mongoose from 'mongoose'
import { createApp, type App } from '../../bff/app'
import { readEnv } from '../../bff/env'
import { createHttpServer } from '../../bff/http/create-server'
import type { Channel } from '../../bff/features/messages/outbox.service'
import type { ResponseOf } from '../../bff/contract'
import type { Campus } from '../../bff/infra/campus'
import { createLogger } from '../../bff/infra/logger'
import { connectMongo, disconnectMongo } from '../../bff/infra/mongo'
import type { WeChat } from '../../bff/infra/wechat'
import { createIndexes } from '../../bff/migrations/indexes'
import { createClient, type Call } from './client'
import { createTestClock, type TestClock } from './clock'

interface Fakes {
  readonly wechat?: WeChat
  readonly campus?: Campus
  readonly channels?: readonly Channel[]
  readonly env?: Readonly<Record<string, string>>
  /** A mongod of one's own instead of the one that all test files share. */
  readonly mongodUri?: string
  /** Another instance of this one: the same database, secret and time. */
  readonly beside?: TestApp
}

export interface TestApp {
  readonly app: App
  readonly origin: string
  readonly clock: TestClock
  readonly databaseUri: string
  readonly secret: string
  /** Calls without a login. */
  readonly anybody: Call
  /** Calls as a reader or librarian of the demo accounts; signs in once, and again when the token has expired. */
  as(account: string): Promise<Call>
  tokenOf(account: string): Promise<string>
  /** Lets the search engine see what the database has. */
  followSearch(): Promise<void>
  stop(): Promise<void>
}

/** The whole service on a real mongod and a database of its own, over real HTTP, at a time of one's choice. */
export async function startTestApp(fakes: Fakes = {}): Promise<TestApp> {
  const clock = fakes.beside?.clock ?? createTestClock()
  const databaseUri = fakes.beside?.databaseUri ?? ownDatabase(fakes.mongodUri ?? process.env['TEST_MONGODB_URI'])
  const secret = fakes.beside?.secret ?? randomBytes(32).toString('hex')
  const dataDir = await mkdtemp(path.join(os.tmpdir(), 'rentu-app-'))
  await connectMongo(databaseUri)
  // mongod ends what has expired by its own clock, for which the days of the tests are long gone
  await mongoose.connection.db?.admin().command({ setParameter: 1, ttlMonitorEnabled: false })
  await createIndexes()
  const env = readEnv({ NODE_ENV: 'test', DATA_DIR: dataDir, CHANGES_PER_MINUTE: '100000', ...fakes.env })
  const app = createApp({
    env,
    clock,
    logger: createLogger(process.env['TEST_LOG_LEVEL'] ?? 'silent'),
    secret,
    wechat: fakes.wechat ?? null,
    campus: fakes.campus ?? null,
    channels: fakes.channels ?? [],
    appRoot: null,
  })
  const server = createHttpServer(app.handle)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const anybody = createClient(origin)
  const sessions = new Map<string, ResponseOf<'POST /session'>>()
  let isFollowing = false

  async function tokenOf(account: string): Promise<string> {
    const known = sessions.get(account)
    if (known && new Date(known.expiresAt) > clock.now()) return known.token
    const session = await anybody('POST /session', { body: { kind: 'demo', account } })
    sessions.set(account, session)
    return session.token
  }

  return {
    app,
    origin,
    clock,
    databaseUri,
    secret,
    anybody,
    tokenOf,
    as: async (account) => {
      await tokenOf(account)
      return createClient(origin, () => tokenOf(account))
    },
    followSearch: async () => {
      isFollowing = true
      await app.feed.start()
    },
    stop: async () => {
      await app.stopStreams()
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
      await app.flush()
      if (isFollowing) await app.feed.stop()
      if (!fakes.beside) await mongoose.connection.dropDatabase()
      await disconnectMongo()
      await rm(dataDir, { recursive: true, force: true })
    },
  }
}

function ownDatabase(uri: string | undefined): string {
  if (uri === undefined) throw new Error('TEST_MONGODB_URI: run by jest, whose global setup starts a mongod')
  const url = new URL(uri)
  url.pathname = `/test_${randomBytes(6).toString('hex')}`
  return url.toString()
}
