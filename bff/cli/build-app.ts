import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'
import { withStartLock } from '../infra/mongod/start-lock'

type Progress = (line: string) => void

const root = path.resolve(import.meta.dirname, '..', '..')
const built = path.join(root, 'dist', 'h5')
const stampOf = (dir: string) => path.join(dir, '.sources')

/** What the built app is made of: change one of these and it is another app. */
const sources = [
  'miniprogram',
  'bff/contract',
  'config',
  'types',
  'babel.config.cjs',
  'package-lock.json',
  'tsconfig.json',
]
const notBuiltFrom = /^config\/(jest|eslint|walls|knip)/
const variables = ['RENTU_API_BASE', 'TARO_PLUGINS'] as const

/** Set by `npm run dev`, where the app comes from a server that rebuilds while one types. */
const devServerVariable = 'RENTU_APP_FROM_DEV_SERVER'

/**
 * Builds the H5 app into dist/h5 when its sources differ from those of the last build, beside which their hash lies.
 * Two that start at once build once.
 *
 * @throws Error with the compiler's output; the app built before stays as it was
 */
export async function buildAppIfChanged({ progress }: { readonly progress: Progress }): Promise<void> {
  if (process.env[devServerVariable] !== undefined) return
  await mkdir(path.dirname(built), { recursive: true })
  await withStartLock(path.join(root, 'dist', 'h5.building'), async () => {
    const hash = await hashSources()
    const before = await readFile(stampOf(built), 'utf8').catch(() => '')
    if (before !== hash) await build(hash, progress)
  })
}

/** Built aside and put in place whole: a service that is running never serves half an app. */
async function build(hash: string, progress: Progress): Promise<void> {
  const next = `${built}.next`
  const old = `${built}.old`
  await rm(next, { recursive: true, force: true })
  await compile(path.relative(root, next), progress)
  await compressAll(next)
  await writeFile(stampOf(next), hash)
  await rm(old, { recursive: true, force: true })
  await rename(built, old).catch(() => undefined)
  await rename(next, built)
  await rm(old, { recursive: true, force: true })
}

async function compile(outputRoot: string, progress: Progress): Promise<void> {
  const started = performance.now()
  const seconds = () => Math.round((performance.now() - started) / 1000)
  progress('Building the app (half a minute the first time)')
  const ticking = setInterval(() => progress(`  still building, ${seconds()} s`), 5000)
  const taro = path.join(root, 'node_modules', '@tarojs', 'cli', 'bin', 'taro')
  const child = spawn(process.execPath, [taro, 'build', '--type', 'h5'], {
    cwd: root,
    env: { ...process.env, NODE_ENV: 'production', TARO_OUT: outputRoot },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const output: string[] = []
  child.stdout.on('data', (chunk: Buffer) => output.push(chunk.toString()))
  child.stderr.on('data', (chunk: Buffer) => output.push(chunk.toString()))
  try {
    const code = await new Promise<number | null>((resolve, reject) => {
      child.once('error', reject)
      child.once('close', resolve)
    })
    if (code !== 0) throw new Error(`The app could not be built:\n${output.join('')}`)
  } finally {
    clearInterval(ticking)
  }
  progress(`The app is built (${seconds()} s)`)
}

async function hashSources(): Promise<string> {
  const hash = createHash('sha256')
  for (const name of variables) hash.update(`${name}=${process.env[name] ?? ''}\n`)
  for (const source of sources) {
    for (const file of await filesUnder(path.join(root, source))) {
      const name = path.relative(root, file)
      if (!notBuiltFrom.test(name)) hash.update(`${name}\n`).update(await readFile(file))
    }
  }
  return hash.digest('hex')
}

/** Sorted, so that the same files always give the same hash. */
async function filesUnder(place: string): Promise<string[]> {
  const found = await stat(place).catch(() => null)
  if (found === null) return []
  if (!found.isDirectory()) return [place]
  const entries = await readdir(place, { recursive: true, withFileTypes: true })
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name))
    .sort()
}

/** A .gz and a .br beside each text file that gains by it, made once here instead of for each reader. */
async function compressAll(dir: string): Promise<void> {
  const files = (await filesUnder(dir)).filter((file) => /\.(js|css|html|svg|json)$/.test(file))
  for (const file of files) {
    const content = await readFile(file)
    if (content.length <= 1024) continue
    const zipped = await promisify(gzip)(content, { level: 9 })
    const params = { [constants.BROTLI_PARAM_SIZE_HINT]: content.length }
    const brotli = await promisify(brotliCompress)(content, { params })
    await Promise.all([writeFile(`${file}.gz`, zipped), writeFile(`${file}.br`, brotli)])
  }
}
