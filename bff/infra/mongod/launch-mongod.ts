import { spawn } from 'node:child_process'
import { open, readFile, rename } from 'node:fs/promises'
import net from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import type { MongodBinary } from './mongod-binary'
import { type MongodPlace, type MongodRecord, writeRecord } from './mongod-place'
import { hasEnded, isAlive, isMongodOf, signal } from './processes'
import { whoAnswers } from './replica-set'

export interface Launch {
  readonly place: MongodPlace
  readonly binary: MongodBinary
  /** Tried first; with `isPortFixed` nothing else will do, because clients are waiting there. */
  readonly port: number | null
  readonly isPortFixed: boolean
  readonly users: readonly number[]
  readonly cacheSizeGb: number
  readonly timeoutMs: number
}

/**
 * Starts a mongod on the data and waits until it answers. It has a process group of its own: Ctrl-C at the terminal
 * reaches the service first, which still needs its database for the requests that it drains.
 *
 * @throws Error with what mongod itself said
 */
export async function launchMongod(launch: Launch): Promise<MongodRecord> {
  const { place, binary, timeoutMs } = launch
  const port = await choosePort(launch)
  const record = { version: binary.version, port, pid: null, users: [...launch.users] }
  // the port is known before anything runs: if we are killed in the next moment, the server can still be found
  await writeRecord(place, record)
  const pid = await spawnMongod(launch, port)
  const running = { ...record, pid }
  await writeRecord(place, running)
  const end = performance.now() + timeoutMs
  while ((await whoAnswers(port))?.dbPath !== place.dbPath) {
    if (!isAlive(pid)) {
      const reason = await complaint(place)
      // somebody took the port between our look at it and mongod's
      if (!launch.isPortFixed && reason.includes('Address already in use'))
        return launchMongod({ ...launch, port: null })
      throw new Error(`MongoDB ${binary.version} did not start. ${reason}`)
    }
    if (performance.now() > end) {
      await endMongod(pid, { place, graceMs: 0 })
      throw new Error(`MongoDB ${binary.version} did not answer within ${timeoutMs} ms. See ${place.logFile}`)
    }
    await sleep(25)
  }
  return running
}

/** Stops a mongod as it likes to be stopped (its files are then clean), and by force after `graceMs`. */
export async function endMongod(pid: number, { place, graceMs }: { place: MongodPlace; graceMs: number }) {
  if (!(await isMongodOf(pid, place.dbPath))) return
  if (graceMs > 0) signal(pid, 'SIGINT')
  if (graceMs > 0 && (await hasEnded(pid, graceMs))) return
  signal(pid, 'SIGKILL')
  await hasEnded(pid, 5000)
}

async function spawnMongod({ place, binary, cacheSizeGb }: Launch, port: number): Promise<number> {
  // the log of the last run is kept, so that the reason of a crash is not overwritten by the start after it
  await rename(place.logFile, `${place.logFile}.1`).catch(() => undefined)
  const log = await open(place.logFile, 'a')
  const flags: Readonly<Record<string, string>> = {
    '--dbpath': place.dbPath,
    '--bind_ip': '127.0.0.1',
    '--port': String(port),
    '--replSet': 'rentu',
    '--wiredTigerCacheSizeGB': String(cacheSizeGb),
  }
  const parameters = [
    'diagnosticDataCollectionEnabled=false',
    // our clients give a transaction up after ten seconds; one whose client died must not block others for a minute
    'transactionLifetimeLimitSeconds=12',
  ].flatMap((parameter) => ['--setParameter', parameter])
  try {
    const child = spawn(binary.path, [...Object.entries(flags).flat(), ...parameters, '--nounixsocket', '--quiet'], {
      detached: true,
      stdio: ['ignore', log.fd, log.fd],
    })
    return await new Promise((resolve, reject) => {
      child.once('error', reject)
      child.once('spawn', () => {
        child.unref()
        if (child.pid !== undefined) resolve(child.pid)
      })
    })
  } finally {
    await log.close()
  }
}

/** mongod logs one JSON object per line; "E" and "F" are errors. */
async function complaint({ logFile }: MongodPlace): Promise<string> {
  const lines = (await readFile(logFile, 'utf8').catch(() => '')).trim().split('\n')
  const errors = lines.filter((line) => /"s":"[EF]"/.test(line))
  return `The end of ${logFile}:\n${(errors.length > 0 ? errors : lines).slice(-3).join('\n')}`
}

async function choosePort({ port, isPortFixed }: Launch): Promise<number> {
  if (port !== null && (await canListen(port)) !== null) return port
  if (isPortFixed) throw new Error(`port ${String(port)} is taken by another program`)
  const free = await canListen(0)
  if (free === null) throw new Error('this machine has no free port left')
  return free
}

/** The port, if one could listen there; 0 asks for any. */
function canListen(port: number): Promise<number | null> {
  return new Promise((resolve) => {
    const server = net.createServer()
    server.once('error', () => resolve(null))
    server.listen(port, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : null))
    })
  })
}
