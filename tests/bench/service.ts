import { mkdtemp } from 'node:fs/promises'
import http from 'node:http'
import type { AddressInfo } from 'node:net'
import os from 'node:os'
import path from 'node:path'
import { createApp } from '../../bff/app'
import { readEnv } from '../../bff/env'
import { systemClock } from '../../bff/infra/clock'
import { createLogger } from '../../bff/infra/logger'
import { connectMongo } from '../../bff/infra/mongo'
import { createIndexes } from '../../bff/migrations/indexes'
import { bareBooking, prepareBareBooking } from './bare-booking'
import { countMissed, layMissedBooks } from './expiry'
import { buildBenchLibrary, type BenchLibrary } from './bench-library'
import { measure, type Figures } from './load'
import { layReadyBooks } from './ready-books'
import { searchQueryOf } from './search-shots'

/**
 * The service under load, in a process of its own: so that the load generator does not share its thread, and the
 * baselines run exactly where the service runs.
 */
export type Order =
  | { readonly kind: 'engine'; readonly shots: readonly string[]; readonly forMs: number }
  | { readonly kind: 'bare booking'; readonly loops: number; readonly forMs: number }
  | { readonly kind: 'ready books' }
  | { readonly kind: 'missed books'; readonly count: number }
  | { readonly kind: 'expire' }
  | { readonly kind: 'verify' }

export interface Ready {
  readonly origin: string
  /** A plain `http` server in front of the same engine. */
  readonly bareOrigin: string
  /** A plain `http` server that keeps its answers by address. */
  readonly bareKeptOrigin: string
  readonly library: BenchLibrary
  readonly tokens: readonly string[]
  readonly indexMs: number
}

async function start(): Promise<void> {
  const [uri = '', titles = '1000', readers = '10'] = process.argv.slice(2)
  await connectMongo(uri)
  await createIndexes()
  const library = await buildBenchLibrary(Number(titles), Number(readers))
  await prepareBareBooking()
  const dataDir = await mkdtemp(path.join(os.tmpdir(), 'rentu-bench-'))
  const env = readEnv({ NODE_ENV: 'test', DATA_DIR: dataDir, CHANGES_PER_MINUTE: '100000000' })
  const app = createApp({
    env,
    clock: systemClock,
    logger: createLogger('error'),
    secret: 'a secret that only the bench on this machine knows 0123456789',
    wechat: null,
    campus: null,
    channels: [],
    appRoot: null,
  })
  const indexedAt = performance.now()
  await app.feed.start()
  const indexMs = performance.now() - indexedAt
  const origin = await listen(app.handle)
  const { catalogue } = app.services
  const bareOrigin = await listen((request, response) => {
    void catalogue.search(searchQueryOf(request.url ?? '')).then((result) => {
      const body = JSON.stringify(result)
      response.writeHead(200, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) })
      response.end(body)
    })
  })
  const keptAnswers = new Map<string, Buffer>()
  const bareKeptOrigin = await listen((request, response) => {
    const url = request.url ?? ''
    const send = (body: Buffer) => {
      response.writeHead(200, { 'content-type': 'application/json', 'content-length': body.length })
      response.end(body)
    }
    const known = keptAnswers.get(url)
    if (known) send(known)
    else {
      void catalogue.search(searchQueryOf(url)).then((result) => {
        const body = Buffer.from(JSON.stringify(result))
        keptAnswers.set(url, body)
        send(body)
      })
    }
  })
  const tokens: string[] = []
  for (const account of library.accounts) {
    tokens.push((await app.services.sessions.signIn({ kind: 'demo', account })).token)
  }
  process.on('message', (order: Order) => {
    void obey(order).then((result) => process.send?.(result))
  })
  const ready: Ready = { origin, bareOrigin, bareKeptOrigin, library, tokens, indexMs }
  process.send?.(ready)

  async function obey(order: Order): Promise<Figures | object> {
    if (order.kind === 'ready books') return layReadyBooks(library)
    if (order.kind === 'missed books') return layMissedBooks(library, order.count).then(() => ({}))
    if (order.kind === 'expire') return expireAll()
    if (order.kind === 'verify') return (await app.verify()).filter(({ violations }) => violations.length > 0)
    if (order.kind === 'bare booking') return measure(order.loops, order.forMs, () => bareBooking(library.titleIds))
    let next = 0
    return measure(1, order.forMs, async () => {
      const shot = order.shots[next++ % order.shots.length] ?? ''
      await catalogue.search(searchQueryOf(shot))
      return 'ok'
    })
  }

  /** As the job does it: batch after batch. */
  async function expireAll(): Promise<{ ms: number; left: number }> {
    const startedAt = performance.now()
    while ((await app.services.circulation.missDeadlines()) > 0);
    return { ms: performance.now() - startedAt, left: await countMissed() }
  }
}

function listen(handler: http.RequestListener): Promise<string> {
  const server = http.createServer(handler)
  // an idle connection outlives the baselines that run in between
  server.keepAliveTimeout = 600_000
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      resolve(`http://127.0.0.1:${String((server.address() as AddressInfo).port)}`)
    })
  })
}

await start()
