import path from 'node:path'
import { createApp } from './app'
import { buildAppIfChanged } from './cli/build-app'
import { openDatabase } from './cli/database'
import { seedIfEmpty } from './cli/seed-library'
import { EnvError, readEnv } from './env'
import { createCampus } from './infra/campus'
import { systemClock } from './infra/clock'
import { createLogger } from './infra/logger'
import { NoMongodError } from './infra/mongod/find-mongod'
import { keptSecret } from './infra/secret'
import { createWeChat } from './infra/wechat'
import { serve, type Server } from './serve'

const progress = (line: string) => {
  process.stdout.write(`${line}\n`)
}

async function start(): Promise<void> {
  const env = readEnv()
  const logger = createLogger(env.LOG_LEVEL)
  progress('韧图 Rentu')
  progress('· database')
  const database = await openDatabase(env, (line) => {
    progress(`  ${line}`)
  })
  let server: Server | null = null
  const stopping = stopOnSignal(async () => {
    await server?.stop()
    progress('· the service has finished; stopping the database')
    await database.close()
  })

  const app = createApp({
    env,
    clock: systemClock,
    logger,
    secret: env.SESSION_SECRET ?? (await keptSecret(env.DATA_DIR)),
    wechat: wechatOf(env),
    campus: env.CAMPUS_CAS_URL === undefined ? null : createCampus(env.CAMPUS_CAS_URL),
    channels: [],
    appRoot: path.resolve('dist/h5'),
  })
  await seedIfEmpty({ env, app, progress })
  progress('· app')
  await buildAppIfChanged({
    progress: (line) => {
      progress(`  ${line}`)
    },
  })
  if (stopping.isStopping()) return
  progress('· service')
  server = await serve({ app, env, logger, progress })
  progress('')
  progress(`  Open   ${server.address}`)
  progress(`  API    ${server.address}/api/docs`)
  progress(`  Data   ${database.place}`)
  for (const line of await demoLines(app)) progress(line)
  progress('  Stop   Ctrl-C')
}

function wechatOf(env: ReturnType<typeof readEnv>) {
  if (env.WECHAT_APPID === undefined || env.WECHAT_SECRET === undefined) return null
  return createWeChat({ apiBase: env.WECHAT_API_BASE, appid: env.WECHAT_APPID, secret: env.WECHAT_SECRET })
}

/** Whom one can sign in as, where this is the demo library. */
async function demoLines(app: ReturnType<typeof createApp>): Promise<string[]> {
  const page = await app.services.demo.list(30, null).catch(() => null)
  if (!page) return []
  const accounts = page.items.map((item) =>
    item.kind === 'reader'
      ? { account: item.reader.number, who: `${item.reader.name} (${item.reader.category})` }
      : { account: item.librarian._id, who: `${item.librarian.name} (${item.librarian.permissions.join(', ')})` },
  )
  const readers = accounts.slice(0, 3)
  const librarians = accounts.filter(({ who }) => /desk|paging|notices/.test(who)).slice(0, 3)
  return [
    '  Demo   sign in as',
    ...[...readers, ...librarians].map(({ account, who }) => `         ${account}  ${who}`),
  ]
}

/** The first signal drains, the second one ends at once. */
function stopOnSignal(stop: () => Promise<void>) {
  let isStopping = false
  const onSignal = (signal: string) => {
    if (isStopping) process.exit(1)
    isStopping = true
    progress(`\n· ${signal}: finishing what runs`)
    stop().then(
      () => process.exit(0),
      (error: unknown) => {
        progress(String(error))
        process.exit(1)
      },
    )
  }
  process.on('SIGINT', onSignal)
  process.on('SIGTERM', onSignal)
  return { isStopping: () => isStopping }
}

/** What the operator can mend needs no trace. */
function told(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  if (error instanceof EnvError || error instanceof NoMongodError) return error.message
  return error.stack ?? error.message
}

start().catch((error: unknown) => {
  process.stderr.write(`${told(error)}\n`)
  process.exit(1)
})
