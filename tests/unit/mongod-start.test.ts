import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { everywhere, findMongod } from '../../bff/infra/mongod/find-mongod'
import { withStartLock } from '../../bff/infra/mongod/start-lock'

let dir = ''
const progress = () => undefined

beforeEach(async () => {
  dir = await mkdtemp(path.join(os.tmpdir(), 'rentu-unit-'))
})
afterEach(() => rm(dir, { recursive: true, force: true }))

/** A program that answers `--version` as a mongod of this version would. */
async function cached(version: string, script = `echo "db version v${version}"`) {
  const file = path.join(dir, version, 'mongod')
  await mkdir(path.dirname(file), { recursive: true })
  await writeFile(file, `#!/bin/sh\n${script}\n`)
  await chmod(file, 0o755)
  return file
}

describe('choosing a mongod', () => {
  // neither what this machine has installed nor the network decides the test
  const nothing = async () => ({ reason: 'nothing there' })
  const sources = { ...everywhere, PATH: nothing, 'official download': nothing, 'PyPI wheel': nothing }

  test('data is opened by the series that wrote it, though a newer one is at hand', async () => {
    await cached('8.0.4')
    await cached('6.0.9')
    const writer = await cached('6.0.5')

    expect(await findMongod({ cacheDir: dir, dataVersion: '6.0.5', progress }, sources)).toEqual({
      path: writer,
      version: '6.0.5',
    })
  })

  test('new data gets the newest that is at hand, and none older than 6', async () => {
    await cached('5.0.1')
    await cached('6.0.10')
    const newest = await cached('7.0.2')

    expect(await findMongod({ cacheDir: dir, progress }, sources)).toEqual({ path: newest, version: '7.0.2' })
  })

  test('with nothing to be had, the operator reads what was tried and every way out', async () => {
    await cached(
      '6.0.5',
      'echo "mongod: error while loading shared libraries: libcurl.so.4: cannot open" >&2; exit 127',
    )

    const refusal = await findMongod({ cacheDir: dir, progress }, sources).catch((error: unknown) => String(error))

    for (const part of [
      'libcurl4',
      'PATH: nothing there',
      'PyPI wheel: nothing there',
      'MONGODB_URI',
      'MONGOMS_DOWNLOAD_MIRROR',
    ]) {
      expect(refusal).toContain(part)
    }
  })

  test('data of a series that cannot be had is named, not opened by another', async () => {
    await cached('8.0.4')

    await expect(findMongod({ cacheDir: dir, dataVersion: '6.0.5', progress }, sources)).rejects.toThrow(
      /written by MongoDB 6\.0\.5, and no mongod of 6\.0/,
    )
  })
})

describe('the lock on starting', () => {
  test('lets one work at a time', async () => {
    const file = path.join(dir, 'lock')
    let inside = 0
    const most: number[] = []
    const work = async () => {
      most.push(++inside)
      await new Promise((resolve) => setImmediate(resolve))
      inside--
    }

    await Promise.all([1, 2, 3, 4].map(() => withStartLock(file, work)))

    expect(most).toEqual([1, 1, 1, 1])
  })

  test('is taken over from a process that is gone', async () => {
    const file = path.join(dir, 'lock')
    const nobody = 2 ** 22 + 1
    await writeFile(file, `${nobody} left-behind`)

    expect(await withStartLock(file, async () => 'started')).toBe('started')
  })

  test('is given back when the work fails', async () => {
    const file = path.join(dir, 'lock')
    await expect(withStartLock(file, () => Promise.reject(new Error('no disk')))).rejects.toThrow('no disk')

    expect(await withStartLock(file, async () => 'again')).toBe('again')
  })
})
