import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import process from 'node:process'

export interface RunningService {
  /** `http://127.0.0.1:<port>` */
  readonly origin: string
  /** `npm run verify` over its database: what it printed, and whether it found nothing. */
  verify(): Promise<{ readonly isSound: boolean; readonly output: string }>
  /** Starts another command on its data, in a process group of its own. */
  command(name: 'import', args: readonly string[]): RunningCommand
  stop(): Promise<void>
  /** As a power cut ends it: the service alone, its database goes on. */
  kill(): Promise<void>
  /** The database alone; the service starts it again. */
  killDatabase(): Promise<void>
}

export interface RunningCommand {
  /** Standard error so far. */
  said(): string
  /** SIGKILL for the whole group. */
  kill(): void
  readonly ended: Promise<{ readonly code: number | null; readonly stdout: string }>
}

interface Wishes {
  readonly env?: Readonly<Record<string, string>>
  /** The browser app is built and served too. */
  readonly withApp: boolean
  /** Of the caller, who keeps it; without, a new one that is gone with the service. */
  readonly dataDir?: string
}

const root = path.resolve(import.meta.dirname, '..', '..')
/** A cold start fetches MongoDB, seeds the demo library and builds the app. */
const startMs = 900_000
const stopMs = 40_000

/** The real service as `npm start` runs it, on a demo library and a port of its own. The caller must stop it. */
export async function startService({ env = {}, withApp, dataDir: kept }: Wishes): Promise<RunningService> {
  const dataDir = kept ?? (await mkdtemp(path.join(os.tmpdir(), 'rentu-demo-')))
  const environment = {
    ...withoutOurs(process.env),
    ...(withApp ? {} : { RENTU_APP_FROM_DEV_SERVER: '1' }),
    PORT: '0',
    HOST: '127.0.0.1',
    DATA_DIR: dataDir,
    LOG_LEVEL: 'warn',
    ...env,
  }
  const child = spawn(process.execPath, ['--import', 'tsx', 'bff/main.ts'], {
    cwd: root,
    env: environment,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const output: string[] = []
  child.stdout.on('data', (chunk: Buffer) => output.push(chunk.toString()))
  child.stderr.on('data', (chunk: Buffer) => output.push(chunk.toString()))

  async function stop(): Promise<void> {
    await end(child, dataDir)
    if (kept === undefined) await rm(dataDir, { recursive: true, force: true })
  }

  try {
    const origin = await addressIn(child, output)
    return {
      origin,
      stop,
      verify: () => verify(environment),
      command: (name, args) => startCommand([`bff/cli/${name}.ts`, ...args], environment),
      kill: () => kill(child),
      killDatabase: () => endDatabase(dataDir),
    }
  } catch (error) {
    await stop()
    throw error
  }
}

/** A run inside `npm start` of somebody must not serve that somebody's database. */
function withoutOurs(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const { MONGODB_URI: _uri, NODE_ENV: _mode, SESSION_SECRET: _secret, ...rest } = env
  return rest
}

function addressIn(child: ChildProcess, output: readonly string[]): Promise<string> {
  return new Promise((resolve, reject) => {
    const said = () => output.join('')
    const timer = setTimeout(() => reject(new Error(`The service did not start in time:\n${said()}`)), startMs)
    const listen = () => {
      const address = /Open\s+(http:\/\/\S+)/.exec(said())?.[1]
      if (address === undefined) return
      clearTimeout(timer)
      resolve(address)
    }
    child.stdout?.on('data', listen)
    child.once('error', reject)
    child.once('exit', (code) => {
      clearTimeout(timer)
      reject(new Error(`The service ended with code ${String(code)} before it was ready:\n${said()}`))
    })
  })
}

/** Drains it; if that takes too long, ends it and the database it leaves behind. */
async function end(child: ChildProcess, dataDir: string): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const gone = new Promise<boolean>((resolve) => {
    child.once('exit', (_code, signal) => resolve(signal === 'SIGKILL'))
  })
  child.kill('SIGTERM')
  const timer = setTimeout(() => child.kill('SIGKILL'), stopMs)
  const wasForced = await gone
  clearTimeout(timer)
  if (wasForced) await endDatabase(dataDir)
}

async function kill(child: ChildProcess): Promise<void> {
  const gone = new Promise((resolve) => child.once('exit', resolve))
  child.kill('SIGKILL')
  await gone
}

async function endDatabase(dataDir: string): Promise<void> {
  const record: unknown = JSON.parse(await readFile(path.join(dataDir, 'mongod.json'), 'utf8').catch(() => 'null'))
  if (typeof record !== 'object' || record === null || !('pid' in record) || typeof record.pid !== 'number') return
  try {
    process.kill(record.pid, 'SIGKILL')
  } catch {
    // it had ended with its service
  }
}

async function verify(env: NodeJS.ProcessEnv): Promise<{ isSound: boolean; output: string }> {
  const { said, ended } = startCommand(['bff/cli/verify.ts'], env)
  const { code, stdout } = await ended
  return { isSound: code === 0, output: stdout + said() }
}

function startCommand(args: readonly string[], env: NodeJS.ProcessEnv): RunningCommand {
  const child = spawn(process.execPath, ['--import', 'tsx', ...args], { cwd: root, env, detached: true })
  let stdout = ''
  let stderr = ''
  child.stdout.on('data', (chunk: Buffer) => (stdout += chunk.toString()))
  child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()))
  const ended = new Promise<{ code: number | null; stdout: string }>((resolve, reject) => {
    child.once('error', reject)
    child.once('close', (code) => {
      resolve({ code, stdout })
    })
  })
  const kill = () => {
    const hasEnded = child.exitCode !== null || child.signalCode !== null
    if (!hasEnded && child.pid !== undefined) process.kill(-child.pid, 'SIGKILL')
  }
  return { said: () => stderr, kill, ended }
}
