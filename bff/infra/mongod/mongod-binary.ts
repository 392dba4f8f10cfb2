import { execFile } from 'node:child_process'
import { chmod, mkdir, rename } from 'node:fs/promises'
import path from 'node:path'
import { promisify } from 'node:util'

const run = promisify(execFile)

/** A mongod that was seen to run on this machine. */
export interface MongodBinary {
  readonly path: string
  /** As it says itself: '6.0.5'. */
  readonly version: string
}

/** What came of looking in one place; a reason is a sentence for the operator. */
export type Found = { readonly binary: MongodBinary } | { readonly reason: string }

/** What a binary is needed for and where it may be kept. */
export interface Wanted {
  /** Holds `<version>/mongod`; outside of the project, shared by all checkouts. */
  readonly cacheDir: string
  /** The version that wrote the data. Data of 6.0 does not open under 8, so only the same series will do. */
  readonly dataVersion?: string | undefined
  readonly progress: (line: string) => void
}

/** '6.0' of '6.0.5': within a series data files are interchangeable. */
export function seriesOf(version: string): string {
  return version.split('.').slice(0, 2).join('.')
}

/** Without data to open, anything from 6.0 on knows the transactions and indexes that we use. */
export function isAcceptable(version: string, wanted: Wanted): boolean {
  if (wanted.dataVersion !== undefined) return seriesOf(version) === seriesOf(wanted.dataVersion)
  return Number(version.split('.')[0]) >= 6
}

/** Runs `mongod --version`. A binary that does not run here is named with its remedy, not taken. */
export async function tryMongod(file: string): Promise<Found> {
  try {
    const { stdout } = await run(file, ['--version'], { timeout: 10_000 })
    const version = /db version v(\d+\.\d+\.\d+)/.exec(stdout)?.[1]
    return version === undefined
      ? { reason: `${file} does not look like a mongod` }
      : { binary: { path: file, version } }
  } catch (error) {
    return { reason: whyItDoesNotRun(file, error) }
  }
}

function whyItDoesNotRun(file: string, error: unknown): string {
  if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return `there is no ${file}`
  const text = error instanceof Error ? error.message : String(error)
  const library = /loading shared libraries: (\S+):/.exec(text)?.[1]
  if (library?.startsWith('libcurl.so.4') === true) {
    return `${file} needs libcurl4, which is missing (Debian, Ubuntu: apt-get install libcurl4)`
  }
  if (library !== undefined) return `${file} needs the library ${library}, which is missing`
  return `${file} does not run here: ${lastLine(text)}`
}

/** Moves a freshly fetched binary to its place in the cache, if it runs and is what was wanted. */
export async function keepInCache(file: string, wanted: Wanted): Promise<Found> {
  await chmod(file, 0o755)
  const tried = await tryMongod(file)
  if ('reason' in tried) return tried
  const { version } = tried.binary
  if (!isAcceptable(version, wanted)) return { reason: `it is MongoDB ${version}` }
  const kept = path.join(wanted.cacheDir, version, 'mongod')
  await mkdir(path.dirname(kept), { recursive: true })
  // one step, so that another process sees a whole binary or none
  await rename(file, kept)
  return { binary: { path: kept, version } }
}

/** The line of a tool's complaint that says what is wrong: the last one. */
export function lastLine(text: string): string {
  return text.trim().split('\n').at(-1)?.trim() ?? ''
}
