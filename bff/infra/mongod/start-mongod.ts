import { homedir } from 'node:os'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { findMongod } from './find-mongod'
import { endMongod, launchMongod } from './launch-mongod'
import { type MongodPlace, type MongodRecord, openPlace, readRecord, writeRecord } from './mongod-place'
import { isAlive, isMongodOf } from './processes'
import { becomePrimary, endAbandonedWork, uriOf, whoAnswers } from './replica-set'
import { withStartLock } from './start-lock'

export interface MongodOptions {
  /** The data lies in `<dataDir>/mongodb`, what is remembered about it beside it. */
  readonly dataDir: string
  /** Each slow step says a line. */
  readonly progress: (line: string) => void
  /** Where fetched binaries are kept for all projects; default ~/.cache/rentu/mongod. */
  readonly cacheDir?: string
  readonly cacheSizeGb?: number
  readonly startTimeoutMs?: number
  /** How long a stopping mongod may take before it is ended by force. */
  readonly graceMs?: number
}

export interface RunningMongod {
  readonly uri: string
  readonly version: string
  /** True when this process started the server or took it over from one that died; false when another one uses it. */
  readonly owned: boolean
  /** Leaves the database: the last process to leave stops it. Safe to call whether owned or not, and twice. */
  stop(): Promise<void>
}

interface Session {
  readonly place: MongodPlace
  readonly options: Required<MongodOptions>
}

/**
 * The embedded database: a replica set of one node on the loopback, with its data kept between starts.
 *
 * A server that a killed process left behind is adopted; one that died is started again, also while this process
 * runs, on the same port, so that clients find it where it was. Several processes may use one dataDir at the same time
 * (the service and a command): whoever comes first starts the server, whoever leaves last stops it.
 *
 * @throws Error that says what was tried and what can be done
 */
export async function startMongod(given: MongodOptions): Promise<RunningMongod> {
  const options = {
    cacheDir: path.join(homedir(), '.cache', 'rentu', 'mongod'),
    cacheSizeGb: 0.5,
    startTimeoutMs: 60_000,
    graceMs: 20_000,
    ...given,
  }
  const session = { options, place: await openPlace(given.dataDir) }
  const first = await bringUp(session, null)
  const watch = keepRunning(session, first.record.port)
  let stopped: Promise<void> | null = null
  return {
    uri: uriOf(first.record.port),
    version: first.record.version,
    owned: first.owned,
    stop: () => (stopped ??= watch.end().then(() => leave(session))),
  }
}

interface Up {
  readonly record: MongodRecord
  readonly owned: boolean
}

/** Adopts the server of this place or starts one; `port` is where clients expect it, null when there are none yet. */
async function bringUp(session: Session, port: number | null): Promise<Up> {
  const { place, options } = session
  const adopted = await withStartLock(place.lockFile, () => adopt(session))
  if (adopted !== null) return adopted
  const dataVersion = (await readRecord(place))?.version
  // looked for outside the lock: a download may take minutes
  const binary = await findMongod({ cacheDir: options.cacheDir, dataVersion, progress: options.progress })
  return withStartLock(place.lockFile, async () => {
    // somebody else may have been quicker
    const quicker = await adopt(session)
    if (quicker !== null) return quicker
    const before = await readRecord(place)
    options.progress(`Starting MongoDB ${binary.version}`)
    const record = await launchMongod({
      place,
      binary,
      port: port ?? before?.port ?? null,
      isPortFixed: port !== null,
      users: usersOf(before, { and: process.pid }),
      cacheSizeGb: options.cacheSizeGb,
      timeoutMs: options.startTimeoutMs,
    })
    await becomePrimary(record.port, options.startTimeoutMs)
    return { record, owned: true }
  })
}

/** Takes over or joins the server that runs on our data; null when there is none. */
async function adopt({ place, options }: Session): Promise<Up | null> {
  const record = await readRecord(place)
  if (record === null) return null
  const server = await findServer(place, { record, timeoutMs: options.startTimeoutMs })
  if (server === null) return null
  const others = usersOf(record, { but: process.pid })
  const joined = { ...record, pid: server.pid, version: server.version, users: [...others, process.pid] }
  await writeRecord(place, joined)
  await becomePrimary(joined.port, options.startTimeoutMs)
  if (others.length === 0) await endAbandonedWork(joined.port)
  return { record: joined, owned: others.length === 0 }
}

/** A server is ours by the directory that it says it serves. One that runs but does not answer in time is ended. */
async function findServer(place: MongodPlace, { record, timeoutMs }: { record: MongodRecord; timeoutMs: number }) {
  const end = performance.now() + timeoutMs
  for (;;) {
    const server = await whoAnswers(record.port)
    if (server?.dbPath === place.dbPath) return server
    if (record.pid === null || !(await isMongodOf(record.pid, place.dbPath))) return null
    if (performance.now() > end) break
    await sleep(100)
  }
  await endMongod(record.pid, { place, graceMs: 0 })
  return null
}

/** Looks after the server once a second and starts it again when it died. */
function keepRunning(session: Session, port: number) {
  const { place, options } = session
  const over = new AbortController()
  const isOver = () => over.signal.aborted
  const watch = async () => {
    while (!isOver()) {
      await sleep(1000, undefined, { signal: over.signal, ref: false }).catch(() => undefined)
      const pid = (await readRecord(place))?.pid ?? null
      if (isOver() || (pid !== null && isAlive(pid))) continue
      options.progress('The database has stopped; starting it again')
      await bringUp(session, port).catch((error: unknown) => {
        options.progress(`The database could not be started again: ${String(error)}`)
      })
    }
  }
  const watching = watch()
  return {
    end: () => {
      over.abort()
      return watching
    },
  }
}

async function leave({ place, options }: Session): Promise<void> {
  await withStartLock(place.lockFile, async () => {
    const record = await readRecord(place)
    if (record === null) return
    const others = usersOf(record, { but: process.pid })
    if (others.length > 0 || record.pid === null) {
      await writeRecord(place, { ...record, users: others })
      return
    }
    await endMongod(record.pid, { place, graceMs: options.graceMs })
    await writeRecord(place, { ...record, pid: null, users: [] })
  })
}

/** Those of the recorded users that still run. */
function usersOf(record: MongodRecord | null, { and, but }: { and?: number; but?: number }): number[] {
  const users = (record?.users ?? []).filter((pid) => pid !== but && pid !== and && isAlive(pid))
  return and === undefined ? users : [...users, and]
}
