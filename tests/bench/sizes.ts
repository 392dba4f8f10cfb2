import { existsSync } from 'node:fs'
import { readdir, readFile, stat } from 'node:fs/promises'
import path from 'node:path'
import { gzipSync } from 'node:zlib'

type Say = (line: string) => void
type Promised = (isKept: boolean, text: string) => void

const kilobyte = 1024

/** What the app weighs: the main package of the mini-program, and what a browser loads first. */
export async function reportSizes(say: Say, promise: Promised): Promise<void> {
  say('\nThe app')
  await reportWeapp(say, promise)
  await reportH5(say, promise)
}

async function reportWeapp(say: Say, promise: Promised): Promise<void> {
  if (!existsSync('dist/weapp/app.json')) {
    say('    dist/weapp is not built (npm run build:weapp)')
    return
  }
  // the compiler writes it
  const app = JSON.parse(await readFile('dist/weapp/app.json', 'utf8')) as { subPackages?: { root: string }[] }
  const roots = (app.subPackages ?? []).map(({ root }) => root.replace(/\/$/, ''))
  let total = 0
  let main = 0
  for (const file of await filesBelow('dist/weapp')) {
    const { size } = await stat(path.join('dist/weapp', file))
    total += size
    if (!roots.some((root) => file.startsWith(`${root}/`))) main += size
  }
  say(`    mini-program ${kb(total)} in all, main package ${kb(main)}`)
  promise(main < 1024 * kilobyte, `main package ${kb(main)} (under 1024 KB)`)
}

async function reportH5(say: Say, promise: Promised): Promise<void> {
  if (!existsSync('dist/h5/index.html')) {
    say('    dist/h5 is not built (npm run build:h5)')
    return
  }
  const page = await readFile('dist/h5/index.html', 'utf8')
  const entry = [...page.matchAll(/src="\/?(js\/[^"]+)"/g)].flatMap(([, file]) => (file === undefined ? [] : [file]))
  let all = 0
  let first = 0
  for (const file of await filesBelow('dist/h5')) {
    if (!file.endsWith('.js')) continue
    const size = gzipSync(await readFile(path.join('dist/h5', file)), { level: 9 }).length
    all += size
    if (entry.includes(file)) first += size
  }
  say(`    H5 ${kb(all)} of JavaScript gzipped in all chunks, ${kb(first)} named by the page`)
  promise(
    first < 220 * kilobyte,
    `first load ${kb(first)} gzipped (under 220 KB), before the chunk of the first screen`,
  )
}

async function filesBelow(dir: string): Promise<string[]> {
  const entries = await readdir(dir, { recursive: true, withFileTypes: true })
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(dir, path.join(entry.parentPath, entry.name)))
}

function kb(bytes: number): string {
  return `${(bytes / kilobyte).toFixed(0)} KB`
}
