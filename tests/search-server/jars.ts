import { execFile } from 'node:child_process'
import { mkdir, rename, rm, stat } from 'node:fs/promises'
import { homedir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'

const run = promisify(execFile)

/** Kept outside of the project, for all checkouts, like the binaries of MongoDB. */
const CACHE = path.join(homedir(), '.cache', 'rentu')
const OLDEST_JAVA = 11
const DOWNLOAD_MS = 10 * 60_000

/** Java or its jars are not to be had here: its message says what is missing, and the way out. */
export class NoJavaError extends Error {
  override readonly name = 'NoJavaError'
}

/** @throws NoJavaError when there is none, or too old a one */
export async function findJava(): Promise<string> {
  const { stderr } = await run('java', ['-version']).catch(() => ({ stderr: '' }))
  const version = Number(/version "(?:1\.)?(\d+)/.exec(stderr)?.[1] ?? 0)
  if (version >= OLDEST_JAVA) return 'java'
  const what = version === 0 ? 'There is no Java' : `There is only Java ${version}`
  throw new NoJavaError(`${what} on this machine (Debian: apt-get install openjdk-17-jre-headless maven).`)
}

/** @throws NoJavaError when there is none that compiles what it runs */
export async function findJdk(): Promise<string> {
  const java = await findJava()
  const { stdout } = await run(java, ['--list-modules'])
  if (stdout.includes('jdk.compiler')) return java
  throw new NoJavaError('This Java cannot compile (Debian: apt-get install openjdk-17-jdk-headless).')
}

/** In the name of the cache: another version is another directory. */
export const VERSION = '2.19.1.0'
const POM = fileURLToPath(new URL('pom.xml', import.meta.url))

/**
 * The jars that the pom.xml beside this file names, Lucene's among them; downloaded once.
 *
 * @returns the class path
 * @throws NoJavaError when they are not there and Maven cannot fetch them
 */
export async function jarsOfOpenSearch(progress: (line: string) => void): Promise<string> {
  const name = `opensearch-${VERSION}`
  const directory = path.join(CACHE, name)
  const classPath = path.join(directory, '*')
  if ((await stat(directory).catch(() => null)) !== null) return classPath
  progress(`fetching ${name} from Maven Central`)
  const unfinished = `${directory}.${process.pid}`
  await mkdir(CACHE, { recursive: true })
  const goal = ['dependency:copy-dependencies', `-DoutputDirectory=${unfinished}`]
  try {
    await run('mvn', ['-q', '-B', '-f', POM, ...goal], { timeout: DOWNLOAD_MS })
    // one step, so that another run sees all of them or none; if it was quicker, its jars are as good
    await rename(unfinished, directory).catch(() => undefined)
    return classPath
  } catch (error) {
    throw new NoJavaError(`Maven cannot fetch ${name} (Debian: apt-get install maven): ${reasonOf(error)}`)
  } finally {
    await rm(unfinished, { recursive: true, force: true })
  }
}

function reasonOf(error: unknown): string {
  const told = error instanceof Error && 'stdout' in error ? String(error.stdout) : ''
  return told.split('\n').find((line) => line.includes('ERROR')) ?? String(error)
}
