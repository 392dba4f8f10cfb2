import type { AddressInfo } from 'node:net'
import type { App } from './app'
import type { Env } from './env'
import { createHttpServer } from './http/create-server'
import type { Logger } from './infra/logger'
import { startJobs } from './jobs/schedule'

interface Serving {
  readonly app: App
  readonly env: Env
  readonly logger: Logger
  readonly progress: (line: string) => void
}

export interface Server {
  readonly address: string
  /** Takes no new work, finishes what runs, then stops the jobs. */
  stop(): Promise<void>
}

/** How long an answer that has begun may take while the service stops. */
const drainMs = 10_000

/** Listens, then reads the catalogue into the search engine and starts the jobs. */
export async function serve({ app, env, logger, progress }: Serving): Promise<Server> {
  const server = createHttpServer(app.handle)
  server.keepAliveTimeout = 65_000
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(env.PORT, env.HOST, resolve)
  })
  const count = await app.feed.start((done) => {
    if (done % 20_000 === 0) progress(`  ${done} titles indexed`)
  })
  progress(`  ${count} titles can be found`)
  const stopJobs = await startJobs(app.jobs, { logger })

  async function stop(): Promise<void> {
    await app.stopStreams()
    const closed = new Promise<void>((resolve) => {
      server.close(() => {
        resolve()
      })
    })
    server.closeIdleConnections()
    const force = setTimeout(() => {
      server.closeAllConnections()
    }, drainMs)
    await closed
    clearTimeout(force)
    await app.flush()
    await stopJobs()
    await app.feed.stop()
  }

  return { address: addressOf(server.address(), env), stop }
}

function addressOf(bound: AddressInfo | string | null, env: Env): string {
  const port = typeof bound === 'object' && bound ? bound.port : env.PORT
  const host = env.HOST.includes(':') ? `[${env.HOST}]` : env.HOST
  return `http://${host}:${port}`
}
