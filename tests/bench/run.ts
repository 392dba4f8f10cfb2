import { fork, type ChildProcess } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { startMongod } from '../../bff/infra/mongod/start-mongod'
import { benchImport } from './import'
import { benchMillion } from './million'
import { createLoad, median, percentiles, type Figures, type Shot } from './load'
import { searchShots } from './search-shots'
import { benchSideBySide } from './side-by-side'
import { reportSizes } from './sizes'
import type { Order, Ready } from './service'
import { rushForSlots } from './visits'

/**
 * `npm run bench`: the figures of the README, each beside its baseline of the same run. Absolute times mean little on a
 * shared machine, so every promise is a ratio, an order, or a generous bound. Exit 1 when one is not kept.
 */
const titles = Number(process.env['BENCH_TITLES'] ?? 100_000)
const readers = 2000
const rounds = 3
const roundMs = Number(process.env['BENCH_ROUND_MS'] ?? 4000)

/** All of them, or those named: `npm run bench -- search`. */
const wanted = process.argv.slice(2)
const isWanted = (part: Part) => wanted.length === 0 || wanted.includes(part)
const ofService = ['search', 'race', 'visits', 'bookings', 'expiry'] as const
type Part = (typeof ofService)[number] | 'sizes' | 'import' | 'million' | 'side-by-side'

let broken = 0

function say(line: string): void {
  process.stdout.write(`${line}\n`)
}

function promise(isKept: boolean, text: string): void {
  if (!isKept) broken += 1
  say(`  ${isKept ? 'kept  ' : 'BROKEN'} ${text}`)
}

const fixed = (value: number, digits = 2) => value.toFixed(digits)
const line = (name: string, figures: Figures) =>
  `    ${name.padEnd(34)} ${fixed(figures.perSecond, 0).padStart(7)}/s  p50 ${fixed(figures.p50Ms)} ms  p99 ${fixed(figures.p99Ms)} ms`

async function run(): Promise<void> {
  if (isWanted('import') || ofService.some(isWanted)) await benchOnDatabase()
  if (isWanted('million')) {
    await benchMillion({ titles: Number(process.env['BENCH_MILLION'] ?? 1_000_000), say, promise })
  }
  if (isWanted('side-by-side')) await benchSideBySide(titles, { say, promise })
  if (isWanted('sizes')) await reportSizes(say, promise)
  say(`\n${broken === 0 ? 'Every promise is kept.' : `${String(broken)} promises are not kept.`}`)
  process.exitCode = broken === 0 ? 0 : 1
}

async function benchOnDatabase(): Promise<void> {
  const dataDir = await mkdtemp(path.join(os.tmpdir(), 'rentu-bench-db-'))
  const mongod = await startMongod({ dataDir, progress: say, cacheSizeGb: 1 })
  try {
    if (isWanted('import')) await benchImport(mongod.uri, { say, promise })
    if (ofService.some(isWanted)) await benchService(mongod.uri)
  } finally {
    await mongod.stop()
    await rm(dataDir, { recursive: true, force: true })
  }
}

async function benchService(mongodUri: string): Promise<void> {
  const uri = new URL(mongodUri)
  uri.pathname = '/bench'
  const service = fork(new URL('service.ts', import.meta.url), [uri.toString(), String(titles), String(readers)], {
    execArgv: ['--import', 'tsx'],
  })
  try {
    say(`building a library of ${String(titles)} titles, ${String(titles * 2)} copies, ${String(readers)} readers`)
    const ready = (await nextMessage(service)) as Ready
    say(`  read into the search engine in ${fixed(ready.indexMs / 1000, 1)} s`)
    if (isWanted('search')) {
      await benchSearch(service, ready)
      await benchRepeated(ready)
    }
    if (isWanted('race')) {
      await benchRace(ready, { readers: 200, titleId: ready.library.wantedIds[0] ?? '' })
      await benchRace(ready, { readers: 500, titleId: ready.library.wantedIds[1] ?? '' })
    }
    if (isWanted('visits')) await benchVisits(service, ready)
    if (isWanted('bookings')) {
      await benchBookings(service, ready, { inFlight: 32, atLeast: 0.6 })
      await benchBookings(service, ready, { inFlight: 100, atLeast: 1.5 })
    }
    if (isWanted('expiry')) await benchExpiry(service, ready)
    say('\nThe invariants after all that')
    const findings = (await ask(service, { kind: 'verify' })) as unknown[]
    promise(
      findings.length === 0,
      `verify finds nothing${findings.length > 0 ? `: ${JSON.stringify(findings).slice(0, 500)}` : ''}`,
    )
  } finally {
    service.kill('SIGKILL')
  }
}

async function benchSearch(service: ChildProcess, ready: Ready): Promise<void> {
  say('\nSearch: mixed queries with facets, 20 records and live availability')
  const shots = searchShots(600)
  let next = 0
  const shot = (): Shot => ({ method: 'GET', path: shots[next++ % shots.length] ?? '' })
  const one = createLoad(ready.origin, 1)
  const many = createLoad(ready.origin, 16)
  const bare = createLoad(ready.bareOrigin, 16)
  await many.sustain(shot, 2000)
  await bare.sustain(shot, 2000)
  const ofEngine: number[] = []
  const ofBare: number[] = []
  for (let round = 0; round < rounds; round++) {
    const engine = (await ask(service, { kind: 'engine', shots, forMs: roundMs })) as Figures
    const plain = await bare.sustain(shot, roundMs)
    const full = await many.sustain(shot, roundMs)
    say(line('engine in process', engine))
    say(line('bare http server, 16 connections', plain))
    say(line('the service, 16 connections', full))
    ofEngine.push(full.perSecond / engine.perSecond)
    ofBare.push(full.perSecond / plain.perSecond)
  }
  const quiet = await one.sustain(shot, roundMs)
  say(line('the service, 1 connection', quiet))
  promise(quiet.p99Ms < 10, `p99 at one connection ${fixed(quiet.p99Ms)} ms (under 10)`)
  promise(median(ofEngine) >= 0.45, `${fixed(median(ofEngine))} of the engine in process (at least 0.45)`)
  promise(median(ofBare) >= 0.75, `${fixed(median(ofBare))} of a bare http server (at least 0.75)`)
  for (const load of [one, many, bare]) load.close()
}

/** More addresses than the service keeps answers for are asked above; here it is a few, as in the first week of term. */
async function benchRepeated({ origin, bareKeptOrigin }: Ready): Promise<void> {
  say('\nSearch: the same fifty queries again and again')
  const shots = searchShots(50)
  let next = 0
  const shot = (): Shot => ({ method: 'GET', path: shots[next++ % shots.length] ?? '' })
  const full = createLoad(origin, 16)
  const bare = createLoad(bareKeptOrigin, 16)
  await full.sustain(shot, 1000)
  await bare.sustain(shot, 1000)
  const ratios: number[] = []
  for (let round = 0; round < rounds; round++) {
    const plain = await bare.sustain(shot, roundMs)
    const own = await full.sustain(shot, roundMs)
    say(line('bare http server, answers kept', plain))
    say(line('the service', own))
    ratios.push(own.perSecond / plain.perSecond)
  }
  promise(median(ratios) >= 0.5, `${fixed(median(ratios))} of a bare http server (at least 0.5)`)
  full.close()
  bare.close()
}

interface Race {
  readonly readers: number
  readonly titleId: string
}

async function benchRace({ origin, tokens }: Ready, { readers: count, titleId }: Race): Promise<void> {
  say(`\nThe last copies: ${String(count)} readers book one title with 5 copies at once`)
  const load = createLoad(origin, count)
  const runners = tokens.slice(0, count)
  const latencies: number[] = []
  const startedAt = performance.now()
  const answers = await Promise.all(
    runners.map(async (token) => {
      const answer = await load.shoot(bookingShot(token, titleId))
      latencies.push(performance.now() - startedAt)
      return answer
    }),
  )
  const bookings = answers.map(({ body }) => JSON.parse(body()) as { status?: string; position?: number })
  const paging = bookings.filter(({ status }) => status === 'paging').length
  const positions = await positionsOf(origin, runners, titleId)
  const isDense = positions.length === count - 5 && positions.every((position, index) => position === index + 1)
  const { p50Ms, p99Ms } = percentiles(latencies)
  say(`    answered in ${fixed(Math.max(...latencies), 0)} ms; p50 ${fixed(p50Ms, 0)} ms, p99 ${fixed(p99Ms, 0)} ms`)
  promise(
    answers.every(({ status }) => status === 201),
    'every request is answered at its first try, none with an error',
  )
  promise(paging === 5, `${String(paging)} get a copy (exactly 5)`)
  promise(isDense, `${String(positions.length)} wait at 1..${String(count - 5)}, every place taken once`)
  promise(p99Ms < 1000, `p99 ${fixed(p99Ms, 0)} ms (under a second)`)
  load.close()
}

/** Where everybody stands, as each of them is told. */
async function positionsOf(origin: string, tokens: readonly string[], titleId: string): Promise<number[]> {
  const load = createLoad(origin, 16)
  const positions = await Promise.all(
    tokens.map(async (token) => {
      const headers = { authorization: `Bearer ${token}` }
      const { body } = await load.shoot({ method: 'GET', path: '/api/bookings?limit=100', headers })
      const { items } = JSON.parse(body()) as { items: { title: { id: string }; position?: number }[] }
      return items.find(({ title }) => title.id === titleId)?.position
    }),
  )
  load.close()
  return positions.flatMap((position) => (position === undefined ? [] : [position])).sort((a, b) => a - b)
}

async function benchVisits(service: ChildProcess, { origin, tokens }: Ready): Promise<void> {
  say(`\nA place to come: ${String(tokens.length)} readers choose among 200 slots at once`)
  const bookingIds = (await ask(service, { kind: 'ready books' })) as string[]
  const rush = await rushForSlots({ origin, tokens, bookingIds })
  const { p50Ms, p99Ms, totalMs, statuses, places } = rush
  say(`    answered in ${fixed(totalMs, 0)} ms; p50 ${fixed(p50Ms, 0)} ms, p99 ${fixed(p99Ms, 0)} ms`)
  const failed = Object.keys(statuses).filter((status) => Number(status) >= 500)
  promise(failed.length === 0, `no request fails: ${JSON.stringify(statuses)}`)
  promise(rush.oversold === 0, `none of ${String(rush.slots)} slots is oversold`)
  promise(
    statuses['201'] === places && rush.taken === places,
    `${String(rush.taken)} places are taken (exactly ${String(places)})`,
  )
}

interface Crowd {
  readonly inFlight: number
  /** Of the bare driver. */
  readonly atLeast: number
}

async function benchBookings(service: ChildProcess, ready: Ready, { inFlight, atLeast }: Crowd): Promise<void> {
  say(`\nBookings: random titles, ${String(inFlight)} in flight`)
  const load = createLoad(ready.origin, inFlight)
  const shot = () => bookingShot(pick(ready.tokens), pick(ready.library.titleIds))
  await load.sustain(shot, 2000)
  await ask(service, { kind: 'bare booking', loops: inFlight, forMs: 2000 })
  const ratios: number[] = []
  for (let round = 0; round < rounds; round++) {
    const bare = (await ask(service, { kind: 'bare booking', loops: inFlight, forMs: roundMs })) as Figures
    const full = await load.sustain(shot, roundMs)
    say(line('bare driver, one transaction each', bare))
    say(`${line('the service over HTTP', full)}  ${JSON.stringify(full.statuses)}`)
    ratios.push(full.perSecond / bare.perSecond)
    const errors = Object.keys(full.statuses).filter((status) => Number(status) >= 500)
    promise(errors.length === 0, 'no request fails')
  }
  promise(median(ratios) >= atLeast, `${fixed(median(ratios))} of the bare driver (at least ${String(atLeast)})`)
  load.close()
}

async function benchExpiry(service: ChildProcess, { origin }: Ready): Promise<void> {
  const count = Math.min(10_000, titles)
  say(`\nA morning after: ${String(count)} books were not collected in time, readers go on searching`)
  await ask(service, { kind: 'missed books', count })
  const shots = searchShots(600)
  let next = 0
  const shot = (): Shot => ({ method: 'GET', path: shots[next++ % shots.length] ?? '' })
  const load = createLoad(origin, 1)
  await load.sustain(shot, 2000)
  const quiet = await load.sustain(shot, roundMs)
  const ends = ask(service, { kind: 'expire' }) as Promise<{ ms: number; left: number }>
  const meanwhile: Figures[] = []
  const expiry = { isOver: false }
  void ends.then(() => (expiry.isOver = true))
  while (!expiry.isOver) meanwhile.push(await load.sustain(shot, roundMs))
  const { ms, left } = await ends
  const busy = median(meanwhile.map(({ p99Ms }) => p99Ms))
  say(line('searches before', quiet))
  for (const figures of meanwhile) say(line('searches meanwhile', figures))
  promise(left === 0, `every one of them is dealt with: ${String(left)} left`)
  promise(ms < 60_000, `in ${fixed(ms / 1000, 1)} s (under 60)`)
  promise(
    busy < 2 * quiet.p99Ms,
    `reads meanwhile p99 ${fixed(busy)} ms, ${fixed(busy / quiet.p99Ms)} of quiet (under 2)`,
  )
  load.close()
}

function bookingShot(token: string, titleId: string): Shot {
  return {
    method: 'POST',
    path: '/api/bookings',
    headers: {
      authorization: `Bearer ${token}`,
      'content-type': 'application/json',
      'idempotency-key': randomUUID(),
    },
    body: JSON.stringify({ titleId, pickupPointId: 'desk' }),
  }
}

function pick(from: readonly string[]): string {
  return from[Math.floor(Math.random() * from.length)] ?? ''
}

function ask(service: ChildProcess, order: Order): Promise<unknown> {
  const answer = nextMessage(service)
  service.send(order)
  return answer
}

function nextMessage(service: ChildProcess): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const onExit = (code: number | null) => {
      reject(new Error(`the service ended with ${String(code)}`))
    }
    service.once('exit', onExit)
    service.once('message', (message) => {
      service.off('exit', onExit)
      resolve(message)
    })
  })
}

await run()
