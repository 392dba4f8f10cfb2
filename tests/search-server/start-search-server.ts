import { spawn, type ChildProcess } from 'node:child_process'
import { access, constants, mkdtemp, open, readFile, rm } from 'node:fs/promises'
import net from 'node:net'
import os from 'node:os'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { findJava, jarsOfOpenSearch, VERSION } from './jars'

const RUNNER = 'org.codelibs.opensearch.runner.OpenSearchRunner'
/** Compiled at once rather than well: a server that only lives for some tests never gets to the well. */
const FOR_MINUTES = ['-XX:TieredStopAtLevel=1', '-XX:+UseSerialGC']
const START_MS = 120_000
const STOP_MS = 20_000

export interface SearchServer {
  readonly url: string
  /** Of the process, to see what it needs. */
  readonly pid: number
  stop(): Promise<void>
}

/**
 * `isShortLived`: for tests, which want their answers soon, rather than for measuring.
 *
 * A real OpenSearch of one node on the loopback, on a free port, with nothing in it; its data goes when it stops.
 *
 * @throws NoJavaError when this machine cannot run one
 */
export async function startSearchServer({
  heapMb = 768,
  isShortLived = false,
  progress = (line: string) => {
    console.log(line)
  },
} = {}): Promise<SearchServer> {
  const java = await findJava()
  const jars = await jarsOfOpenSearch(progress)
  const directory = await mkdtemp(path.join(isShortLived ? await inMemory() : os.tmpdir(), 'rentu-opensearch-'))
  const logFile = path.join(directory, 'server.log')
  const port = await freePort()
  progress(`starting OpenSearch ${VERSION} on port ${port}`)
  const log = await open(logFile, 'a')
  // the runner listens on the port after the one it is told; a cluster of another name joins nobody else's
  const node = ['-basePath', directory, '-numOfNode', '1', '-baseHttpPort', String(port - 1)]
  const named = ['-clusterName', path.basename(directory), '-printOnFailure']
  const memory = [`-Xms${heapMb}m`, `-Xmx${heapMb}m`]
  const machine = isShortLived ? [...memory, ...FOR_MINUTES] : memory
  const server = spawn(java, [...machine, '-cp', jars, RUNNER, ...node, ...named], {
    stdio: ['ignore', log.fd, log.fd],
  })
  await log.close()
  const stop = async () => {
    await end(server)
    await rm(directory, { recursive: true, force: true })
  }
  const url = `http://127.0.0.1:${port}`
  try {
    await untilUsable(server, url)
  } catch (error) {
    const told = await readFile(logFile, 'utf8').catch(() => '')
    await stop()
    throw new Error(`OpenSearch did not start. The end of its log:\n${told.slice(-3000)}`, { cause: error })
  }
  return { url, pid: server.pid ?? 0, stop }
}

async function untilUsable(server: ChildProcess, url: string): Promise<void> {
  const end = performance.now() + START_MS
  const isUsable = () =>
    fetch(`${url}/_cluster/health?wait_for_status=yellow&timeout=1s`).then(
      ({ ok }) => ok,
      () => false,
    )
  while (!(await isUsable())) {
    if (server.exitCode !== null) throw new Error(`it ended with ${server.exitCode}`)
    if (performance.now() > end) throw new Error(`it did not answer within ${START_MS} ms`)
    await sleep(200)
  }
}

async function end(server: ChildProcess): Promise<void> {
  if (server.exitCode !== null || server.signalCode !== null) return
  const ended = new Promise((resolve) => server.once('exit', resolve))
  server.kill('SIGTERM')
  const isLate = await Promise.race([ended.then(() => false), sleep(STOP_MS, true, { ref: false })])
  if (isLate) server.kill('SIGKILL')
  await ended
}

/** Where writing waits for no disk, if there is such a place. */
function inMemory(): Promise<string> {
  return access('/dev/shm', constants.W_OK).then(
    () => '/dev/shm',
    () => os.tmpdir(),
  )
}

/** The runner takes ports of OpenSearch's own range only. */
async function freePort(): Promise<number> {
  for (let port = 9201; port < 9300; port++) if (await canListen(port)) return port
  throw new Error('no port from 9201 to 9299 is free')
}

function canListen(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = net.createServer()
    server.once('error', () => {
      resolve(false)
    })
    server.listen(port, '127.0.0.1', () => {
      server.close(() => {
        resolve(true)
      })
    })
  })
}
